using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Thôi giao việc: back before one's time, by the one who had gone, or by an administrator.</summary>
public sealed record EndDelegation(Id<TaskDelegation> DelegationId) : IAct<DelegationView>;

internal sealed class EndDelegationHandler(DispatchDbContext db, TaskDesk desk, ActContext context, TimeProvider clock) : IRequestHandler<EndDelegation, Outcome<DelegationView>>
{
    public async Task<Outcome<DelegationView>> Handle(EndDelegation request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var delegation = await db.Set<TaskDelegation>().KeptBy(actor).SingleOrDefaultAsync(d => d.Id == request.DelegationId, cancellationToken);
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
        return DelegationView.Of(delegation, await desk.NameAsync(delegation.FromId, cancellationToken), await desk.NameAsync(delegation.ToId, cancellationToken)) with { Version = delegation.Version + 1 };
    }
}
