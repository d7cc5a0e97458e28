using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>A clerk says who an unresolved recipient is, or that it is not delivered to. Replaces what was decided before; nothing printed changes.</summary>
/// <param name="PaperId">A dispatch or a copy that is not issued yet.</param>
/// <param name="Decisions">All decisions.</param>
public sealed record DecideRecipients(Guid PaperId, IReadOnlyList<RecipientDecision> Decisions) : IAct<RecipientPlan>, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Decisions.SelectMany(decision => new[] { decision.LineText, decision.UnknownText, decision.Reason });
}

internal sealed class DecideRecipientsHandler(DispatchDbContext db, DistributionDesk distribution, ActContext context, TimeProvider clock) : IRequestHandler<DecideRecipients, Outcome<RecipientPlan>>
{
    public async Task<Outcome<RecipientPlan>> Handle(DecideRecipients request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        Distributed paper;
        if (await db.Set<OfficialDispatch>().SeenBy(actor).SingleOrDefaultAsync(d => d.Id == new Id<OfficialDispatch>(request.PaperId), cancellationToken) is { } dispatch)
        {
            if ((context.IsStale(dispatch) ? KernelRefusals.Stale : dispatch.Move(OutgoingAct.DecideRecipient, dispatch.Reason)) is { } refusal)
            {
                return refusal;
            }

            dispatch.Decisions = request.Decisions;
            paper = Distributed.Of(dispatch);
        }
        else if (await db.Set<CertifiedCopy>().SeenBy(actor).SingleOrDefaultAsync(c => c.Id == new Id<CertifiedCopy>(request.PaperId), cancellationToken) is { } copy)
        {
            if ((context.IsStale(copy) ? KernelRefusals.Stale : copy.Move(CopyAct.DecideRecipient)) is { } refusal)
            {
                return refusal;
            }

            copy.Decisions = request.Decisions;
            paper = Distributed.Of(copy);
        }
        else
        {
            return KernelRefusals.Unknown("văn bản");
        }

        context.Note(paper.OrganisationId, "distributing.decided", paper.PaperId, new { request.Decisions });
        return (await distribution.PlanAsync(paper, OfficeTime.DateAt(clock.GetUtcNow()), cancellationToken)).Plan;
    }
}
