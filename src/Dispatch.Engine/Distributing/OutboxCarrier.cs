using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Carries news between organisations: claims due messages, does them as acts of whom they are for, and tries again on a finite schedule what failed. What can travel together does, in one
/// transaction; when something among it is refused or fails, each goes alone, so that nobody waits behind another's trouble.
/// </summary>
public sealed class OutboxCarrier(IServiceScopeFactory scopes, IEnumerable<IOutsideChannel> outside, TimeProvider clock, ILogger<OutboxCarrier> logger)
{
    private const int ClaimSize = 500;

    /// <summary>Of what leaves the installation one claim is over before its lease, however slow the other side is; else another node would send the same again.</summary>
    private const int LeavingAtOnce = 5;

    /// <summary>So many arrivals share a transaction: each writes some six rows, and SQLite's other writers wait meanwhile.</summary>
    private const int ArrivalsAtOnce = 100;

    private const int ReceiptsAtOnce = 250;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>More than a clock is set back by who keeps it right.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(10);

    /// <summary>After how long each next try comes, before the spread; after the last the message is dead and waits for an operator.</summary>
    private static readonly TimeSpan[] Schedule =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    private static readonly string Within = $" AND \"Kind\" NOT IN ({Quoted(Enum.GetValues<DeliveryChannel>())})";

    private long latest;

    /// <summary>Carries everything that is due, and what comes of it, until nothing is due. Gives how many messages were done.</summary>
    public Task<int> DrainAsync(CancellationToken cancellationToken) => DrainAsync("", ClaimSize, cancellationToken);

    /// <summary>Carries what goes by one channel: a server that hangs, or a folder that does not answer, holds up nobody on another.</summary>
    /// <param name="channel"><see cref="DeliveryChannel.Installation"/> for everything that does not leave it.</param>
    /// <param name="cancellationToken">Stops between messages.</param>
    public Task<int> DrainAsync(DeliveryChannel channel, CancellationToken cancellationToken) =>
        channel is DeliveryChannel.Installation ? DrainAsync(Within, ClaimSize, cancellationToken) : DrainAsync($" AND \"Kind\" IN ({Quoted(channel)})", LeavingAtOnce, cancellationToken);

    private async Task<int> DrainAsync(string which, int atOnce, CancellationToken cancellationToken)
    {
        var done = 0;
        while (await ClaimAsync(which, atOnce, cancellationToken) is { Count: > 0 } claimed)
        {
            var closed = new HashSet<OutsideWay>();
            foreach (var load in Loads(claimed))
            {
                done += await CarryAsync(load, closed, cancellationToken);
            }
        }

        return done;
    }

    private static string Quoted(params IEnumerable<DeliveryChannel> channels) => string.Join(", ", channels.SelectMany(OutboxKinds.Leaving).Select(kind => $"'{kind}'"));

    /// <summary>When a try after some that failed comes: up to a fifth later than the schedule says, by the message's own mark, so that many that failed together do not come back together.</summary>
    /// <param name="message">The message.</param>
    /// <param name="tries">How many failed, from 1.</param>
    internal static TimeSpan Pause(OutboxMessage message, int tries)
    {
        var spread = SHA256.HashData([.. Convert.FromHexString(message.Mark()), (byte)tries])[0] / 255.0;
        return Schedule[tries - 1] * (1 + (spread / 5));
    }

    /// <summary>What travels together: arrivals whoever they are for, receipts of one sender, everything else alone.</summary>
    private static IEnumerable<IReadOnlyList<OutboxMessage>> Loads(IReadOnlyList<OutboxMessage> claimed)
    {
        var arrivals = claimed.Where(message => message.Kind == OutboxKinds.Deliver).Chunk(ArrivalsAtOnce);
        var receipts = claimed.Where(message => message.Kind == OutboxKinds.Receipt).GroupBy(message => message.ToId).SelectMany(group => group.Chunk(ReceiptsAtOnce));
        var others = claimed.Where(message => message.Kind is not (OutboxKinds.Deliver or OutboxKinds.Receipt)).Select(message => new[] { message });
        return arrivals.Concat(receipts).Concat(others);
    }

