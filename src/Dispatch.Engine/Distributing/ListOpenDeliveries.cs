using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Bảng theo dõi: every delivery of the organisation that somebody still has to do something about, the oldest first; pages by key. How many stand where is told with the first page.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Channel">Only those that go this way.</param>
/// <param name="PaperId">Only those of one dispatch or copy.</param>
/// <param name="OlderThanDays">Only those written at least so many days ago, 0 or more.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="Group">Only those that were named through this group.</param>
/// <param name="OnlyLate">Only those where the law's term for the next step has passed.</param>
public sealed record ListOpenDeliveries(
    DeliveryState? State = null, DeliveryChannel? Channel = null, Guid? PaperId = null, int OlderThanDays = 0, Id<Delivery>? After = null, int Take = 100, string? Group = null, bool OnlyLate = false) : IQuestion<OpenDeliveries>;

/// <summary>A page of the board.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Send this as <c>after</c> for the next page; null on the last.</param>
/// <param name="Counts">How many of all that match stand where, whichever state was asked for; empty on later pages.</param>
public sealed record OpenDeliveries(IReadOnlyList<OpenDelivery> Items, string? Next, IReadOnlyList<DeliveryCount> Counts)
{
    /// <summary>The groups through which the deliveries were named that match but for the group, at most 50; empty on later pages.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Why what could not be delivered was not, the commonest reason first, at most 20; empty on later pages.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init; } = [];
}

/// <summary>How many deliveries were given up for a reason.</summary>
/// <param name="Reason">Why, as the last try said.</param>
/// <param name="Count">How many.</param>
public sealed record ReasonCount(string Reason, int Count);

/// <summary>How many open deliveries stand in a state.</summary>
/// <param name="State">Where.</param>
/// <param name="StateName">The same in Vietnamese.</param>
/// <param name="Count">How many.</param>
public sealed record DeliveryCount(DeliveryState State, string StateName, int Count);

/// <summary>An open delivery with the paper it is of.</summary>
/// <param name="Delivery">Where it stands.</param>
/// <param name="PaperId">The dispatch or the copy.</param>
/// <param name="IsCopy">Whether the paper is a copy.</param>
/// <param name="NumberAndSymbol">Số, ký hiệu of the paper.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Urgency">Mức độ khẩn.</param>
/// <param name="IsLate">Whether the law's term for the next step has passed.</param>
public sealed record OpenDelivery(DeliveryView Delivery, Guid PaperId, bool IsCopy, string NumberAndSymbol, string Subject, Urgency Urgency, bool IsLate);

internal sealed class ListOpenDeliveriesHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<ListOpenDeliveries, Outcome<OpenDeliveries>>
{
    private const int MostGroups = 50;
    private const int MostReasons = 20;

    /// <summary>Ways on which the receiver answers.</summary>
    private static readonly DeliveryChannel[] Answering = [DeliveryChannel.Installation, DeliveryChannel.Exchange];

    public async Task<Outcome<OpenDeliveries>> Handle(ListOpenDeliveries request, CancellationToken cancellationToken)
    {
        var open = Open(request);
        var (counts, groups) = request.After is null ? await CountAsync(open, request.Group, cancellationToken) : ([], []);
        open = request.Group is { Length: > 0 } named ? open.Where(d => d.GroupName == named) : open;
        var reasons = request.After is null ? await ReasonsAsync(open, cancellationToken) : [];
        open = request.State is { } state ? open.Where(d => d.State == state) : open;
        var page = await open.PageAsync(d => d.Id, request.After, request.Take, delivery => delivery, delivery => delivery.Id.ToString(), cancellationToken);
        var consignments = page.Items.Select(delivery => delivery.ConsignmentId).Distinct().ToList();
        var facts = await db.Set<Consignment>().AsNoTracking().Where(c => consignments.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Facts, cancellationToken);
        var now = clock.GetUtcNow();
        IReadOnlyList<OpenDelivery> items = [.. page.Items.Select(delivery => View(delivery, facts[delivery.ConsignmentId], now))];
        return new OpenDeliveries(items, page.Next, counts) { Groups = groups, Reasons = reasons };
    }

    /// <summary>One question for both: how many stand where, and through which groups they were named.</summary>
    private static async Task<(IReadOnlyList<DeliveryCount> Counts, IReadOnlyList<string> Groups)> CountAsync(IQueryable<Delivery> open, string? named, CancellationToken cancellationToken)
    {
        var rows = await open.GroupBy(d => new { d.State, d.GroupName }).Select(group => new { group.Key.State, group.Key.GroupName, Count = group.Count() }).ToListAsync(cancellationToken);
        var counted = rows.Where(row => string.IsNullOrEmpty(named) || row.GroupName == named).GroupBy(row => row.State).OrderBy(group => group.Key);
        return (
            [.. counted.Select(group => new DeliveryCount(group.Key, Vietnamese.Of(group.Key), group.Sum(row => row.Count)))],
            [.. rows.GroupBy(row => row.GroupName, StringComparer.Ordinal).OrderByDescending(group => group.Sum(row => row.Count)).Select(group => group.Key).OfType<string>().Take(MostGroups)]);
    }

    private static async Task<IReadOnlyList<ReasonCount>> ReasonsAsync(IQueryable<Delivery> open, CancellationToken cancellationToken)
    {
        DeliveryState[] dead = [DeliveryState.DeadLetter];
        return await open.Where(d => dead.Contains(d.State)).GroupBy(d => d.Reason ?? string.Empty).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new ReasonCount(group.Key, group.Count())).Take(MostReasons).ToListAsync(cancellationToken);
    }

    internal static OpenDelivery View(Delivery delivery, PaperFacts facts, DateTimeOffset now) => new(
        DeliveryView.Of(delivery), delivery.PaperId, facts.CopyNumberAndSymbol is not null, facts.CopyNumberAndSymbol ?? facts.NumberAndSymbol, facts.Subject, facts.Urgency, delivery.DueAt < now);

    private IQueryable<Delivery> Open(ListOpenDeliveries request)
    {
        var (answered, unanswered) = (DeliveryLifecycle.Open, DeliveryLifecycle.OpenWithoutAnswer);
        var open = db.Set<Delivery>().AsNoTracking().SeenBy(context.Someone)
            .Where(d => Answering.Contains(d.Channel) ? answered.Contains(d.State) : unanswered.Contains(d.State));
        open = request.Channel is { } channel ? open.Where(d => d.Channel == channel) : open;
        open = request.PaperId is { } paper ? open.Where(d => d.PaperId == paper) : open;
        var now = clock.GetUtcNow();
        open = request.OnlyLate ? open.Where(d => d.DueAt < now) : open;
        var before = now - TimeSpan.FromDays(Math.Clamp(request.OlderThanDays, 0, 10_000));
        return request.OlderThanDays > 0 ? open.Where(d => d.QueuedAt <= before) : open;
    }
}
