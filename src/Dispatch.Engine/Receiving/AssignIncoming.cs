using System.Globalization;
using System.Text.Json.Nodes;
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
    public Refusal? Flaw() => Opinion is { Length: > 1000 } ? KernelRefusals.Shape("opinion", "Ý kiến dài quá 1.000 ký tự.") : KernelRefusals.Day("dueOn", DueOn);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Opinion];

    /// <summary>Those who support beside the lead, each once: whoever leads does not support itself.</summary>
    internal IReadOnlyList<Id<Body>> Supporters => [.. (SupportUnitIds ?? []).Where(unit => unit != LeadUnitId).Distinct()];
}

internal sealed class AssignIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk, DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<AssignIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Assign", "Assigned", "receiving.assigned");

    /// <summary>Who deals with what is assigned to a unit.</summary>
    private const Role Handlers = Role.Drafter | Role.UnitHead;

    public async Task<Outcome<IncomingView>> Handle(AssignIncoming request, CancellationToken cancellationToken)
    {
        var move = new PaperMove<IncomingDispatch>(Step, incoming => AssignAsync(incoming, request, cancellationToken), i => new { i.LeadUnitId, i.SupportUnitIds, i.DueOn, i.Opinion })
        {
            Answer = await AnswerAsync(request, cancellationToken),
            Words = TextGuard.CleanOrNull(request.Opinion),
        };
        return await desk.DoAsync(request.IncomingId, [move], cancellationToken);
    }

    /// <summary>What the procedure opens the next steps with: the lead, those who support, the day. A lead nobody works in with an account is left out, so that somebody of the office can still take the matter on.</summary>
    private async Task<JsonObject> AnswerAsync(AssignIncoming request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var staff = await db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == organisation && p.UnitId == request.LeadUnitId && p.DisabledAt == null).Select(p => p.Roles).ToListAsync(cancellationToken);
        return new JsonObject
        {
            ["lead"] = staff.Exists(roles => (roles & Handlers) != Role.None) ? request.LeadUnitId.ToString() : null,
            ["supporters"] = new JsonArray([.. request.Supporters.Select(unit => JsonValue.Create(unit.ToString()))]),
            ["due"] = request.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private async Task<Refusal?> AssignAsync(IncomingDispatch incoming, AssignIncoming request, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        if (request.DueOn < today)
        {
            return ReceivingRefusals.DueInPast;
        }

        Id<Body>[] units = [request.LeadUnitId, .. request.Supporters];
        var known = await db.Set<Body>().CountAsync(
            b => units.Contains(b.Id) && b.ParentId == incoming.OrganisationId && b.Kind == BodyKind.Unit && (b.ValidTo == null || b.ValidTo > today), cancellationToken);
        if (known != units.Length)
        {
            return ReceivingRefusals.UnknownUnit;
        }

        if (incoming.Assign(request.LeadUnitId, request.Supporters, request.DueOn, TextGuard.CleanOrNull(request.Opinion)) is { } refusal)
        {
            return refusal;
        }

        var line = await db.Set<RegisterLine>().SingleAsync(l => l.PaperId == incoming.Id.Value && l.Book == RegisterBook.Incoming, cancellationToken);
        line.Recipients = await db.Set<Body>().Where(b => b.Id == request.LeadUnitId).Select(b => b.Name).SingleAsync(cancellationToken);
        line.ForwardedOn = today;
        return null;
    }
}
