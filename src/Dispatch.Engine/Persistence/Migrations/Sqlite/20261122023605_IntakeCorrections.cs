using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IntakeCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "intake_corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncomingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReadValue = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Confidence = table.Column<double>(type: "REAL", nullable: false),
                    KeptValue = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intake_corrections", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_intake_corrections_IncomingId_Field",
                table: "intake_corrections",
                columns: new[] { "IncomingId", "Field" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_intake_corrections_OrganisationId_Id",
                table: "intake_corrections",
                columns: new[] { "OrganisationId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "intake_corrections");
        }
    }
}
