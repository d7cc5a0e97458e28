using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dispatch.Engine.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WorkflowHosting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_workflow_versions",
                table: "workflow_versions");

            migrationBuilder.RenameColumn(
                name: "IsFinished",
                table: "workflow_instances",
                newName: "StartedAt");

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "workflow_versions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "workflow_versions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "workflow_versions",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Stage",
                table: "workflow_versions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "UploadedAt",
                table: "workflow_versions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "UploadedById",
                table: "workflow_versions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Act",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 60);

            migrationBuilder.AddColumn<string>(
                name: "ActivityId",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Answer",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ClaimedById",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Data",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DefinitionId",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Due",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalateTo",
                table: "workflow_tasks",
                type: "INTEGER",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "EscalatedAt",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Fields",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsUndone",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "OnBehalfOfId",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Opinion",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ParentId",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reminders",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "RingsAt",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "UnitId",
                table: "workflow_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "workflow_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Waits",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Words",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "workflow_instances",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Inputs",
                table: "workflow_instances",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "workflow_instances",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "workflow_instances",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Urgency",
                table: "workflow_instances",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_workflow_versions",
                table: "workflow_versions",
                columns: new[] { "OwnerId", "DefinitionId", "Number" });

            migrationBuilder.CreateTable(
                name: "house_days",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_house_days", x => new { x.OrganisationId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "office_hours",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MorningFrom = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    MorningTo = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    AfternoonFrom = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    AfternoonTo = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_office_hours", x => x.OrganisationId);
                });

            migrationBuilder.CreateTable(
                name: "task_delegations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DefinitionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_delegations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "task_notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_incidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    RetryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    SkipReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflow_incidents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_workflow_tasks_InstanceId",
                table: "workflow_tasks",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_workflow_tasks_RingsAt",
                table: "workflow_tasks",
                column: "RingsAt");

            migrationBuilder.CreateIndex(
                name: "IX_workflow_instances_OrganisationId_DefinitionId_EndedAt",
                table: "workflow_instances",
                columns: new[] { "OrganisationId", "DefinitionId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_task_delegations_FromId",
                table: "task_delegations",
                column: "FromId");

            migrationBuilder.CreateIndex(
                name: "IX_task_delegations_OrganisationId_ToId",
                table: "task_delegations",
                columns: new[] { "OrganisationId", "ToId" });

            migrationBuilder.CreateIndex(
                name: "IX_task_notes_InstanceId",
                table: "task_notes",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_workflow_incidents_InstanceId",
                table: "workflow_incidents",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_workflow_incidents_OrganisationId_ClosedAt_Id",
                table: "workflow_incidents",
                columns: new[] { "OrganisationId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_workflow_incidents_RetryAt",
                table: "workflow_incidents",
                column: "RetryAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "house_days");

            migrationBuilder.DropTable(
                name: "office_hours");

            migrationBuilder.DropTable(
                name: "task_delegations");

            migrationBuilder.DropTable(
                name: "task_notes");

            migrationBuilder.DropTable(
                name: "workflow_incidents");

            migrationBuilder.DropPrimaryKey(
                name: "PK_workflow_versions",
                table: "workflow_versions");

            migrationBuilder.DropIndex(
                name: "IX_workflow_tasks_InstanceId",
                table: "workflow_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflow_tasks_RingsAt",
                table: "workflow_tasks");

            migrationBuilder.DropIndex(
                name: "IX_workflow_instances_OrganisationId_DefinitionId_EndedAt",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "UploadedAt",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "UploadedById",
                table: "workflow_versions");

            migrationBuilder.DropColumn(
                name: "ActivityId",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "ClaimedById",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Data",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "DefinitionId",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Due",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "EscalateTo",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Fields",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "IsUndone",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "OnBehalfOfId",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Opinion",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "RingsAt",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "UnitId",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Waits",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "Words",
                table: "workflow_tasks");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "Inputs",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "Urgency",
                table: "workflow_instances");

            migrationBuilder.RenameColumn(
                name: "StartedAt",
                table: "workflow_instances",
                newName: "IsFinished");

            migrationBuilder.AlterColumn<string>(
                name: "Act",
                table: "workflow_tasks",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 100,
                oldNullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_workflow_versions",
                table: "workflow_versions",
                columns: new[] { "DefinitionId", "Version" });
        }
    }
}
