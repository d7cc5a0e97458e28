using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Trả lời bằng một văn bản đi đã phát hành: the matter is done and the sender is told (06).</summary>
/// <param name="IncomingId">What is answered.</param>
/// <param name="AnswerId">The issued dispatch that answers it.</param>
public sealed record AnswerIncoming(Id<IncomingDispatch> IncomingId, Id<OfficialDispatch> AnswerId) : IAct<IncomingView>;

internal sealed class AnswerIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk, DispatchDbContext db, ActContext context) : IRequestHandler<AnswerIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Close", "Answered", "receiving.answered");

    public Task<Outcome<IncomingView>> Handle(AnswerIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => AnswerAsync(i, request.AnswerId, cancellationToken), i => new { i.AnsweredById }, cancellationToken);

    private async Task<Refusal?> AnswerAsync(IncomingDispatch incoming, Id<OfficialDispatch> answerId, CancellationToken cancellationToken)
    {
        var answer = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == answerId, cancellationToken);
        return answer is null || !OutgoingLifecycle.IsInForce(answer.State) ? ReceivingRefusals.NotAnAnswer : incoming.Answer(answerId);
    }
}
