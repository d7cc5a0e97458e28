using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>How every act on a copy is done: find, hold against the version, change, take the step, note it.</summary>
internal sealed class CopyDesk(DispatchDbContext db, ActContext context, RouteDesk route)
{
    public async Task<Outcome<CopyView>> DoAsync(
        Id<CertifiedCopy> id, RouteStep step, Func<CertifiedCopy, Task<Refusal?>> change, Func<CertifiedCopy, object> facts, CancellationToken cancellationToken)
    {
        var copy = await db.Set<CertifiedCopy>().SeenBy(context.Someone).SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (copy is null)
        {
            return KernelRefusals.Unknown("bản sao");
        }

        if (context.IsStale(copy))
        {
            return KernelRefusals.Stale;
        }

        if (await change(copy) is { } refusal)
        {
            return refusal;
        }

        if (await route.StepAsync(copy.Id.Value, step.Act, step.Outcome, cancellationToken) is { } offRoute)
        {
            return offRoute;
        }

        context.Note(copy.OrganisationId, step.Note, copy.Id.Value, facts(copy));
        return CopyView.AfterChange(copy);
    }

    public Task<Outcome<CopyView>> DoAsync(Id<CertifiedCopy> id, RouteStep step, Func<CertifiedCopy, Refusal?> change, Func<CertifiedCopy, object> facts, CancellationToken cancellationToken) =>
        DoAsync(id, step, copy => Task.FromResult(change(copy)), facts, cancellationToken);
}
