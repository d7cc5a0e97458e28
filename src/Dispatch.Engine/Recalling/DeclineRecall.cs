using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Recalling;

/// <summary>Không đồng ý thu hồi, kèm lý do: the dispatch stays in force.</summary>
/// <param name="RecallId">Which recall.</param>
/// <param name="Reason">Why; 1 to 1,000 letters.</param>
public sealed record DeclineRecall(Id<Recall> RecallId, string Reason) : IAct<RecallView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Reason.Trim().Length is 0 or > 1000 ? RecallingRefusals.ReasonNeeded : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class DeclineRecallHandler(PaperDesk<Recall, RecallView> desk, ActContext context, TimeProvider clock) : IRequestHandler<DeclineRecall, Outcome<RecallView>>
{
    private static readonly RouteStep Step = new("OrderRecall", "Declined", "recalling.declined");

    public Task<Outcome<RecallView>> Handle(DeclineRecall request, CancellationToken cancellationToken) => desk.DoAsync(
        request.RecallId,
        Step,
        recall => recall.RefuseDecider(context.Someone) ?? recall.Decline(TextGuard.Clean(request.Reason), clock.GetUtcNow()),
        recall => new { recall.DispatchId, recall.DeclineReason },
        cancellationToken);
}