    private async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(string which, int atOnce, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var dialect = scope.ServiceProvider.GetRequiredService<Dialect>();
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await KeepUpAsync(db, now, cancellationToken);
        var lease = Guid.CreateVersion7(now);
        var claimed = await db.Database.ExecuteSqlRawAsync(
            dialect.ClaimOutbox(which), [lease, dialect.Time(now + LeaseTime), atOnce, dialect.Time(now)], cancellationToken);
        return claimed == 0
            ? []
            : await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Lease == lease && m.State == OutboxState.Pending).OrderBy(m => m.DueAt).ThenBy(m => m.Key).ToListAsync(cancellationToken);
    }

    /// <summary>Where the clock was put back since the last look, what was written or postponed before is due in a future that may be days away: it comes now, rather early than late, and claims run out in their time.</summary>
    private async Task KeepUpAsync(DispatchDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now.UtcTicks < Interlocked.Read(ref latest) - SetBack.Ticks)
        {
            var (messages, until) = (db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Pending), now + LeaseTime);
            await messages.Where(m => m.LeaseUntil > until).ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, until), cancellationToken);
            var waited = await messages.Where(m => m.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now), cancellationToken);
            logger.LogWarning("The clock of this machine was put back; {Count} outbox messages are due now", waited);
        }

        Interlocked.Exchange(ref latest, now.UtcTicks);
    }

    /// <summary>Carries a load; gives how many messages of it were done.</summary>
    /// <param name="load">What travels together.</param>
    /// <param name="closed">Ways found closed in this round: what was to go there waits already.</param>
    /// <param name="cancellationToken">Stops between messages.</param>
    private async Task<int> CarryAsync(IReadOnlyList<OutboxMessage> load, HashSet<OutsideWay> closed, CancellationToken cancellationToken)
    {
        if (load.Count > 1)
        {
            try
            {
                if (await SendTogetherAsync(load, cancellationToken) is not { } refusal)
                {
                    return load.Count;
                }

                logger.LogInformation("A load of {Count} messages is brought one by one: {Code}", load.Count, refusal.Code);
            }
            catch (Exception failure) when (failure is not OperationCanceledException && !IsOfTheHouse(failure))
            {
                logger.LogInformation(failure, "A load of {Count} messages is brought one by one", load.Count);
            }
        }

        var done = 0;
        foreach (var message in load.Where(message => !closed.Contains(OutsideWay.Of(message)) && !closed.Contains(OutsideWay.OfAll(message))))
        {
            done += await CarryAsync(message, closed, cancellationToken) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> CarryAsync(OutboxMessage message, HashSet<OutsideWay> closed, CancellationToken cancellationToken)
    {
        try
        {
            if (await SendAsync(message, cancellationToken) is not { } refusal)
            {
                return true;
            }

            await AlarmAsync(message, refusal, cancellationToken);
            await PostponeAsync(message, refusal.Message, closed: null, cancellationToken);
        }
        catch (LeaseLostException lost)
        {
            logger.LogWarning(lost, "Another node took over outbox message {Kind} {Key}", message.Kind, message.Key);
        }
        catch (OutsideChannelException closing)
        {
            // One line: what did not answer is no fault of the program.
            logger.LogWarning("Outbox message {Kind} {Key} could not leave at try {Try}: {Why} {Cause}", message.Kind, message.Key, message.Attempts + 1, closing.Message, closing.InnerException?.GetType().Name);
            var way = closing.IsForAll ? OutsideWay.OfAll(message) : OutsideWay.Of(message);
            await PostponeAsync(message, closing.Message, way, cancellationToken);
            closed.Add(way);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !IsOfTheHouse(failure))
        {
            logger.LogError(failure, "Outbox message {Kind} {Key} failed at try {Try}", message.Kind, message.Key, message.Attempts + 1);
            await PostponeAsync(message, failure.GetType().Name, closed: null, cancellationToken);
        }

        return false;
    }

    /// <summary>Neither the database nor the disk is the message's trouble: no try of it is counted, the round ends, and the claim runs out.</summary>
    private static bool IsOfTheHouse(Exception failure) => failure is not OutsideChannelException && Outages.EndsARound(failure);

    private async Task<Refusal?> SendTogetherAsync(IReadOnlyList<OutboxMessage> load, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var isArrivals = load[0].Kind == OutboxKinds.Deliver;
        var mediator = For(scope, isArrivals ? Installation.Id : load[0].ToId, load);
        return isArrivals
            ? (await mediator.Send(new AcceptDeliveries([.. load.Select(Read<DeliverNews>)]), cancellationToken)).Refusal
            : (await mediator.Send(new RecordReceipts([.. load.Select(Read<SignedReceipt>)]), cancellationToken)).Refusal;
    }

    private async Task<Refusal?> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        switch (message.Kind)
        {
            case OutboxKinds.Deliver:
                var delivery = Read<DeliverNews>(message);
                return (await For(scope, message.ToId, [message]).Send(new AcceptDelivery(delivery.DeliveryId, delivery.ContentHash), cancellationToken)).Refusal;
            case OutboxKinds.Receipt:
                return (await For(scope, message.ToId, [message]).Send(new RecordReceipt(Read<SignedReceipt>(message)), cancellationToken)).Refusal;
            case OutboxKinds.Reminder:
                return (await For(scope, message.ToId, [message]).Send(Read<TakeReminder>(message), cancellationToken)).Refusal;
            case OutboxKinds.Recall:
                var recall = Read<DeliverNews>(message);
                return (await For(scope, message.ToId, [message]).Send(new AcceptRecall(recall.DeliveryId, recall.ContentHash, recall.Mark!), cancellationToken)).Refusal;
            case OutboxKinds.Correction:
                var correction = Read<DeliverNews>(message);
                return (await For(scope, message.ToId, [message]).Send(new AcceptCorrection(correction.DeliveryId, correction.ContentHash, correction.Mark!), cancellationToken)).Refusal;
            case OutboxKinds.RecallSettled:
                return (await For(scope, message.ToId, [message]).Send(new SettleRecall(Read<RecallSettledNews>(message).DispatchId), cancellationToken)).Refusal;
            case OutboxKinds.Event:
                var told = Read<EventNews>(message);
                return (await For(scope, message.ToId, [message]).Send(new WakeMatters(told.Name, told.CorrelationId, told.Payload, told.FromId), cancellationToken)).Refusal;
            default:
                var channel = outside.FirstOrDefault(channel => channel.Carries(message.Kind)) ?? throw new InvalidOperationException($"No one carries news of kind '{message.Kind}'.");
                return await SendOutsideAsync(channel, message, scope, cancellationToken);
        }
    }

    /// <summary>Out of the house first, outside any transaction; then the sender's view and the end of the message together. Dying between the two sends the same once more, under the same key.</summary>
    private static async Task<Refusal?> SendOutsideAsync(IOutsideChannel channel, OutboxMessage message, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        if (await channel.SendAsync(message, scope.ServiceProvider, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return (await For(scope, message.FromId, [message]).Send(new RecordSent(OutboxKinds.Delivers(message.Kind) ? Read<DeliverNews>(message).DeliveryId : null), cancellationToken)).Refusal;
    }

    /// <summary>What can only be a lie or a broken file is shown to an administrator, once.</summary>
    private async Task AlarmAsync(OutboxMessage message, Refusal refusal, CancellationToken cancellationToken)
    {
        if (!DeliveryAlarm.IsAlarming(refusal))
        {
            return;
        }

        await using var scope = scopes.OpenAsInstallation();
        var delivery = message.Kind == OutboxKinds.Receipt ? Read<SignedReceipt>(message).News.DeliveryId : Read<DeliverNews>(message).DeliveryId;
        await For(scope, message.ToId, []).Send(new RaiseAlarm(delivery.Value, message.FromId, refusal.Code, refusal.Message, message.Key), cancellationToken);
    }

    private async Task PostponeAsync(OutboxMessage message, string why, OutsideWay? closed, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var tries = message.Attempts + 1;
        var isDead = tries > Schedule.Length;
        if (isDead && OutboxKinds.Delivers(message.Kind))
        {
            // The sender is told before the message is closed: a node that dies between the two leaves a message that is tried once more, not a delivery nobody knows about.
            await For(scope, message.FromId, []).Send(new GiveUpDelivery(Read<DeliverNews>(message).DeliveryId, why), cancellationToken);
        }

        if (isDead && OutboxKinds.Tells(message.Kind))
        {
            var news = Read<DeliverNews>(message);
            await For(scope, message.FromId, []).Send(new RaiseAlarm(news.DeliveryId.Value, message.ToId, "distributing.mark-not-told", DistributingRefusals.MarkNotTold(news.Mark!.TakesBack, why), message.Key), cancellationToken);
        }

        var now = clock.GetUtcNow();
        var due = isDead ? now : now + Pause(message, tries);
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        var messages = scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<OutboxMessage>();
        await messages.Where(m => m.Kind == message.Kind && m.Key == message.Key && m.Lease == message.Lease).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.Attempts, tries).SetProperty(m => m.DueAt, due).SetProperty(m => m.State, isDead ? OutboxState.Dead : OutboxState.Pending)
                .SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null).SetProperty(m => m.LastError, why),
            cancellationToken);
        if (closed is { } way)
        {
            // The others on the same way wait with it instead of finding out one by one. Nobody else does.
            var waiting = messages.Where(m => m.State == OutboxState.Pending && m.Kind == way.Kind && m.DueAt < due);
            if (way is { From: { } from, To: { } to })
            {
                waiting = waiting.Where(m => m.ToId == to && m.FromId == from);
            }

            await waiting.ExecuteUpdateAsync(
                set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        }
    }

    private static IMediator For(AsyncServiceScope scope, Id<Body> organisation, IReadOnlyList<OutboxMessage> fulfilled)
    {
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        context.Actor = Actor.SystemFor(organisation);
        context.Fulfils = fulfilled.Count == 0 ? null : new OutboxLease(fulfilled[0].Kind, [.. fulfilled.Select(message => message.Key)], fulfilled[0].Lease!.Value);
        return scope.ServiceProvider.GetRequiredService<IMediator>();
    }

    private static T Read<T>(OutboxMessage message) => JsonSerializer.Deserialize<T>(message.Payload, KernelJson.Options)!;

    /// <summary>From whom to whom, by which way; of nobody when it is everybody's.</summary>
    private readonly record struct OutsideWay(string Kind, Id<Body>? From, Id<Body>? To)
    {
        public static OutsideWay Of(OutboxMessage message) => new(message.Kind, message.FromId, message.ToId);

        public static OutsideWay OfAll(OutboxMessage message) => new(message.Kind, null, null);
    }
}
