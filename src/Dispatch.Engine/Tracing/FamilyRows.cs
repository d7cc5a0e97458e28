using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>The rows of one family, read in a few indexed queries however deep the tree is.</summary>
internal sealed record FamilyRows(
    OfficialDispatch? Origin, PaperFacts? OutsideFacts, IReadOnlyList<FamilyRows.DeliveryRow> Deliveries, IReadOnlyList<FamilyRows.IncomingRow> Incoming,
    IReadOnlyList<CertifiedCopy> Copies, IReadOnlyList<PartnerCopy> PartnerCopies, IReadOnlyDictionary<Id<Body>, string> Names)
{
    // Where it stands is said beside it.
    private const string NoNumber = "Chưa có số đến";

    public static async Task<FamilyRows> LoadAsync(DispatchDbContext db, Id<Family> family, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var origin = await db.Set<OfficialDispatch>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == new Id<OfficialDispatch>(family.Value), cancellationToken);
        var deliveries = await db.Set<Delivery>().Where(d => d.FamilyId == family).OrderBy(d => d.Id)
            .Select(d => new DeliveryRow(d.Id, d.PaperId, d.SenderId, d.RecipientName, d.Line, d.Channel, d.State, d.Reason, d.ArrivalNumber, d.QueuedAt, d.ArrivedAt, d.AnsweredAt, d.DoneAt, d.RecallAskedAt, d.RecallAnsweredAt))
            .ToListAsync(cancellationToken);
        var incoming = await db.Set<IncomingDispatch>().Where(i => i.FamilyId == family).OrderBy(i => i.Id)
            .Select(i => new IncomingRow(i.Id, i.DeliveryId, i.OrganisationId, i.State, i.ArrivalNumber, i.RegisteredOn, i.ArrivedAt, i.DueOn, i.AnsweredById))
            .ToListAsync(cancellationToken);
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().Where(c => c.FamilyId == family).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var partners = await db.Set<PartnerCopy>().AsNoTracking().Where(c => c.FamilyId == family).OrderBy(c => c.ToldAt).ThenBy(c => c.CopyId).ToListAsync(cancellationToken);
        Id<Body>[] organisations = [.. incoming.Select(i => i.OrganisationId), .. copies.Select(c => c.OrganisationId), .. origin is null ? [] : new[] { origin.OrganisationId }];
        organisations = [.. organisations.Distinct()];
        var names = await db.Set<Body>().Where(b => organisations.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        // The oldest row of a family from outside is that by which it came.
        var paperFacts = origin is null ? await db.Set<IncomingDispatch>().Where(i => i.FamilyId == family).OrderBy(i => i.Id).Select(i => i.Facts).FirstOrDefaultAsync(cancellationToken) : null;
        return new FamilyRows(origin, paperFacts, deliveries, incoming, copies, partners, names);
    }

    /// <summary>Every node of the family, parents before children, each one's children in the order in which they came.</summary>
    public IReadOnlyList<TraceNode> Nodes()
    {
        var all = All();
        var present = all.Select(node => node.Id).ToHashSet();
        var children = all.Where(node => node.ParentId is not null).ToLookup(node => node.ParentId!.Value);
        var ordered = all.Where(node => node.ParentId is not { } parent || !present.Contains(parent)).ToList();
        for (var at = 0; at < ordered.Count; at++)
        {
            ordered.AddRange(children[ordered[at].Id]);
        }

        return ordered;
    }

    private List<TraceNode> All()
    {
        var nodes = new List<TraceNode>(Deliveries.Count + Incoming.Count + Copies.Count + 1);
        if (Origin is not null)
        {
            nodes.Add(Node(Origin));
        }

        nodes.AddRange(Deliveries.Select(Node));
        var sent = Deliveries.Select(delivery => delivery.Id).ToHashSet();
        nodes.AddRange(Incoming.Select(row => Node(row, isRoot: row.DeliveryId is not { } delivery || !sent.Contains(delivery))));
        nodes.AddRange(Copies.Select(Node));
        var told = PartnerCopies.Select(copy => copy.CopyId).ToHashSet();
        // Two of the path may have been told of the same copy: the nearest to the original stands.
        nodes.AddRange(PartnerCopies.DistinctBy(copy => copy.CopyId).Where(copy => nodes.TrueForAll(node => node.Id != copy.CopyId.Value)).Select(copy => Node(copy, told)).ToList());
        return nodes;
    }

    private TraceNode Node(OfficialDispatch d) => new(d.Id.Value, TraceNodeType.Dispatch, null, d.OrganisationId, Names[d.OrganisationId])
    {
        Title = d.Title,
        Unnumbered = d.Unnumbered,
        Subject = d.Subject,
        IsSealed = OutgoingLifecycle.IsRecalled(d.State),
        State = d.State.ToString(),
        StateName = Vietnamese.Of(d.State),
        At = d.IssuedAt ?? d.CreatedAt,
        Date = d.IssuedOn,
        ContentHash = d.ContentHash,
    };

    private static TraceNode Node(DeliveryRow d) => new(d.Id.Value, TraceNodeType.Delivery, d.PaperId, d.SenderId, d.RecipientName)
    {
        Title = d.RecipientName,
        Line = d.Line,
        Channel = d.Channel,
        State = d.State.ToString(),
        StateName = Vietnamese.Of(d.State, d.Channel),
        Reason = d.Reason,
        At = d.QueuedAt,
        ArrivedAt = d.ArrivedAt,
        AnsweredAt = d.AnsweredAt,
        DoneAt = d.DoneAt,
        RecallAskedAt = d.RecallAskedAt,
        RecallAnsweredAt = d.RecallAnsweredAt,
        ArrivalNumber = d.ArrivalNumber,
    };

    /// <param name="i">The row.</param>
    /// <param name="isRoot">Whether nothing of this installation sent it: it then bears the name of the paper itself.</param>
    private TraceNode Node(IncomingRow i, bool isRoot) => new(i.Id.Value, TraceNodeType.Incoming, i.DeliveryId?.Value, i.OrganisationId, Names[i.OrganisationId])
    {
        Title = isRoot && OutsideFacts is { } facts ? facts.NumberAndSymbol : i.ArrivalNumber is { } number ? $"Số đến {number:00}" : NoNumber,
        Unnumbered = isRoot ? OutsideFacts?.NumberAndSymbol ?? NoNumber : NoNumber,
        Subject = isRoot ? OutsideFacts?.Subject : null,
        State = i.State.ToString(),
        StateName = Vietnamese.Of(i.State),
        At = i.ArrivedAt,
        Date = i.RegisteredOn,
        DueOn = i.DueOn,
        ArrivalNumber = i.ArrivalNumber,
    };

    private static TraceNode Node(PartnerCopy c, HashSet<Id<CertifiedCopy>> told) =>
        new(c.CopyId.Value, TraceNodeType.Copy, c.Notice.MadeFromId is { } from && told.Contains(from) ? from.Value : c.DeliveryId.Value, c.PartnerId, c.Notice.CopiedBy)
        {
            Title = $"{Vietnamese.Of(c.Notice.Form)} {c.Notice.NumberAndSymbol}",
            IsAtPartner = true,
            State = (c.Notice.Agreed + c.Notice.Refused > 0 ? CopyState.Recalled : CopyState.Issued).ToString(),
            StateName = c.Notice.Agreed + c.Notice.Refused > 0 ? $"Thu hồi: {c.Notice.Agreed + c.Notice.Refused}/{c.Notice.SentTo} nơi đã trả lời" : $"Đã gửi {c.Notice.SentTo} nơi",
            At = c.ToldAt,
            Date = c.Notice.CopiedOn,
            ContentHash = c.Notice.ContentHash,
        };

    private TraceNode Node(CertifiedCopy c) => new(c.Id.Value, TraceNodeType.Copy, c.SourceId, c.OrganisationId, Names[c.OrganisationId])
    {
        Title = $"{Vietnamese.Of(c.Form)} {c.NumberAndSymbol}".TrimEnd(),
        Unnumbered = Vietnamese.Of(c.Form),
        State = c.State.ToString(),
        StateName = Vietnamese.Of(c.State),
        At = c.IssuedAt ?? c.CreatedAt,
        Date = c.CopiedOn,
        ContentHash = c.ContentHash,
        SourceHash = c.SourceHash,
    };

    internal sealed record DeliveryRow(
        Id<Delivery> Id, Guid PaperId, Id<Body> SenderId, string RecipientName, string Line, DeliveryChannel Channel, DeliveryState State, string? Reason, int? ArrivalNumber,
        DateTimeOffset QueuedAt, DateTimeOffset? ArrivedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? DoneAt, DateTimeOffset? RecallAskedAt, DateTimeOffset? RecallAnsweredAt);

    internal sealed record IncomingRow(
        Id<IncomingDispatch> Id, Id<Delivery>? DeliveryId, Id<Body> OrganisationId, IncomingState State, int? ArrivalNumber, DateOnly? RegisteredOn, DateTimeOffset ArrivedAt, DateOnly? DueOn, Id<OfficialDispatch>? AnsweredById);
}
