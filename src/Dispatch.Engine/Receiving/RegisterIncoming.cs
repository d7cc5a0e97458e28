using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Đăng ký văn bản đến (Điều 22): the next số đến of the year and the line in the book.</summary>
public sealed record RegisterIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class RegisterIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk, EntryDesk entry) : IRequestHandler<RegisterIncoming, Outcome<IncomingView>>
{
    public Task<Outcome<IncomingView>> Handle(RegisterIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, [entry.Register(cancellationToken)], cancellationToken);
}
