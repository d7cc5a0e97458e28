using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Recalling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "workflow_instances",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RecalledOn",
                table: "register_lines",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "incoming",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RecallReply",
                table: "incoming",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CorrectsId",
                table: "dispatches",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "dispatches",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ReplacesId",
                table: "dispatches",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RecallAnsweredAt",
                table: "deliveries",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RecallAskedAt",
                table: "deliveries",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "copies",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(1000)",
                oldMaxLength: 1000,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "copies",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "copies",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "copies",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DispatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    NoticeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ProposerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SignerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    DeclineReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Asked = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_ReplacesId",
                table: "dispatches",
                column: "ReplacesId");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_DispatchId",
                table: "recalls",
                column: "DispatchId");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_OrganisationId_State_Id",
                table: "recalls",
                columns: new[] { "OrganisationId", "State", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recalls");

            migrationBuilder.DropIndex(
                name: "IX_dispatches_ReplacesId",
                table: "dispatches");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "RecalledOn",
                table: "register_lines");

            migrationBuilder.DropColumn(
                name: "Marks",
                table: "incoming");

            migrationBuilder.DropColumn(
                name: "RecallReply",
                table: "incoming");

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
                name: "RecallAnsweredAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RecallAskedAt",
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

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "copies",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(2000)",
                oldMaxLength: 2000,
                oldNullable: true);
        }
    }
}
