using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Trả lại dự thảo kèm lý do, at whichever check or signature it waits.</summary>
/// <param name="DispatchId">Which draft.</param>
/// <param name="Reason">What is to be changed; 1 to 1,000 letters.</param>
public sealed record ReturnDispatch(Id<OfficialDispatch> DispatchId, string Reason) : IAct<DispatchView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : SigningRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class ReturnDispatchHandler(PaperDesk<OfficialDispatch, DispatchView> desk) : IRequestHandler<ReturnDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new(null, "Returned", "signing.returned");

    public Task<Outcome<DispatchView>> Handle(ReturnDispatch request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => d.Move(OutgoingAct.Return, TextGuard.Clean(request.Reason)), d => new { d.Reason }, cancellationToken);
}
