using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>
/// Ra lệnh thu hồi (Điều 18.4, Phụ lục VI III.8): the dispatch is frozen, its line in the book struck, every receiver asked for it, and from each receiver on everybody who got a copy.
/// </summary>
public sealed record OrderRecall(Id<Recall> RecallId) : IAct<RecallView>;

internal sealed class OrderRecallHandler(PaperDesk<Recall, RecallView> desk, RecallDesk recalls, DispatchDbContext db, ActContext context, TimeProvider clock)
    : IRequestHandler<OrderRecall, Outcome<RecallView>>
{
    private static readonly RouteStep Step = new("OrderRecall", "Ordered", "recalling.ordered");

    public Task<Outcome<RecallView>> Handle(OrderRecall request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.RecallId, Step, recall => OrderAsync(recall, cancellationToken), r => new { r.DispatchId, r.Reason, r.NoticeId, r.Asked }, cancellationToken);

    private async Task<Refusal?> OrderAsync(Recall recall, CancellationToken cancellationToken)
    {
        if (recall.RefuseDecider(context.Someone) is { } notYou)
        {
            return notYou;
        }

        if (RecallLifecycle.Move(recall.State, RecallAct.Order) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var now = clock.GetUtcNow();
        var dispatch = await db.Set<OfficialDispatch>().SingleAsync(d => d.Id == recall.DispatchId, cancellationToken);
        var notice = recall.NoticeId is { } id ? await db.Set<OfficialDispatch>().AsNoTracking().SingleAsync(d => d.Id == id, cancellationToken) : null;
        var issuer = await db.Set<Body>().Where(b => b.Id == dispatch.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        var mark = PaperMark.Recalled(issuer, OfficeTime.DateAt(now), notice?.NumberAndSymbol, recall.Reason);
        var asked = await recalls.TakeBackAsync(dispatch, mark, cancellationToken);
        return asked.IsRefused ? asked.Refusal : recall.Order(asked.Value, now);
    }
}
