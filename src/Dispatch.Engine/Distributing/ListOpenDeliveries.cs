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
public sealed record ListOpenDeliveries(
    DeliveryState? State = null, DeliveryChannel? Channel = null, Guid? PaperId = null, int OlderThanDays = 0, Id<Delivery>? After = null, int Take = 100) : IQuestion<OpenDeliveries>;

/// <summary>A page of the board.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Send this as <c>after</c> for the next page; null on the last.</param>
/// <param name="Counts">How many of all that match stand where; empty on later pages.</param>
public sealed record OpenDeliveries(IReadOnlyList<OpenDelivery> Items, string? Next, IReadOnlyList<DeliveryCount> Counts);

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
    /// <summary>Ways on which the receiver answers.</summary>
    private static readonly DeliveryChannel[] Answering = [DeliveryChannel.Installation, DeliveryChannel.Exchange];

    public async Task<Outcome<OpenDeliveries>> Handle(ListOpenDeliveries request, CancellationToken cancellationToken)
    {
        var open = Open(request);
        var counts = request.After is null
            ? await open.GroupBy(d => d.State).Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancellationToken)
            : [];
        open = request.State is { } state ? open.Where(d => d.State == state) : open;
        var page = await open.PageAsync(d => d.Id, request.After, request.Take, delivery => delivery, delivery => delivery.Id.ToString(), cancellationToken);
        var consignments = page.Items.Select(delivery => delivery.ConsignmentId).Distinct().ToList();
        var facts = await db.Set<Consignment>().AsNoTracking().Where(c => consignments.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Facts, cancellationToken);
        var now = clock.GetUtcNow();
        return new OpenDeliveries(
            [.. page.Items.Select(delivery => View(delivery, facts[delivery.ConsignmentId], now))], page.Next,
            [.. counts.OrderBy(row => row.State).Select(row => new DeliveryCount(row.State, Vietnamese.Of(row.State), row.Count))]);
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
        var before = clock.GetUtcNow() - TimeSpan.FromDays(Math.Clamp(request.OlderThanDays, 0, 10_000));
        return request.OlderThanDays > 0 ? open.Where(d => d.QueuedAt <= before) : open;
    }
}
