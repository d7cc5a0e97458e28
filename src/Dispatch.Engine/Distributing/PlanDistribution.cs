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
            return await WarnedAsync((await distribution.PlanAsync(Distributed.Of(dispatch), dispatch.IssuedOn ?? today, cancellationToken)).Plan, cancellationToken);
        }

        var copy = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(c => c.Id == new Id<CertifiedCopy>(request.PaperId), cancellationToken);
        return copy is null
            ? KernelRefusals.Unknown("văn bản")
            : await WarnedAsync((await distribution.PlanAsync(Distributed.Of(copy), copy.CopiedOn ?? today, cancellationToken)).Plan, cancellationToken);
    }

    /// <summary>Says where a paper would lie unseen: a body that no clerk receives for. It stops nothing, since an office may begin to work here any day.</summary>
    private async Task<RecipientPlan> WarnedAsync(RecipientPlan plan, CancellationToken cancellationToken)
    {
        var here = plan.Recipients.Where(recipient => recipient.Channel is DeliveryChannel.Installation).ToList();
        var ids = here.Select(recipient => recipient.BodyId).ToList();
        // Whether anybody receives there is no secret of theirs: who sends to them must know it. Nobody's name is read.
        using var across = db.Across(Crossing.Door);
        var staff = await db.Set<Person>().Where(p => ids.Contains(p.OrganisationId) && p.DisabledAt == null).Select(p => new { p.OrganisationId, p.Roles }).Distinct().ToListAsync(cancellationToken);
        var manned = staff.Where(p => p.Roles.HasFlag(Role.Clerk)).Select(p => p.OrganisationId).ToHashSet();
        var unseen = here.Where(recipient => !manned.Contains(recipient.BodyId)).Select(recipient => recipient.Name).ToList();
        return unseen.Count == 0 ? plan : plan with { Findings = [.. plan.Findings, RecipientFindings.NobodyThere(unseen)] };
    }
}
