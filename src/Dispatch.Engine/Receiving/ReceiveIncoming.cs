using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Tiếp nhận văn bản đến (Điều 21): the clerk has looked at it and takes it in; the sender is told the same moment.</summary>
public sealed record ReceiveIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class ReceiveIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<ReceiveIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Receive", "Received", "receiving.received");

    public Task<Outcome<IncomingView>> Handle(ReceiveIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => i.Move(IncomingAct.Receive), i => new { i.ContentHash }, cancellationToken);
}
