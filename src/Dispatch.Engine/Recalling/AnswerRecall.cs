using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Engine.Recalling;

/// <summary>Trả lời nơi gửi: đã hủy bản điện tử, đã trả lại hoặc hủy bản giấy (15).</summary>
public sealed record AgreeRecall(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

/// <summary>Trả lời nơi gửi: không đồng ý, kèm lý do (16). The content stays sealed: the law gives the receiver no right to keep it, only a voice.</summary>
/// <param name="IncomingId">What was taken back.</param>
/// <param name="Reason">Why; 1 to 1,000 letters; the sender reads it.</param>
public sealed record RefuseRecall(Id<IncomingDispatch> IncomingId, string Reason) : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Reason.Trim().Length is 0 or > 1000 ? RecallingRefusals.ReasonNeeded : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class AnswerRecallHandler(PaperDesk<IncomingDispatch, IncomingView> desk, RouteDesk route) :
    IRequestHandler<AgreeRecall, Outcome<IncomingView>>, IRequestHandler<RefuseRecall, Outcome<IncomingView>>
{
    private static readonly RouteStep Agreed = new(null, null, "recalling.agreed");
    private static readonly RouteStep Refused = new(null, null, "recalling.refused");

    public Task<Outcome<IncomingView>> Handle(AgreeRecall request, CancellationToken cancellationToken) =>
        AnswerAsync(request.IncomingId, Agreed, IncomingAct.AgreeRecall, reason: null, cancellationToken);

    public Task<Outcome<IncomingView>> Handle(RefuseRecall request, CancellationToken cancellationToken) =>
        AnswerAsync(request.IncomingId, Refused, IncomingAct.RefuseRecall, TextGuard.Clean(request.Reason), cancellationToken);

    private Task<Outcome<IncomingView>> AnswerAsync(Id<IncomingDispatch> id, RouteStep step, IncomingAct act, string? reason, CancellationToken cancellationToken) => desk.DoAsync(
        id,
        step,
        async incoming =>
        {
            if (incoming.AnswerRecall(act, reason) is { } refusal)
            {
                return refusal;
            }

            await route.AbandonAsync(id.Value, cancellationToken);
            return null;
        },
        incoming => new { incoming.Facts.NumberAndSymbol, incoming.ContentHash, incoming.RecallReply },
        cancellationToken);
}
