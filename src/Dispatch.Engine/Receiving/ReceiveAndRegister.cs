using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>
/// Tiếp nhận và vào sổ (Điều 21, 22) of one that has just arrived: the law's two moves in one act, both or neither. The sender gets one receipt, 03 with the số đến;
/// refused when either move is, or when the office's procedure has a step between them.
/// </summary>
/// <param name="IncomingId">Which incoming dispatch.</param>
public sealed record ReceiveAndRegister(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class ReceiveAndRegisterHandler(PaperDesk<IncomingDispatch, IncomingView> desk, EntryDesk entry) : IRequestHandler<ReceiveAndRegister, Outcome<IncomingView>>
{
    public async Task<Outcome<IncomingView>> Handle(ReceiveAndRegister request, CancellationToken cancellationToken)
    {
        var done = await desk.DoAsync(request.IncomingId, [EntryDesk.Receive, entry.Register(cancellationToken)], cancellationToken);
        return done is { IsRefused: true, Refusal: { Code: TaskRefusals.NotThisStepCode } between } ? ReceivingRefusals.OneByOne(between) : done;
    }
}
