using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Chain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "workflow_instances",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RecalledOn",
                table: "register_lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FailedTries",
                table: "people",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "InitialUntil",
                table: "people",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LockedUntil",
                table: "people",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecoveryCodes",
                table: "people",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<long>(
                name: "TotpConfirmedAt",
                table: "people",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotpLastStep",
                table: "people",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "TotpSecret",
                table: "people",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

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
                name: "Marks",
                table: "incoming",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RecallReply",
                table: "incoming",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Via",
                table: "incoming",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "GroupNames",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "CorrectsId",
                table: "dispatches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "dispatches",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ReplacesId",
                table: "dispatches",
                type: "TEXT",
                nullable: true);

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
                name: "RecallAnsweredAt",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RecallAskedAt",
                table: "deliveries",
                type: "INTEGER",
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

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "copies",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "copies",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "copies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "BodyNames",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "account_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsHalf = table.Column<bool>(type: "INTEGER", nullable: false),
                    Turn = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_sessions", x => x.Id);
                });

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
                name: "incoming_verifications",
                columns: table => new
                {
                    IncomingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    VerifiedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Integrity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Found = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incoming_verifications", x => x.IncomingId);
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

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DispatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.Id);
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

            migrationBuilder.CreateTable(
                name: "seal_certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    AppliedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBecause = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seal_certificates", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_ArrivedAt",
                table: "incoming",
                column: "ArrivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_incoming_ContentHash",
                table: "incoming",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_incoming_OrganisationId_DueAt",
                table: "incoming",
                columns: new[] { "OrganisationId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_OrganisationId_Id",
                table: "incoming",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_ContentHash",
                table: "dispatches",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_OrganisationId_Id",
                table: "dispatches",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_ReplacesId",
                table: "dispatches",
                column: "ReplacesId");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_SenderId_DueAt",
                table: "deliveries",
                columns: new[] { "SenderId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_SenderId_State_Id",
                table: "deliveries",
                columns: new[] { "SenderId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_copies_ContentHash",
                table: "copies",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_copies_OrganisationId_Id",
                table: "copies",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_account_sessions_PersonId_EndedAt",
                table: "account_sessions",
                columns: new[] { "PersonId", "EndedAt" });

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
                name: "IX_delivery_alarms_OrganisationId_ClosedAt_Id",
                table: "delivery_alarms",
                columns: new[] { "OrganisationId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_alarms_OrganisationId_DeliveryId_Code_What",
                table: "delivery_alarms",
                columns: new[] { "OrganisationId", "DeliveryId", "Code", "What" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_recalls_DispatchId",
                table: "recalls",
                column: "DispatchId");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_OrganisationId_State_Id",
                table: "recalls",
                columns: new[] { "OrganisationId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_receipt_keys_KeyId",
                table: "receipt_keys",
                column: "KeyId");

            migrationBuilder.CreateIndex(
                name: "IX_recipient_channels_BodyId",
                table: "recipient_channels",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_seal_certificates_OrganisationId_CertificateHash",
                table: "seal_certificates",
                columns: new[] { "OrganisationId", "CertificateHash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_sessions");

            migrationBuilder.DropTable(
                name: "BodyCodes");

            migrationBuilder.DropTable(
                name: "citations");

            migrationBuilder.DropTable(
                name: "delivery_alarms");

            migrationBuilder.DropTable(
                name: "incoming_verifications");

            migrationBuilder.DropTable(
                name: "OfficeHolders");

            migrationBuilder.DropTable(
                name: "paper_entries");

            migrationBuilder.DropTable(
                name: "recalls");

            migrationBuilder.DropTable(
                name: "receipt_keys");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "recipient_channels");

            migrationBuilder.DropTable(
                name: "seal_certificates");

            migrationBuilder.DropIndex(
                name: "IX_incoming_ArrivedAt",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_incoming_ContentHash",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_incoming_OrganisationId_DueAt",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_incoming_OrganisationId_Id",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_dispatches_ContentHash",
                table: "dispatches");

            migrationBuilder.DropIndex(
                name: "IX_dispatches_OrganisationId_Id",
                table: "dispatches");

            migrationBuilder.DropIndex(
                name: "IX_dispatches_ReplacesId",
                table: "dispatches");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_SenderId_DueAt",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_SenderId_State_Id",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_copies_ContentHash",
                table: "copies");

            migrationBuilder.DropIndex(
                name: "IX_copies_OrganisationId_Id",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "RecalledOn",
                table: "register_lines");

            migrationBuilder.DropColumn(
                name: "FailedTries",
                table: "people");

            migrationBuilder.DropColumn(
                name: "InitialUntil",
                table: "people");

            migrationBuilder.DropColumn(
                name: "LockedUntil",
                table: "people");

            migrationBuilder.DropColumn(
                name: "RecoveryCodes",
                table: "people");

            migrationBuilder.DropColumn(
                name: "TotpConfirmedAt",
                table: "people");

            migrationBuilder.DropColumn(
                name: "TotpLastStep",
                table: "people");

            migrationBuilder.DropColumn(
                name: "TotpSecret",
                table: "people");

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
                name: "Marks",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "RecallReply",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "Via",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "GroupNames");

            migrationBuilder.DropColumn(
                name: "CorrectsId",
                table: "dispatches");

            migrationBuilder.DropColumn(
                name: "Marks",
                table: "dispatches");

            migrationBuilder.DropColumn(
                name: "ReplacesId",
                table: "dispatches");

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
                name: "RecallAnsweredAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RecallAskedAt",
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

            migrationBuilder.DropColumn(
                name: "Marks",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "copies");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "BodyNames");
        }
    }
}
