using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CopySeal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "DispatchVersion",
                table: "signing_sessions",
                newName: "PaperVersion");

            migrationBuilder.RenameColumn(
                name: "DispatchId",
                table: "signing_sessions",
                newName: "PaperId");

            migrationBuilder.RenameIndex(
                name: "IX_signing_sessions_DispatchId_Purpose_State",
                table: "signing_sessions",
                newName: "IX_signing_sessions_PaperId_Purpose_State");

            migrationBuilder.AddColumn<long>(
                name: "SealedAt",
                table: "copies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedHash",
                table: "copies",
                type: "TEXT",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SealedAt",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "SignedHash",
                table: "copies");

            migrationBuilder.RenameColumn(
                name: "PaperVersion",
                table: "signing_sessions",
                newName: "DispatchVersion");

            migrationBuilder.RenameColumn(
                name: "PaperId",
                table: "signing_sessions",
                newName: "DispatchId");

            migrationBuilder.RenameIndex(
                name: "IX_signing_sessions_PaperId_Purpose_State",
                table: "signing_sessions",
                newName: "IX_signing_sessions_DispatchId_Purpose_State");
        }
    }
}
