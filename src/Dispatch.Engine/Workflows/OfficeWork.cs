using System.Text.Json.Nodes;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>What came of a step of the office's own machinery.</summary>
/// <param name="Outcome">How it ended; null when it has not.</param>
/// <param name="Failure">Why it could not be done; null when it could.</param>
/// <param name="IsTransient">Whether trying again later may help.</param>
internal sealed record OfficeResult(string? Outcome, string? Failure, bool IsTransient)
{
    /// <summary>It waits for something.</summary>
    public static readonly OfficeResult Later = new(null, null, IsTransient: false);

    public static OfficeResult Done(string outcome) => new(outcome, null, IsTransient: false);

    public static OfficeResult Failed(string why, bool isTransient = false) => new(null, why, isTransient);
}

/// <summary>Does the steps of a procedure that need no person, inside the transaction of the act that reached them. The copy it asks for begins a matter of its own, hence the late look at that desk.</summary>
internal sealed class OfficeWork(DispatchDbContext db, CalendarDesk calendars, RecallWatch watch, Lazy<CopyDesk> copies, ActContext context, TimeProvider clock)
{
    /// <summary>Does a step, or says that it waits.</summary>
    public Task<OfficeResult> DoAsync(WorkflowTask task, WorkflowInstance instance, CancellationToken cancellationToken) => task.Act switch
    {
        // The act of issuing made the deliveries in its own transaction (Điều 18): the step says where in the procedure that stands.
        "Distribute" => Task.FromResult(OfficeResult.Done(task.Outcomes[0])),
        "Notify" => Task.FromResult(Notify(task, Text(task, "text") ?? task.Title)),
        "CheckDeadline" => CheckDeadlineAsync(task, instance, cancellationToken),
        "AwaitReceipts" => AwaitReceiptsAsync(task, cancellationToken),
        "AwaitRecall" => AwaitRecallAsync(task, cancellationToken),
        "RequestCopy" => RequestCopyAsync(task, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody does the office step '{task.Act}'."),
    };

    /// <summary>How many of those a paper was sent to have answered, or have it and give no receipts, held against the share the step asks for.</summary>
    public async Task<OfficeResult> AwaitReceiptsAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        var states = await db.Set<Delivery>().Where(d => d.PaperId == task.PaperId).GroupBy(d => new { d.State, d.Channel }).Select(g => new { g.Key.State, g.Key.Channel, Count = g.Count() }).ToListAsync(cancellationToken);
        var all = states.Sum(row => row.Count);
        var answered = states.Where(row => DeliveryLifecycle.IsAnswered(row.State) || DeliveryLifecycle.EndsThere(row.State, row.Channel)).Sum(row => row.Count);
        var share = Parse(task) is { } data && data["share"]?.GetValue<double>() is { } asked ? Math.Clamp(asked, 0, 100) : 100;
        return all > 0 && answered * 100.0 >= share * all ? OfficeResult.Done(task.Outcomes[0]) : OfficeResult.Later;
    }

    /// <summary>Done as soon as nobody in the whole tree of what was taken back owes an answer.</summary>
    private async Task<OfficeResult> AwaitRecallAsync(WorkflowTask task, CancellationToken cancellationToken) =>
        await watch.RecalledByAsync(task.PaperId, cancellationToken) is not { } recalled || await watch.IsSettledAsync(recalled, cancellationToken)
            ? OfficeResult.Done(task.Outcomes[0])
            : OfficeResult.Later;

    /// <summary>Asks for a certified copy in the name of whoever brought the matter here; what the law or the office refuses stops the step with the reason.</summary>
    private async Task<OfficeResult> RequestCopyAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        if (context.Someone.PersonId is null)
        {
            return OfficeResult.Failed("Bước đề nghị sao phải do việc làm của một người dẫn tới, để biết ai đề nghị. Hãy đặt bước này ngay sau bước của người.");
        }

        if (await WantedCopyAsync(task, cancellationToken) is not { } wanted)
        {
            return OfficeResult.Failed("Quy trình chưa ghi đủ hình thức sao và người ký của bản sao (form, signer).");
        }

