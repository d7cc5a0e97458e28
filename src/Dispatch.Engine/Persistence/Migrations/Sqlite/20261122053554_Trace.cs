using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Trace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "GroupNames",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "BodyNames",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "BodyCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BodyCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BodyCodes_Bodies_BodyId",
                        column: x => x.BodyId,
                        principalTable: "Bodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "citations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FamilyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NumberKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeHolders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeHolders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OfficeHolders_Bodies_BodyId",
                        column: x => x.BodyId,
                        principalTable: "Bodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FamilyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NumberKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NumberHead = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CopyKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CopyHead = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_entries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_ContentHash",
                table: "incoming",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_ContentHash",
                table: "dispatches",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_copies_ContentHash",
                table: "copies",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_BodyCodes_BodyId",
                table: "BodyCodes",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_BodyCodes_Code",
                table: "BodyCodes",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_citations_FamilyId",
                table: "citations",
                column: "FamilyId");

            migrationBuilder.CreateIndex(
                name: "IX_citations_NumberKey",
                table: "citations",
                column: "NumberKey");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeHolders_BodyId",
                table: "OfficeHolders",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_paper_entries_CopyKey",
                table: "paper_entries",
                column: "CopyKey");

            migrationBuilder.CreateIndex(
                name: "IX_paper_entries_OrganisationId_CopyHead",
                table: "paper_entries",
                columns: new[] { "OrganisationId", "CopyHead" });

            migrationBuilder.CreateIndex(
                name: "IX_paper_entries_OrganisationId_FamilyId",
                table: "paper_entries",
                columns: new[] { "OrganisationId", "FamilyId" });

            migrationBuilder.CreateIndex(
                name: "IX_paper_entries_OrganisationId_NumberHead",
                table: "paper_entries",
                columns: new[] { "OrganisationId", "NumberHead" });

            migrationBuilder.CreateIndex(
                name: "IX_paper_entries_PaperId",
                table: "paper_entries",
                column: "PaperId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BodyCodes");

            migrationBuilder.DropTable(
                name: "citations");

            migrationBuilder.DropTable(
                name: "OfficeHolders");

            migrationBuilder.DropTable(
                name: "paper_entries");

            migrationBuilder.DropIndex(
                name: "IX_incoming_ContentHash",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_dispatches_ContentHash",
                table: "dispatches");

            migrationBuilder.DropIndex(
                name: "IX_copies_ContentHash",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "GroupNames");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "BodyNames");
        }
    }
}
