using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// Last before the handler: one act, one transaction. The key is looked up first, then the handler works, then the audit leaves, the stored answer and the
/// end of the outbox message go in, and all of it commits together or not at all. An act that lost a race is tried again from the beginning.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(
    DispatchDbContext db, ActContext context, Dialect dialect, WriterQueue writers, LeafWriter leaves, CrashPoints crash, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    private const int Tries = 8;

    private static readonly bool IsAct = typeof(TRequest).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAct<>));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!IsAct)
        {
            return await next();
        }

        using var turn = await writers.EnterAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(request, next, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt == Tries)
            {
                return TResponse.Refused(KernelRefusals.Stale);
            }
            catch (Exception failure) when (attempt < Tries && IsLostRace(failure))
            {
                db.Forget();
                context.Forget();
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(2, 10 * attempt)), cancellationToken);
            }
        }
    }

    private async Task<TResponse> OnceAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        await using var beside = context.Beside;
        // An act that fails is undone and tried whole: a savepoint before each save would be two trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var fingerprint = context.IdempotencyKey is null || request is IKeepsNoAnswer ? null : Fingerprint(request);
        if (fingerprint is not null && await EarlierAnswerAsync(fingerprint, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var outcome = await next();
        if (outcome.Refusal is not null)
        {
            db.Forget();
            context.Forget();
            return outcome;
        }

        if (fingerprint is not null)
        {
            db.AddRow(new IdempotencyRecord { Scope = Scope, Key = context.IdempotencyKey!, Fingerprint = fingerprint, Answer = outcome.ValueAsJson(), At = clock.GetUtcNow() });
        }

        // Before the log is locked: whoever writes in it next does not wait for this act's files.
        await context.Beside.DoneAsync(cancellationToken);
        await leaves.AppendAsync(context.Notes, cancellationToken);
        // Nothing more is done with what the act held: whoever comes next reads what is committed.
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
        await FulfilAsync(cancellationToken);
        crash.Hit(CrashPoints.BeforeCommit);
        await transaction.CommitAsync(cancellationToken);
        db.Forget();
        context.Committed();
        crash.Hit(CrashPoints.AfterCommit);
        return outcome;
    }

    private Guid Scope => context.Someone.PersonId?.Value ?? context.Someone.OrganisationId.Value;

    private bool IsLostRace(Exception failure) =>
        failure is DbUpdateConcurrencyException || dialect.IsTransient(failure) || (failure is DbUpdateException update && dialect.IsDuplicate(update));

    private async Task<TResponse?> EarlierAnswerAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var earlier = (await IdempotencyRecord.ByKey.AskAsync(db, cancellationToken, Scope, context.IdempotencyKey!)).SingleOrDefault();
        return earlier switch
        {
            null => default,
            _ when earlier.Fingerprint == fingerprint => TResponse.FromJson(earlier.Answer),
            _ => TResponse.Refused(KernelRefusals.KeyReused),
        };
    }

    /// <summary>Closes the outbox messages under the lease they were claimed with. A node that slept through its lease finds a row missing and its whole act is undone.</summary>
    private async Task FulfilAsync(CancellationToken cancellationToken)
    {
        if (context.Fulfils is not { } lease)
        {
            return;
        }

        var closed = await db.Set<OutboxMessage>()
            .Where(message => message.Kind == lease.Kind && lease.Keys.Contains(message.Key) && message.Lease == lease.Lease && message.State == OutboxState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Done).SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        if (closed != lease.Keys.Count)
        {
            throw new LeaseLostException(lease.Lease);
        }
    }

    private static string Fingerprint(TRequest request) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(typeof(TRequest).FullName + "\n" + JsonSerializer.Serialize(request, KernelJson.Options))));
}

/// <summary>Another node took over outbox messages while this one was away; nothing this one did is kept.</summary>
internal sealed class LeaseLostException(Guid lease) : Exception($"The lease {lease} on outbox messages ran out and another node holds them.");
