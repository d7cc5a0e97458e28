using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CitationsOfPapers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsAnswered",
                table: "citations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "OrganisationId",
                table: "citations",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "PaperId",
                table: "citations",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_citations_PaperId",
                table: "citations",
                column: "PaperId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_citations_PaperId",
                table: "citations");

            migrationBuilder.DropColumn(
                name: "IsAnswered",
                table: "citations");

            migrationBuilder.DropColumn(
                name: "OrganisationId",
                table: "citations");

            migrationBuilder.DropColumn(
                name: "PaperId",
                table: "citations");
        }
    }
}
