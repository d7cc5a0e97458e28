using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;

namespace Dispatch.Api.Workflows;

/// <summary>How pages name what belongs to procedures.</summary>
internal static class WorkflowPageWords
{
    private const string NotComputed = "Failed to evaluate activity input '";

    /// <summary>What stopped a step: whoever reads the page did not write the procedure, and the run keeps the words of Elsa.</summary>
    public static string OfIncident(string message) =>
        message.StartsWith(NotComputed, StringComparison.Ordinal) && message.IndexOf('\'', NotComputed.Length) is > 0 and var end
            ? $"Không tính được mục “{message[NotComputed.Length..end]}” của bước{message[(end + 1)..]}."
            : message;

    /// <summary>What a task is to its matter; empty for a step.</summary>
    public static string Of(TaskKind kind) => kind switch
    {
        TaskKind.Step => string.Empty,
        TaskKind.Opinion => "xin ý kiến",
        TaskKind.Support => "phối hợp",
        TaskKind.Notice => "thông báo",
    };

    /// <summary>How far a version has come.</summary>
    public static string Of(ProcedureStage stage) => stage switch
    {
        ProcedureStage.Checked => "Đã kiểm tra, chưa áp dụng",
        ProcedureStage.Published => "Đang áp dụng",
        ProcedureStage.Retired => "Đã thay",
    };

    /// <summary>Whose version.</summary>
    public static string Of(ProcedureOwner owner) => owner is ProcedureOwner.Own ? "của cơ quan" : "của hệ thống";

    /// <summary>What a day is.</summary>
    public static string Of(DayRule rule) => rule is DayRule.Off ? "Nghỉ" : "Làm việc (bù)";

    /// <summary>How sure the calendar is.</summary>
    public static string Of(DayCertainty certainty) => certainty switch
    {
        DayCertainty.ByLaw => "Bộ luật Lao động",
        DayCertainty.Announced => "Theo thông báo của năm",
        DayCertainty.Estimated => "Ước tính, chờ thông báo",
        DayCertainty.House => "Cơ quan đặt",
    };

    /// <summary>Where a matter stands.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Suspended => "Đang chạy",
        RunStatus.Finished => "Đã xong",
        RunStatus.Faulted => "Dừng vì sự cố",
    };

    /// <summary>Whether a field of a step's form is for several lines.</summary>
    public static bool IsLong(FormField field) => field.Type is "multiline" or "Text";

    /// <summary>Whether a field of a step's form is for a number.</summary>
    public static bool IsFigure(FormField field) => field.Type is "number" or "Number" or "Int32" or "Int64" or "Decimal" or "Double" or "Single";

    /// <summary>Where a task is done: a signature over the page as it will be signed, another legal act on its paper, the rest on the task's own page.</summary>
    public static string TaskPath(TaskView task) => task switch
    {
        { IsPaperAct: true, Act: "Sign" } => $"/signing/{task.PaperId}",
        { IsPaperAct: true } => PaperPath(task.PaperType, task.PaperId),
        _ => $"/tasks/{task.Id}",
    };

    /// <summary>The page of a paper.</summary>
    public static string PaperPath(TaskPaper type, Guid paper) => type switch
    {
        TaskPaper.Dispatch => $"/dispatches/{paper}",
        TaskPaper.Incoming => $"/incoming/{paper}",
        TaskPaper.Copy => $"/copies/{paper}",
        TaskPaper.Recall => $"/recalls/{paper}",
    };
}

/// <param name="Tasks">A page of them.</param>
/// <param name="Scope">Whose.</param>
/// <param name="Day">The counts of the day.</param>
/// <param name="IsOverdue">Whether only those whose term has passed were asked for.</param>
/// <param name="Kind">Only tasks of this kind; null for all.</param>
public sealed record TasksModel(Page<TaskView> Tasks, TaskScope Scope, DaySummary Day, bool IsOverdue = false, TaskKind? Kind = null)
{
    /// <summary>Whether only some of the tasks were asked for.</summary>
    public bool IsFiltered => IsOverdue || Kind is not null;
}

/// <param name="Detail">The task.</param>
/// <param name="Colleagues">Who can be asked.</param>
/// <param name="Units">Units that can be asked.</param>
public sealed record TaskModel(TaskDetail Detail, IReadOnlyList<PersonView> Colleagues, IReadOnlyList<BodyView> Units)
{
    /// <summary>Whom it can be given on to.</summary>
    public IReadOnlyList<PersonView> Takers => Detail.Roles is Role.None ? Colleagues : [.. Colleagues.Where(person => (person.Roles & Detail.Roles) != Role.None)];

    /// <summary>Colleagues of somebody who may do tasks at all.</summary>
    public static IReadOnlyList<PersonView> Hands(IEnumerable<PersonView> people, Id<Person>? self) =>
        [.. people.Where(person => person.Id != self && AccessTable.Allows(typeof(CompleteTask), person.Roles))];
}

/// <param name="Given">What was given and taken.</param>
/// <param name="Colleagues">Who can step in.</param>
public sealed record DelegationsModel(Page<DelegationView> Given, IReadOnlyList<PersonView> Colleagues)
{
    /// <summary>Whose tasks the reader may give on; null to anybody who gives their own only.</summary>
    public IReadOnlyList<PersonView>? Absent { get; init; }
}

/// <param name="Standing">Incidents.</param>
/// <param name="IsClosed">Whether those dealt with are shown.</param>
public sealed record IncidentsModel(Page<IncidentView> Standing, bool IsClosed);

/// <param name="Versions">Every version of every procedure.</param>
public sealed record ProceduresModel(IReadOnlyList<ProcedureView> Versions);

/// <param name="View">The version.</param>
/// <param name="Picture">What it looks like.</param>
/// <param name="InForce">The version new matters begin with.</param>
/// <param name="Difference">What differs from that; null when it is that.</param>
/// <param name="Moving">What would become of running matters, or what is wrong with the map; null when who reads may not move them.</param>
/// <param name="Map">Steps that have another id, as typed.</param>
public sealed record ProcedureModel(
    ProcedureView View, Engine.Workflows.Drawing.ProcedurePicture Picture, ProcedureView InForce, ProcedureDifference? Difference, Outcome<Page<MigrationPreview>>? Moving, string Map)
{
    /// <summary>What would become of running matters; null when nobody can say.</summary>
    public Page<MigrationPreview>? Moves => Moving is { IsRefused: false } ? Moving.Value : null;

    /// <summary>Of the matters that are shown, those that can move.</summary>
    public IReadOnlyList<MigrationPreview> Movable => [.. Moves?.Items.Where(one => one.WhyNot is null) ?? []];
}
