using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Deliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AcknowledgeBy",
                table: "incoming",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "incoming",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EnterBy",
                table: "incoming",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Via",
                table: "incoming",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "AcknowledgeBy",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "deliveries",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AssignedAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BegunAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EnterBy",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PostalNumber",
                table: "deliveries",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RegisteredAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReturnedAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SendBy",
                table: "deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SentAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "delivery_alarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Finding = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_alarms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "receipt_keys",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_keys", x => new { x.OrganisationId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Statement = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Signature = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.OwnerId, x.DeliveryId, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "recipient_channels",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recipient_channels", x => new { x.OrganisationId, x.BodyId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_OrganisationId_DueAt",
                table: "incoming",
                columns: new[] { "OrganisationId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_SenderId_DueAt",
                table: "deliveries",
                columns: new[] { "SenderId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_SenderId_State_Id",
                table: "deliveries",
                columns: new[] { "SenderId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_alarms_OrganisationId_ClosedAt_Id",
                table: "delivery_alarms",
                columns: new[] { "OrganisationId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_alarms_OrganisationId_DeliveryId_Code_What",
                table: "delivery_alarms",
                columns: new[] { "OrganisationId", "DeliveryId", "Code", "What" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipt_keys_KeyId",
                table: "receipt_keys",
                column: "KeyId");

            migrationBuilder.CreateIndex(
                name: "IX_recipient_channels_BodyId",
                table: "recipient_channels",
                column: "BodyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delivery_alarms");

            migrationBuilder.DropTable(
                name: "receipt_keys");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "recipient_channels");

            migrationBuilder.DropIndex(
                name: "IX_incoming_OrganisationId_DueAt",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_SenderId_DueAt",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_SenderId_State_Id",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "AcknowledgeBy",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "EnterBy",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "Via",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "AcknowledgeBy",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "AssignedAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "BegunAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "EnterBy",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "PostalNumber",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RegisteredAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "ReturnedAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "SendBy",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "deliveries");
        }
    }
}
