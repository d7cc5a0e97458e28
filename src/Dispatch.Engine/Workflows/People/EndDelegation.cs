using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Thôi giao việc: back before one's time, by the one who had gone.</summary>
public sealed record EndDelegation(Id<TaskDelegation> DelegationId) : IAct<DelegationView>;

internal sealed class EndDelegationHandler(DispatchDbContext db, TaskDesk desk, ActContext context, TimeProvider clock) : IRequestHandler<EndDelegation, Outcome<DelegationView>>
{
    public async Task<Outcome<DelegationView>> Handle(EndDelegation request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var delegation = await db.Set<TaskDelegation>().SingleOrDefaultAsync(d => d.Id == request.DelegationId && d.FromId == actor.PersonId, cancellationToken);
        if (delegation is null)
        {
            return KernelRefusals.Unknown("lần giao việc");
        }

        if (context.IsStale(delegation))
        {
            return KernelRefusals.Stale;
        }

        if (delegation.EndedAt is not null)
        {
            return KernelRefusals.Stale;
        }

        delegation.EndedAt = clock.GetUtcNow();
        context.Note(actor.OrganisationId, "workflow.delegation-ended", delegation.Id.Value, new { delegation.ToId });
        var to = await desk.ColleagueAsync(delegation.ToId, cancellationToken);
        return DelegationView.Of(delegation, actor.Name, to?.FullName ?? "—") with { Version = delegation.Version + 1 };
    }
}
