using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class LinesByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_register_lines_OrganisationId_Year_Book_EnteredOn_IsVoided",
                table: "register_lines",
                columns: new[] { "OrganisationId", "Year", "Book", "EnteredOn", "IsVoided" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_register_lines_OrganisationId_Year_Book_EnteredOn_IsVoided",
                table: "register_lines");
        }
    }
}