        var asked = wanted.Flaw() is { } flaw ? flaw : await copies.Value.RequestAsync(wanted, cancellationToken);
        return asked.IsRefused ? OfficeResult.Failed(asked.Refusal.Message) : OfficeResult.Done(task.Outcomes[0]);
    }

    private async Task<RequestCopy?> WantedCopyAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        var data = Parse(task);
        var (organisation, signer) = (task.OrganisationId, Text(task, "signer"));
        var signerId = Id<Person>.TryParse(signer, null, out var id) ? id
            : await db.Set<Person>().Where(p => p.UserName == signer && p.OrganisationId == organisation).Select(p => (Id<Person>?)p.Id).SingleOrDefaultAsync(cancellationToken);
        if (!Enum.TryParse<CopyForm>(Text(task, "form"), out var form) || signerId is not { } person)
        {
            return null;
        }

        var medium = Enum.TryParse<Medium>(Text(task, "medium"), out var named) ? named : Medium.Paper;
        var wanted = new RequestCopy(form, medium, Lines(data, "recipients"), person, Lines(data, "capacity"));
        return await db.Set<OfficialDispatch>().AnyAsync(d => d.Id == new Id<OfficialDispatch>(task.PaperId), cancellationToken)
            ? wanted with { DispatchId = new Id<OfficialDispatch>(task.PaperId) }
            : wanted with { IncomingId = new Id<IncomingDispatch>(task.PaperId) };
    }

    private static string[] Lines(JsonObject? data, string name) => data?[name] is JsonArray lines ? [.. lines.Select(line => line?.ToString() ?? string.Empty)] : [];

    /// <summary>Puts a notice before whoever the step names; it is in nobody's way and moves nothing.</summary>
    private OfficeResult Notify(WorkflowTask task, string words)
    {
        db.Add(Notice(task, task.Title, words, task.Role, task.UnitId, task.PersonId, clock.GetUtcNow()));
        return OfficeResult.Done(task.Outcomes[0]);
    }

    /// <summary>A notice: a line in people's list of tasks that is read and put away.</summary>
    public static WorkflowTask Notice(WorkflowTask about, string title, string words, Role role, Id<Body>? unit, Id<Person>? person, DateTimeOffset now) =>
        Notice(new NoticeOf(about.InstanceId, about.OrganisationId, about.PaperId, about.DefinitionId, about.ActivityId), title, words, role, unit, person, due: null, now);

    /// <summary>The same about a matter as a whole, due by the next working day.</summary>
    public static WorkflowTask Notice(WorkflowInstance matter, string title, string words, Role role, Id<Body>? unit, DateTimeOffset now) => Notice(
        new NoticeOf(matter.Id, matter.OrganisationId, matter.PaperId, matter.DefinitionId, string.Empty), title, words, role, unit, person: null, new Due(DueUnit.NextWorkingDay), now);

    private static WorkflowTask Notice(NoticeOf about, string title, string words, Role role, Id<Body>? unit, Id<Person>? person, Due? due, DateTimeOffset now) => new()
    {
        Id = Id<WorkflowTask>.New(now),
        InstanceId = about.InstanceId,
        OrganisationId = about.OrganisationId,
        PaperId = about.PaperId,
        DefinitionId = about.DefinitionId,
        Kind = TaskKind.Notice,
        Waits = WaitKind.Person,
        WaitId = 0,
        ActivityId = about.ActivityId,
        Title = title,
        Words = words.Length > 2000 ? words[..2000] : words,
        Role = role,
        UnitId = unit,
        PersonId = person,
        Outcomes = ["Seen"],
        OpenedAt = now,
        Due = due,
    };

    private async Task<OfficeResult> CheckDeadlineAsync(WorkflowTask task, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var calendar = await calendars.OfAsync(task.OrganisationId, cancellationToken);
        if (task.Due is { } term)
        {
            return Verdict(task, now > term.MomentAfter(calendar, instance.StartedAt, instance.Urgency));
        }

        var paper = new Id<IncomingDispatch>(task.PaperId);
        var dueOn = await db.Set<IncomingDispatch>().Where(i => i.Id == paper).Select(i => i.DueOn).SingleOrDefaultAsync(cancellationToken);
        return Verdict(task, dueOn is { } day && OfficeTime.DateAt(now) > day);
    }

    private static OfficeResult Verdict(WorkflowTask task, bool isOverdue) => OfficeResult.Done(task.Outcomes[isOverdue ? 1 : 0]);

    private static string? Text(WorkflowTask task, string name) => Parse(task)?[name]?.GetValue<string>();

    private static JsonObject? Parse(WorkflowTask task) => task.Data is null ? null : JsonNode.Parse(task.Data) as JsonObject;

    /// <summary>Where in which matter a notice stands.</summary>
    private readonly record struct NoticeOf(Id<WorkflowInstance> InstanceId, Id<Body> OrganisationId, Guid PaperId, string DefinitionId, string ActivityId);
}
