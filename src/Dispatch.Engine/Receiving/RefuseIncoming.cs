using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Từ chối tiếp nhận kèm lý do (Điều 21.2): wrong addressee, not authentic, not whole. The sender gets the reason (02).</summary>
/// <param name="IncomingId">Which incoming dispatch.</param>
/// <param name="Reason">Why; 1 to 1,000 letters.</param>
public sealed record RefuseIncoming(Id<IncomingDispatch> IncomingId, string Reason) : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : ReceivingRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class RefuseIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<RefuseIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Receive", "Refused", "receiving.refused");

    public Task<Outcome<IncomingView>> Handle(RefuseIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => i.Move(IncomingAct.Refuse, TextGuard.Clean(request.Reason)), i => new { Reason = i.Opinion }, cancellationToken);
}
