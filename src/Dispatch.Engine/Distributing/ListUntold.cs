using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Chưa báo được: to whom it could not be told, after every try, that a paper was taken back or corrected.</summary>
/// <param name="PaperId">A dispatch or a copy of the person's organisation.</param>
public sealed record ListUntold(Guid PaperId) : IQuestion<IReadOnlyList<UntoldRecipient>>;

/// <summary>A recipient who does not know.</summary>
/// <param name="DeliveryId">By which delivery they have the paper.</param>
/// <param name="Recipient">Who.</param>
/// <param name="ChannelName">By which way, in Vietnamese.</param>
/// <param name="IsTakenBack">Whether it is a recall or a replacement they do not know of, and not a correction.</param>
/// <param name="Reason">Why the last try failed; null when that is not known.</param>
public sealed record UntoldRecipient(Id<Delivery> DeliveryId, string Recipient, string ChannelName, bool IsTakenBack, string? Reason);

internal sealed class ListUntoldHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListUntold, Outcome<IReadOnlyList<UntoldRecipient>>>
{
    public async Task<Outcome<IReadOnlyList<UntoldRecipient>>> Handle(ListUntold request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var untold = await Untold.OfAsync(db, actor.OrganisationId, db.Set<Delivery>().SeenBy(actor).Where(d => d.PaperId == request.PaperId), cancellationToken);
        return (List<UntoldRecipient>)[.. untold.Select(news => new UntoldRecipient(
            news.Delivery.Id, news.Delivery.RecipientName, Vietnamese.Of(news.Delivery.Channel), JsonSerializer.Deserialize<DeliverNews>(news.Message.Payload, KernelJson.Options)!.Mark!.TakesBack, news.Message.LastError))];
    }
}

/// <summary>News of a recall or a correction that was given up, with the delivery it is about.</summary>
internal sealed record Untold(OutboxMessage Message, Delivery Delivery)
{
    /// <summary>The kinds of such news.</summary>
    public static readonly string[] Telling = [OutboxKinds.Recall, OutboxKinds.Correction, OutboxKinds.MarkOut, OutboxKinds.MarkNotice];

    /// <summary>Of these deliveries of a sender, in their order, at most 1,000. What was given up is little, so it is looked at first.</summary>
    public static async Task<IReadOnlyList<Untold>> OfAsync(DispatchDbContext db, Id<Body> sender, IQueryable<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var dead = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Dead && m.FromId == sender && Telling.Contains(m.Kind)).OrderBy(m => m.DueAt).ThenBy(m => m.Key).Take(RetryDeliveriesHandler.Most).ToListAsync(cancellationToken);
        if (dead.Count == 0)
        {
            return [];
        }

        // The key of such news begins with the delivery's; a correction's goes on with its document.
        var ids = dead.Select(DeliveryOf).Distinct().ToList();
        var found = await deliveries.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellationToken);
        return [.. dead.Where(message => found.ContainsKey(DeliveryOf(message))).Select(message => new Untold(message, found[DeliveryOf(message)])).OrderBy(news => news.Delivery.Id.Value)];
    }

    private static Id<Delivery> DeliveryOf(OutboxMessage message) => Id<Delivery>.Parse(message.Key.Split(':')[0], null);
}
