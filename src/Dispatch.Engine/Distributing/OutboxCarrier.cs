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

/// <summary>Carries news between the organisations of the installation: claims due messages, does each as an act of its receiver, and tries again on a finite schedule what failed.</summary>
public sealed class OutboxCarrier(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxCarrier> logger)
{
    private const int ClaimSize = 100;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>After how long each next try comes; after the last the message is dead and waits for an operator.</summary>
    private static readonly TimeSpan[] Schedule =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <summary>Carries everything that is due, and what comes of it, until nothing is due. Gives how many messages were done.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                done += await CarryAsync(message, cancellationToken) ? 1 : 0;
            }
        }

        return done;
    }

    private async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var dialect = scope.ServiceProvider.GetRequiredService<Dialect>();
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var lease = Guid.CreateVersion7(now);
        var claimed = await db.Database.ExecuteSqlRawAsync(
            dialect.ClaimOutbox, [lease, dialect.Time(now + LeaseTime), ClaimSize, dialect.Time(now)], cancellationToken);
        return claimed == 0
            ? []
            : await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Lease == lease).OrderBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
    }

    private async Task<bool> CarryAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (await SendAsync(message, cancellationToken) is not { } refusal)
            {
                return true;
            }

            await PostponeAsync(message, refusal.Message, cancellationToken);
        }
        catch (LeaseLostException lost)
        {
            logger.LogWarning(lost, "Another node took over outbox message {Message}", message.Id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "Outbox message {Message} failed at try {Try}", message.Id, message.Attempts + 1);
            await PostponeAsync(message, failure.GetType().Name, cancellationToken);
        }

        return false;
    }

    private async Task<Refusal?> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        context.Actor = Actor.SystemFor(message.ToId);
        context.Fulfils = new OutboxLease(message.Id, message.Lease!.Value);
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        switch (message.Kind)
        {
            case OutboxKinds.Deliver:
                var delivery = Read<DeliverNews>(message);
                return (await mediator.Send(new AcceptDelivery(delivery.DeliveryId, delivery.ContentHash), cancellationToken)).Refusal;
            case OutboxKinds.Receipt:
                var receipt = Read<ReceiptNews>(message);
                return (await mediator.Send(
                    new RecordReceipt(receipt.DeliveryId, receipt.ContentHash, receipt.Code, receipt.At, receipt.ArrivalNumber, receipt.Reason), cancellationToken)).Refusal;
            case OutboxKinds.Recall:
                var recall = Read<MarkNews>(message);
                return (await mediator.Send(new AcceptRecall(recall.DeliveryId, recall.ContentHash, recall.Mark), cancellationToken)).Refusal;
            case OutboxKinds.Correction:
                var correction = Read<MarkNews>(message);
                return (await mediator.Send(new AcceptCorrection(correction.DeliveryId, correction.ContentHash, correction.Mark), cancellationToken)).Refusal;
            case OutboxKinds.RecallSettled:
                return (await mediator.Send(new SettleRecall(Read<RecallSettledNews>(message).DispatchId), cancellationToken)).Refusal;
            case OutboxKinds.Event:
                var told = Read<EventNews>(message);
                return (await mediator.Send(new WakeMatters(told.Name, told.CorrelationId, told.Payload, told.FromId), cancellationToken)).Refusal;
            default:
                throw new InvalidOperationException($"No one carries news of kind '{message.Kind}'.");
        }
    }

    private async Task PostponeAsync(OutboxMessage message, string why, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tries = message.Attempts + 1;
        var isDead = tries > Schedule.Length;
        if (isDead && message.Kind == OutboxKinds.Deliver)
        {
            // The sender is told before the message is closed: a node that dies between the two leaves a message that is tried once more, not a delivery nobody knows about.
            scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(message.FromId);
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new GiveUpDelivery(Read<DeliverNews>(message).DeliveryId, why), cancellationToken);
        }

        var due = isDead ? clock.GetUtcNow() : clock.GetUtcNow() + Schedule[tries - 1];
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<OutboxMessage>().Where(m => m.Id == message.Id && m.Lease == message.Lease).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.Attempts, tries).SetProperty(m => m.DueAt, due).SetProperty(m => m.State, isDead ? OutboxState.Dead : OutboxState.Pending)
                .SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null).SetProperty(m => m.LastError, why),
            cancellationToken);
    }

    private static T Read<T>(OutboxMessage message) => JsonSerializer.Deserialize<T>(message.Payload, KernelJson.Options)!;
}
