using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.PostgreSql
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
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RecalledOn",
                table: "register_lines",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FailedTries",
                table: "people",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "InitialUntil",
                table: "people",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LockedUntil",
                table: "people",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecoveryCodes",
                table: "people",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TotpConfirmedAt",
                table: "people",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotpLastStep",
                table: "people",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "TotpSecret",
                table: "people",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AcknowledgeBy",
                table: "incoming",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "incoming",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EnterBy",
                table: "incoming",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "incoming",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RecallReply",
                table: "incoming",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Via",
                table: "incoming",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "GroupNames",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "CorrectsId",
                table: "dispatches",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "dispatches",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ReplacesId",
                table: "dispatches",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AcknowledgeBy",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "deliveries",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AssignedAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "BegunAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EnterBy",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PostalNumber",
                table: "deliveries",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RecallAnsweredAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RecallAskedAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RegisteredAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindedAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReturnedAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SendBy",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentAt",
                table: "deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "copies",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(1000)",
                oldMaxLength: 1000,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "copies",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "copies",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "copies",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "BodyNames",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "account_sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    Scopes = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ProvedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IsHalf = table.Column<bool>(type: "boolean", nullable: false),
                    Turn = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BodyCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FamilyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NumberKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Date = table.Column<DateOnly>(type: "date", nullable: true),
                    Issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_alarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromId = table.Column<Guid>(type: "uuid", nullable: true),
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    What = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Finding = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_alarms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "incoming_verifications",
                columns: table => new
                {
                    IncomingId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    VerifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Integrity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Found = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incoming_verifications", x => x.IncomingId);
                });

            migrationBuilder.CreateTable(
                name: "OfficeHolders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FullName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PaperId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    FamilyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    NumberKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    NumberHead = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CopyKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CopyHead = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    DispatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    NoticeId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProposerId = table.Column<Guid>(type: "uuid", nullable: false),
                    SignerId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeclineReason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "receipt_keys",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    KeyId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    ValidFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_keys", x => new { x.OrganisationId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Statement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    KeyId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Signature = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    KeptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.OwnerId, x.DeliveryId, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "recipient_channels",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recipient_channels", x => new { x.OrganisationId, x.BodyId });
                });

            migrationBuilder.CreateTable(
                name: "seal_certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    CertificateHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Holder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    ValidTo = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AppliedBy = table.Column<string>(type: "text", nullable: false),
                    Basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WithdrawnBecause = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "copies",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(2000)",
                oldMaxLength: 2000,
                oldNullable: true);
        }
    }
}
