using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.SqlServer
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
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "BodyNames",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "BodyCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BodyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FamilyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NumberKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Date = table.Column<DateOnly>(type: "date", nullable: true),
                    Issuer = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeHolders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BodyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FullName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PaperId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FamilyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    NumberKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    NumberHead = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CopyKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CopyHead = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
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
