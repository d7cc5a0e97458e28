using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Workflows;

/// <summary>What a task is to its matter.</summary>
public enum TaskKind
{
    /// <summary>A step of the procedure: when it is done, the matter goes on.</summary>
    Step,

    /// <summary>Xin ý kiến: somebody is asked; custody does not move.</summary>
    Opinion,

    /// <summary>Phối hợp: a unit or person works beside the one who leads.</summary>
    Support,

    /// <summary>Thông báo: it is read and put away; nothing waits for it.</summary>
    Notice,
}

/// <summary>Something that waits: for a person, and in the same row for the clock, an event or the office's own machinery. What waited stays as the history of the matter.</summary>
public sealed class WorkflowTask : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<WorkflowTask> Id { get; init; }

    /// <summary>The matter.</summary>
    public required Id<WorkflowInstance> InstanceId { get; init; }

    /// <summary>Whose matter.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The paper it is about.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The procedure, by its definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>What it is to its matter.</summary>
    public TaskKind Kind { get; init; }

    /// <summary>The task it helps; null for a step or a notice.</summary>
    public Id<WorkflowTask>? ParentId { get; init; }

    /// <summary>Who asked for help; null for a step.</summary>
    public Id<Person>? AskedById { get; init; }

    /// <summary>Who or what can end it.</summary>
    public required WaitKind Waits { get; init; }

    /// <summary>The core's name of the wait; 0 for help.</summary>
    public required int WaitId { get; set; }

    /// <summary>The step in the definition.</summary>
    public required string ActivityId { get; set; }

    /// <summary>The legal act, the office's work or the event; null when it is none of these.</summary>
    public string? Act { get; init; }

    /// <summary>What is to be done, in Vietnamese.</summary>
    public required string Title { get; set; }

    /// <summary>What was written along: the question that is asked; null when there is none.</summary>
    public string? Words { get; init; }

    /// <summary>The role that may do it; none when a person is named or nobody can.</summary>
    public required Role Role { get; init; }

    /// <summary>Of which unit; null when any.</summary>
    public Id<Body>? UnitId { get; init; }

    /// <summary>The one person who may do it; null when anyone of the role and unit may.</summary>
    public Id<Person>? PersonId { get; set; }

    /// <summary>The outcomes it knows; the first is the one by which it is done.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>What is filled in besides the outcome; with the answers once it is done.</summary>
    public IReadOnlyList<FormField> Fields { get; set; } = [];

    /// <summary>What an office step was given, or what the matter knew when its draft was submitted and has changed since, as JSON; null for the others.</summary>
    public string? Data { get; set; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The term it was given; null when there is none.</summary>
    public Due? Due { get; set; }

    /// <summary>What the term comes to.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How long before that people are reminded, longest first.</summary>
    public IReadOnlyList<Due> Reminders { get; set; } = [];

    /// <summary>Who is told when it is overdue.</summary>
    public Role EscalateTo { get; set; }

    /// <summary>When the clock next has something to do with it; null when never. The one column the clock asks for.</summary>
    public DateTimeOffset? RingsAt { get; set; }

    /// <summary>When people were last reminded.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When it was told to <see cref="EscalateTo"/> that it is overdue.</summary>
    public DateTimeOffset? EscalatedAt { get; set; }

    /// <summary>Who took it, so that nobody else does it at the same time; null while it lies for anyone.</summary>
    public Id<Person>? ClaimedById { get; set; }

    /// <summary>When it was done or withdrawn; null while it waits.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How it ended; null when it was withdrawn.</summary>
    public string? Outcome { get; set; }

    /// <summary>Who did it.</summary>
    public Id<Person>? ClosedById { get; set; }

    /// <summary>For whom it was done, when someone absent had handed it on; null when for oneself.</summary>
    public Id<Person>? OnBehalfOfId { get; set; }

    /// <summary>What was written when it was done.</summary>
    public string? Opinion { get; set; }

    /// <summary>What was filled in, as a JSON object; null when nothing.</summary>
    public string? Answer { get; set; }

    /// <summary>Whether the matter was taken back to before it, so that its end no longer counts.</summary>
    public bool IsUndone { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Ends it: the clock forgets it.</summary>
    public void Close(DateTimeOffset now, string? outcome, Id<Person>? by)
    {
        (ClosedAt, Outcome, ClosedById) = (now, outcome, by);
        RingsAt = null;
    }
}

/// <summary>What happened to a task besides its end.</summary>
public enum TaskEvent
{
    /// <summary>Nhận xử lý.</summary>
    Claimed,

    /// <summary>Trả việc về nhóm.</summary>
    Released,

    /// <summary>Chuyển cho người khác.</summary>
    Forwarded,

    /// <summary>Mời cho ý kiến hoặc phối hợp.</summary>
    Asked,

    /// <summary>Nhắc việc.</summary>
    Reminded,

    /// <summary>Quá hạn, đã báo cấp trên.</summary>
    Escalated,

    /// <summary>Trả lại bước trước.</summary>
    Returned,

    /// <summary>Thông báo của quy trình.</summary>
    Notified,

    /// <summary>Chuyển sang phiên bản quy trình khác.</summary>
    Migrated,

    /// <summary>Chạy lại sau sự cố.</summary>
    Retried,

    /// <summary>Bỏ qua sự cố.</summary>
    Skipped,
}

/// <summary>A line of a matter's history: who did what to a task, besides ending it. Written once.</summary>
public sealed class TaskNote
{
    /// <summary>Identity, in order of time.</summary>
    public required Id<TaskNote> Id { get; init; }

    /// <summary>The matter.</summary>
    public required Id<WorkflowInstance> InstanceId { get; init; }

    /// <summary>The task; null when it concerns the matter as a whole.</summary>
    public Id<WorkflowTask>? TaskId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required TaskEvent Event { get; init; }

    /// <summary>Who did it; null for the engine.</summary>
    public Id<Person>? ById { get; init; }

    /// <summary>To whom; null when to nobody.</summary>
    public Id<Person>? ToId { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Words { get; init; }
}

internal sealed class WorkflowTaskTable : IEntityTypeConfiguration<WorkflowTask>
{
    public void Configure(EntityTypeBuilder<WorkflowTask> builder)
    {
        builder.ToTable("workflow_tasks");
        builder.HasKey(task => task.Id);
        builder.HasRowsByKey();
        // A paper has one matter: what is open of the paper and what was done in the matter are found by the same index.
        builder.HasIndex(task => new { task.PaperId, task.ClosedAt });
        builder.HasIndex(task => new { task.OrganisationId, task.Id }).HasFilter("\"ClosedAt\" IS NULL");
        // The year's report counts what was done late; nearly all of it was in time.
        builder.HasIndex(task => new { task.OrganisationId, task.DueAt }).HasFilter("\"ClosedAt\" > \"DueAt\"");
        builder.HasIndex(task => task.RingsAt).HasFilter("\"RingsAt\" IS NOT NULL");
        builder.Property(task => task.DefinitionId).HasMaxLength(100);
        builder.Property(task => task.ActivityId).HasMaxLength(200);
        builder.Property(task => task.Act).HasMaxLength(100);
        builder.Property(task => task.Title).HasMaxLength(300);
        builder.Property(task => task.Words).HasMaxLength(2000);
        builder.Property(task => task.Opinion).HasMaxLength(2000);
        // A step may be open to several roles: kept as a number, so that the database can ask for any of them.
        builder.Property(task => task.Role).HasConversion<int>();
        builder.Property(task => task.EscalateTo).HasConversion<int>();
        builder.Property(task => task.Outcome).HasMaxLength(60);
        builder.Property(task => task.Outcomes).HasJson();
        builder.Property(task => task.Fields).HasJson();
        builder.Property(task => task.Due).HasJson();
        builder.Property(task => task.Reminders).HasJson();
    }
}

internal sealed class TaskNoteTable : IEntityTypeConfiguration<TaskNote>
{
    public void Configure(EntityTypeBuilder<TaskNote> builder)
    {
        builder.ToTable("task_notes");
        builder.HasKey(note => note.Id);
        builder.HasIndex(note => note.InstanceId);
        builder.Property(note => note.Words).HasMaxLength(1000);
    }
}
