using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>Đề nghị thu hồi văn bản đã phát hành (Điều 18.4): begins the matter in which a leader decides. Nothing moves before that.</summary>
/// <param name="DispatchId">The issued dispatch.</param>
/// <param name="Reason">Why; 1 to 1,000 letters; every receiver reads it.</param>
/// <param name="SignerId">Who decides.</param>
/// <param name="NoticeId">The issued dispatch that gives notice of the recall, where there is one.</param>
public sealed record ProposeRecall(Id<OfficialDispatch> DispatchId, string Reason, Id<Person> SignerId, Id<OfficialDispatch>? NoticeId = null) : IAct<RecallView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Reason.Trim().Length is 0 or > 1000 ? RecallingRefusals.ReasonNeeded : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class ProposeRecallHandler(DispatchDbContext db, PaperDesk<OfficialDispatch, DispatchView> dispatches, RouteDesk route, ActContext context, TimeProvider clock)
    : IRequestHandler<ProposeRecall, Outcome<RecallView>>
{
    public async Task<Outcome<RecallView>> Handle(ProposeRecall request, CancellationToken cancellationToken)
    {
        var opened = await dispatches.OpenAsync(request.DispatchId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        if (await RefuseAsync(request, opened.Value, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var (actor, now) = (context.Someone, clock.GetUtcNow());
        var recall = new Recall
        {
            Id = Id<Recall>.New(now),
            OrganisationId = actor.OrganisationId,
            DispatchId = request.DispatchId,
            Reason = TextGuard.Clean(request.Reason),
            NoticeId = request.NoticeId,
            ProposerId = actor.PersonId!.Value,
            SignerId = request.SignerId,
            CreatedAt = now,
        };
        db.Add(recall);
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["signer"] = recall.SignerId.ToString(), ["urgency"] = opened.Value.Text.Urgency.ToString() };
        await route.StartAsync(Routes.RecallDispatch, actor.OrganisationId, recall.Id.Value, inputs, cancellationToken);
        context.Note(actor.OrganisationId, "recalling.proposed", recall.Id.Value, new { recall.DispatchId, opened.Value.NumberAndSymbol, recall.Reason, recall.NoticeId });
        return RecallView.Of(recall);
    }

    private async Task<Refusal?> RefuseAsync(ProposeRecall request, OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        if (OutgoingLifecycle.Move(dispatch.State, OutgoingAct.ProposeRecall) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var organisation = dispatch.OrganisationId;
        var states = await db.Set<Recall>().Where(r => r.DispatchId == dispatch.Id).Select(r => r.State).ToListAsync(cancellationToken);
        if (states.Exists(RecallLifecycle.IsOpen))
        {
            return RecallingRefusals.AlreadyProposed;
        }

        var signer = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.SignerId && p.OrganisationId == organisation && p.DisabledAt == null, cancellationToken);
        if (signer is null || !signer.Roles.HasFlag(Role.Signer))
        {
            return RegisteringRefusals.UnknownSigner;
        }

        if (request.NoticeId is not { } noticeId)
        {
            return null;
        }

        var notice = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == noticeId, cancellationToken);
        return notice is not null && noticeId != dispatch.Id && OutgoingLifecycle.IsInForce(notice.State) && notice.IssuedAt >= dispatch.IssuedAt ? null : RecallingRefusals.NotANotice;
    }
}
