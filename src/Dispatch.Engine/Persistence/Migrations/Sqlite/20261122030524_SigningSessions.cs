using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SigningSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSignedInFile",
                table: "dispatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "SealedAt",
                table: "dispatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedHash",
                table: "dispatches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "signing_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DispatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DispatchVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Certificate = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Issuers = table.Column<string>(type: "TEXT", nullable: false),
                    PrefersPss = table.Column<bool>(type: "INTEGER", nullable: false),
                    PreparedHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    HoleStart = table.Column<long>(type: "INTEGER", nullable: false),
                    HoleLength = table.Column<int>(type: "INTEGER", nullable: false),
                    DocumentDigest = table.Column<byte[]>(type: "BLOB", maxLength: 64, nullable: false),
                    Attributes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SignedHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_sessions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_signing_sessions_DispatchId_Purpose_State",
                table: "signing_sessions",
                columns: new[] { "DispatchId", "Purpose", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "signing_sessions");

            migrationBuilder.DropColumn(
                name: "IsSignedInFile",
                table: "dispatches");

            migrationBuilder.DropColumn(
                name: "SealedAt",
                table: "dispatches");

            migrationBuilder.DropColumn(
                name: "SealedHash",
                table: "dispatches");
        }
    }
}
