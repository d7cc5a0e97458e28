using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class EvidenceHeads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "TourStep",
                table: "people",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Folded",
                table: "OfficeHolders",
                type: "character varying(600)",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NameFolded",
                table: "OfficeHolders",
                type: "character varying(600)",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "RemindAfterHours",
                table: "house_settings",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RemindAtMost",
                table: "house_settings",
                type: "integer",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<string>(
                name: "RecallEvidence",
                table: "deliveries",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "deliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "saved_filters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    List = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_filters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "tree_heads",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Statement = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    KeyId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: false),
                    Signature = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tree_heads", x => new { x.OrganisationId, x.Size });
                });

            migrationBuilder.CreateIndex(
                name: "IX_OfficeHolders_Folded",
                table: "OfficeHolders",
                column: "Folded");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeHolders_NameFolded",
                table: "OfficeHolders",
                column: "NameFolded");

            migrationBuilder.CreateIndex(
                name: "IX_saved_filters_PersonId_List_Name",
                table: "saved_filters",
                columns: new[] { "PersonId", "List", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_filters");

            migrationBuilder.DropTable(
                name: "tree_heads");

            migrationBuilder.DropIndex(
                name: "IX_OfficeHolders_Folded",
                table: "OfficeHolders");

            migrationBuilder.DropIndex(
                name: "IX_OfficeHolders_NameFolded",
                table: "OfficeHolders");

            migrationBuilder.DropColumn(
                name: "TourStep",
                table: "people");

            migrationBuilder.DropColumn(
                name: "Folded",
                table: "OfficeHolders");

            migrationBuilder.DropColumn(
                name: "NameFolded",
                table: "OfficeHolders");

            migrationBuilder.DropColumn(
                name: "RemindAfterHours",
                table: "house_settings");

            migrationBuilder.DropColumn(
                name: "RemindAtMost",
                table: "house_settings");

            migrationBuilder.DropColumn(
                name: "RecallEvidence",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "deliveries");
        }
    }
}
