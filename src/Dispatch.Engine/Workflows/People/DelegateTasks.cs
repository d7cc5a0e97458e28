using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>
/// Giao việc khi vắng: from one day to another a colleague may do what waits for me by name. For whoever fell ill or has left, the administrator gives it, who does no tasks and reads no papers.
/// </summary>
/// <param name="ToId">Who steps in.</param>
/// <param name="FromDay">First day, in Vietnam.</param>
/// <param name="UntilDay">Last day; at most a year later.</param>
/// <param name="DefinitionId">For one procedure only; null for all.</param>
/// <param name="Reason">1 to 500 letters.</param>
/// <param name="FromId">Who is away, also one whose account is closed; null for oneself. Named by an administrator only.</param>
public sealed record DelegateTasks(Id<Person> ToId, DateOnly FromDay, DateOnly UntilDay, string? DefinitionId, string Reason, Id<Person>? FromId = null) : IAct<DelegationView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        _ when UntilDay < FromDay || UntilDay.DayNumber - FromDay.DayNumber > 366 => KernelRefusals.Shape("untilDay", "Ngày cuối không được trước ngày đầu và không quá một năm."),
        _ when Reason.Trim().Length is 0 or > 500 => KernelRefusals.Shape("reason", "Hãy ghi lý do vắng (1 đến 500 ký tự)."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

/// <summary>A delegation as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="FromId">Who is away.</param>
/// <param name="FromName">Their name.</param>
/// <param name="ToId">Who steps in.</param>
/// <param name="ToName">Their name.</param>
/// <param name="FromDay">First day.</param>
/// <param name="UntilDay">Last day.</param>
/// <param name="DefinitionId">The one procedure; null for all.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndedAt">When it was taken back; null while it holds.</param>
/// <param name="Version">Its version.</param>
public sealed record DelegationView(
    Id<TaskDelegation> Id, Id<Person> FromId, string FromName, Id<Person> ToId, string ToName, DateOnly FromDay, DateOnly UntilDay, string? DefinitionId, string Reason,
    DateTimeOffset? EndedAt, int Version) : IHasVersion
{
    internal static DelegationView Of(TaskDelegation delegation, string from, string to) => new(
        delegation.Id, delegation.FromId, from, delegation.ToId, to, delegation.FromDay, delegation.UntilDay, delegation.DefinitionId, delegation.Reason, delegation.EndedAt, delegation.Version);
}

internal sealed class DelegateTasksHandler(DispatchDbContext db, TaskDesk desk, WorkflowCatalog catalog, ActContext context, TimeProvider clock) : IRequestHandler<DelegateTasks, Outcome<DelegationView>>
{
    public async Task<Outcome<DelegationView>> Handle(DelegateTasks request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var now = clock.GetUtcNow();
        var absent = await AbsentAsync(request.FromId, cancellationToken);
        if (absent.IsRefused)
        {
            return absent.Refusal;
        }

        if (request.ToId == absent.Value.Id)
        {
            return actor.PersonId == request.ToId ? TaskRefusals.Yourself : TaskRefusals.SameAsAbsent;
        }

        var hand = await desk.HandAsync(request.ToId, cancellationToken);
        if (hand.IsRefused)
        {
            return hand.Refusal;
        }

        if (request.UntilDay < OfficeTime.DateAt(now))
        {
            return KernelRefusals.Shape("untilDay", "Thời gian giao việc đã qua.");
        }

        if (request.DefinitionId is { } procedure && !catalog.Knows(procedure))
        {
            return KernelRefusals.Unknown("quy trình");
        }

        var colleague = hand.Value;
        var delegation = new TaskDelegation
        {
            Id = Id<TaskDelegation>.New(now),
            OrganisationId = actor.OrganisationId,
            FromId = absent.Value.Id,
            ToId = colleague.Id,
            FromDay = request.FromDay,
            UntilDay = request.UntilDay,
            DefinitionId = request.DefinitionId,
            Reason = TextGuard.Clean(request.Reason),
        };
        db.Add(delegation);
        context.Note(actor.OrganisationId, "workflow.delegated", delegation.Id.Value, new { From = absent.Value.FullName, To = colleague.FullName, request.FromDay, request.UntilDay, request.DefinitionId, delegation.Reason });
        return DelegationView.Of(delegation, absent.Value.FullName, colleague.FullName);
    }

    /// <summary>Whose tasks are given: one's own, or, by an administrator, those of anybody of the organisation, with or without an account.</summary>
    private async Task<Outcome<Person>> AbsentAsync(Id<Person>? from, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (from is not null && from != actor.PersonId && !actor.Is(Role.Administrator))
        {
            return TaskRefusals.OthersAbsence;
        }

        var id = from ?? actor.PersonId;
        return await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == actor.OrganisationId, cancellationToken) is { } absent ? absent : KernelRefusals.Unknown("người vắng");
    }
}
