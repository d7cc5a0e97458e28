using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Trình người có thẩm quyền (Điều 23.1).</summary>
public sealed record SubmitIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class SubmitIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<SubmitIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("SubmitToLeader", "Submitted", "receiving.submitted");

    public Task<Outcome<IncomingView>> Handle(SubmitIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => i.Move(IncomingAct.SubmitToLeader), i => new { i.ArrivalNumber }, cancellationToken);
}
