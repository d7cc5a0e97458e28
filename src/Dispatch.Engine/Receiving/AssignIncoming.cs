using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Phân công giải quyết (Điều 23.2, 23.4): one unit leads, others support, by a day.</summary>
/// <param name="IncomingId">Which incoming dispatch.</param>
/// <param name="LeadUnitId">Đơn vị chủ trì, of this organisation.</param>
/// <param name="SupportUnitIds">Đơn vị phối hợp.</param>
/// <param name="DueOn">Thời hạn; today or later.</param>
/// <param name="Opinion">Ý kiến chỉ đạo.</param>
public sealed record AssignIncoming(Id<IncomingDispatch> IncomingId, Id<Body> LeadUnitId, IReadOnlyList<Id<Body>>? SupportUnitIds = null, DateOnly? DueOn = null, string? Opinion = null)
    : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Opinion is { Length: > 1000 } ? KernelRefusals.Shape("opinion", "Ý kiến dài quá 1.000 ký tự.") : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Opinion];
}

internal sealed class AssignIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk, DispatchDbContext db, TimeProvider clock) : IRequestHandler<AssignIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Assign", "Assigned", "receiving.assigned");

    public Task<Outcome<IncomingView>> Handle(AssignIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(
            request.IncomingId,
            Step,
            incoming => AssignAsync(incoming, request, cancellationToken),
            i => new { i.LeadUnitId, i.SupportUnitIds, i.DueOn, i.Opinion },
            cancellationToken);

    private async Task<Refusal?> AssignAsync(IncomingDispatch incoming, AssignIncoming request, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        if (request.DueOn < today)
        {
            return ReceivingRefusals.DueInPast;
        }

        Id<Body>[] support = [.. request.SupportUnitIds ?? []];
        Id<Body>[] units = [request.LeadUnitId, .. support];
        var known = await db.Set<Body>().CountAsync(
            b => units.Contains(b.Id) && b.ParentId == incoming.OrganisationId && b.Kind == BodyKind.Unit && (b.ValidTo == null || b.ValidTo > today), cancellationToken);
        if (known != units.Distinct().Count())
        {
            return ReceivingRefusals.UnknownUnit;
        }

        if (incoming.Assign(request.LeadUnitId, support, request.DueOn, request.Opinion is { } opinion ? TextGuard.Clean(opinion) : null) is { } refusal)
        {
            return refusal;
        }

        var line = await db.Set<RegisterLine>().SingleAsync(l => l.PaperId == incoming.Id.Value && l.Book == RegisterBook.Incoming, cancellationToken);
        line.Recipients = await db.Set<Body>().Where(b => b.Id == request.LeadUnitId).Select(b => b.Name).SingleAsync(cancellationToken);
        line.ForwardedOn = today;
        return null;
    }
}
