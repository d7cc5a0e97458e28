using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.SqlServer
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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SealedAt",
                table: "dispatches",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedHash",
                table: "dispatches",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "signing_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DispatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DispatchVersion = table.Column<int>(type: "int", nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Certificate = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Issuers = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PrefersPss = table.Column<bool>(type: "bit", nullable: false),
                    PreparedHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    HoleStart = table.Column<long>(type: "bigint", nullable: false),
                    HoleLength = table.Column<int>(type: "int", nullable: false),
                    DocumentDigest = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: false),
                    Attributes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SignedHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
