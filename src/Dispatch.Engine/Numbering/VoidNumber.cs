using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Numbering;

/// <summary>Hủy số đã cấp nhưng chưa phát hành: the number stays in the book with the reason and is never given again.</summary>
/// <param name="DispatchId">Which dispatch.</param>
/// <param name="Reason">Why, 1 to 1,000 letters.</param>
public sealed record VoidNumber(Id<OfficialDispatch> DispatchId, string Reason) : IAct<DispatchView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : SigningRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class VoidNumberHandler(PaperDesk<OfficialDispatch, DispatchView> desk, RouteDesk route, DispatchDbContext db) : IRequestHandler<VoidNumber, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new(null, null, "numbering.voided");

    public Task<Outcome<DispatchView>> Handle(VoidNumber request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => VoidAsync(d, TextGuard.Clean(request.Reason), cancellationToken), d => new { d.NumberAndSymbol, d.Reason }, cancellationToken);

    private async Task<Refusal?> VoidAsync(OfficialDispatch dispatch, string reason, CancellationToken cancellationToken)
    {
        if (dispatch.Move(OutgoingAct.VoidNumber, reason) is { } refusal)
        {
            return refusal;
        }

        var line = await db.Set<RegisterLine>().SingleAsync(l => l.PaperId == dispatch.Id.Value && l.Book == RegisterBook.Outgoing, cancellationToken);
        (line.IsVoided, line.Note) = (true, reason);
        await route.AbandonAsync(dispatch.Id.Value, cancellationToken);
        return null;
    }
}
