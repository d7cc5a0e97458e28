using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>What issuing would do: who gets the paper, through which line, and what is not resolved.</summary>
/// <param name="PaperId">A dispatch or a copy of the person's organisation.</param>
public sealed record PlanDistribution(Guid PaperId) : IQuestion<RecipientPlan>;

internal sealed class PlanDistributionHandler(DispatchDbContext db, DistributionDesk distribution, ActContext context, TimeProvider clock) : IRequestHandler<PlanDistribution, Outcome<RecipientPlan>>
{
    public async Task<Outcome<RecipientPlan>> Handle(PlanDistribution request, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var dispatch = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == new Id<OfficialDispatch>(request.PaperId), cancellationToken);
        if (dispatch is not null)
        {
            return (await distribution.PlanAsync(Distributed.Of(dispatch), dispatch.IssuedOn ?? today, cancellationToken)).Plan;
        }

        var copy = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(c => c.Id == new Id<CertifiedCopy>(request.PaperId), cancellationToken);
        return copy is null
            ? KernelRefusals.Unknown("văn bản")
            : (await distribution.PlanAsync(Distributed.Of(copy), copy.CopiedOn ?? today, cancellationToken)).Plan;
    }
}
