using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>What a recipient answered to a recall.</summary>
public enum RecallReply
{
    /// <summary>Đồng ý: destroyed, or given back (15).</summary>
    Agreed,

    /// <summary>Không đồng ý, có lý do (16).</summary>
    Refused,
}

/// <summary>
/// Ghi trả lời thu hồi nhận ngoài hệ thống: the sender's clerk writes down what a recipient on paper or by e-mail answered, and what proves it. Who said no may say yes later; nobody
/// takes a yes back.
/// </summary>
/// <param name="DeliveryId">Which delivery.</param>
/// <param name="Reply">What they answered.</param>
/// <param name="Evidence">Số văn bản trả lời, số phiếu or số hiệu bưu gửi; 1 to 100 letters.</param>
/// <param name="Reason">Why not; 1 to 1,000 letters, needed with a no.</param>
public sealed record RecordRecallAnswer(Id<Delivery> DeliveryId, RecallReply Reply, string Evidence, string? Reason = null) : IAct<DeliveryView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() =>
        Evidence.Trim().Length is 0 or > 100 ? RecallingRefusals.EvidenceNeeded
        : Reason is { Length: > 1000 } || (Reply is RecallReply.Refused && string.IsNullOrWhiteSpace(Reason)) ? RecallingRefusals.ReasonNeeded
        : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Evidence, Reason];
}

internal sealed class RecordRecallAnswerHandler(DispatchDbContext db, RecallDesk recalls, ActContext context, TimeProvider clock) : IRequestHandler<RecordRecallAnswer, Outcome<DeliveryView>>
{
    public async Task<Outcome<DeliveryView>> Handle(RecordRecallAnswer request, CancellationToken cancellationToken)
    {
        var delivery = await db.Set<Delivery>().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == request.DeliveryId, cancellationToken);
        if (delivery is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (delivery.IsAnswering)
        {
            return RecallingRefusals.AnswersItself;
        }

        if (context.IsStale(delivery))
        {
            return KernelRefusals.Stale;
        }

        var (answer, reason) = request.Reply is RecallReply.Agreed ? (ReceiptCode.Recalled, null) : (ReceiptCode.RecallRefused, TextGuard.Clean(request.Reason!));
        if (!delivery.RecordRecallAnswer(answer, clock.GetUtcNow(), TextGuard.Clean(request.Evidence), reason))
        {
            return RecallingRefusals.NoAnswerAwaited;
        }

        context.Note(delivery.SenderId, "recalling.answer-recorded", delivery.PaperId, new { request.DeliveryId, delivery.RecipientName, request.Reply, delivery.RecallEvidence, delivery.Reason });
        // Saved there: the answer is among those that are counted, and its version has risen.
        return await recalls.AnsweredAsync(delivery, answer, cancellationToken) is { } refusal ? refusal : DeliveryView.Of(delivery);
    }
}
