using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RemindAndRecall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Folded",
                table: "OfficeHolders",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NameFolded",
                table: "OfficeHolders",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "RemindAfterHours",
                table: "house_settings",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RemindAtMost",
                table: "house_settings",
                type: "int",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<string>(
                name: "RecallEvidence",
                table: "deliveries",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "deliveries",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_OfficeHolders_Folded",
                table: "OfficeHolders",
                column: "Folded");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeHolders_NameFolded",
                table: "OfficeHolders",
                column: "NameFolded");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OfficeHolders_Folded",
                table: "OfficeHolders");

            migrationBuilder.DropIndex(
                name: "IX_OfficeHolders_NameFolded",
                table: "OfficeHolders");

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
