using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Kết thúc giải quyết không cần văn bản trả lời (Điều 24): the sender is told (06).</summary>
/// <param name="IncomingId">Which incoming dispatch.</param>
/// <param name="Opinion">Kết quả, up to 1,000 letters.</param>
public sealed record CloseIncoming(Id<IncomingDispatch> IncomingId, string? Opinion = null) : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Opinion is { Length: > 1000 } ? KernelRefusals.Shape("opinion", "Kết quả dài quá 1.000 ký tự.") : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Opinion];
}

internal sealed class CloseIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<CloseIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Close", "Closed", "receiving.closed");

    public Task<Outcome<IncomingView>> Handle(CloseIncoming request, CancellationToken cancellationToken)
    {
        var opinion = TextGuard.CleanOrNull(request.Opinion);
        var move = new PaperMove<IncomingDispatch>(Step, incoming => Task.FromResult(incoming.Move(IncomingAct.Close)), _ => new { Opinion = opinion }) { Words = opinion };
        return desk.DoAsync(request.IncomingId, [move], cancellationToken);
    }
}
