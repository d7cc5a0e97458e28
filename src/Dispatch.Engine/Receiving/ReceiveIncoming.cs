using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Tiếp nhận văn bản đến (Điều 21): the clerk has looked at it and takes it in; the sender is told the same moment.</summary>
public sealed record ReceiveIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class ReceiveIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<ReceiveIncoming, Outcome<IncomingView>>
{
    public Task<Outcome<IncomingView>> Handle(ReceiveIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, [EntryDesk.Receive], cancellationToken);
}
