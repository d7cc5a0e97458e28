using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Every recipient of a paper and where its delivery stands, in order of the printed lines; pages by key.</summary>
/// <param name="PaperId">A dispatch or a copy of the person's organisation.</param>
/// <param name="State">Only those that stand here.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListDeliveries(Guid PaperId, DeliveryState? State = null, Id<Delivery>? After = null, int Take = 100) : IQuestion<Page<DeliveryView>>;

/// <summary>One delivery as the sender sees it.</summary>
public sealed record DeliveryView(
    Id<Delivery> Id, string RecipientName, string Line, string? GroupName, DeliveryChannel Channel, string? Address, DeliveryState State, string StateName,
    int? ArrivalNumber, string? PostalNumber, string? Reason, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? ArrivedAt, DateTimeOffset? AnsweredAt,
    DateTimeOffset? RegisteredAt, DateTimeOffset? AssignedAt, DateTimeOffset? BegunAt, DateTimeOffset? DoneAt, DateTimeOffset? ReturnedAt, DateTimeOffset? RemindedAt, int Reminders, DateTimeOffset? DueAt, int Version) : IHasVersion
{
    internal static DeliveryView Of(Delivery d) => new(
        d.Id, d.RecipientName, d.Line, d.GroupName, d.Channel, d.Address, d.State, Vietnamese.Of(d.State, d.Channel), d.ArrivalNumber, d.PostalNumber, d.Reason, d.QueuedAt, d.SentAt, d.ArrivedAt,
        d.AnsweredAt, d.RegisteredAt, d.AssignedAt, d.BegunAt, d.DoneAt, d.ReturnedAt, d.RemindedAt, d.Reminders, d.DueAt, d.Version);
}

internal sealed class ListDeliveriesHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListDeliveries, Outcome<Page<DeliveryView>>>
{
    public async Task<Outcome<Page<DeliveryView>>> Handle(ListDeliveries request, CancellationToken cancellationToken)
    {
        var deliveries = db.Set<Delivery>().AsNoTracking().SeenBy(context.Someone).Where(d => d.PaperId == request.PaperId);
        if (request.State is { } state)
        {
            deliveries = deliveries.Where(d => d.State == state);
        }

        return await deliveries.PageAsync(d => d.Id, request.After, request.Take, DeliveryView.Of, d => d.Id.ToString(), cancellationToken);
    }
}
