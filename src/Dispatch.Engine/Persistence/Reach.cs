using System.Data.Common;
using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dispatch.Engine.Persistence;

/// <summary>How far the sentences of a context reach, and what the database was told of it last. Asked anew at every sentence, because who acts may become known in the middle of an act (sign-in).</summary>
internal sealed class Reach
{
    /// <summary>The setting that <see cref="Wall"/> reads: the organisation, a slash, the way it may cross.</summary>
    public const string Setting = "dispatch.reach";

    /// <summary>
    /// A node that stands still in the middle of an act, frozen or swapped out, holds what the act holds: the next number of a series, the end of a log. After so many milliseconds the database lets go of it,
    /// sooner than those who wait give up (30 s), and what the node says when it is back is refused.
    /// </summary>
    private const int LongestPause = 20_000;

    private ActContext? asker;
    private Crossing crossing;
    private (DbTransaction? Transaction, string Words)? told;

    /// <summary>The way as the setting writes it.</summary>
    public static string Word(Crossing way) => way is Crossing.None ? string.Empty : way.ToString().ToLowerInvariant();

    /// <summary>A scope has taken the context: it acts for whoever that scope is for, and nobody at first.</summary>
    public void Serve(ActContext context) => (asker, crossing, told) = (context, Crossing.None, null);

    /// <summary>Opens a way until the answer is disposed.</summary>
    public IDisposable Open(Crossing way)
    {
        var before = crossing;
        crossing = way;
        return new Closing(this, before);
    }

    /// <summary>The connection is another one, or was given back in between.</summary>
    public void Forget() => told = null;

    /// <summary>The sentence that must go before this one; null when the database knows. What a transaction was told goes with it.</summary>
    public string? Before(DbTransaction? transaction)
    {
        var actor = asker?.Actor;
        var way = actor?.Is(Role.System) == true ? Crossing.System : crossing;
        var words = $"{actor?.OrganisationId.Value}/{Word(way)}";
        if (told is { } last && last.Transaction == transaction && last.Words == words)
        {
            return null;
        }

        var begins = transaction is not null && told?.Transaction != transaction;
        told = (transaction, words);
        return (begins ? string.Create(CultureInfo.InvariantCulture, $"SET LOCAL idle_in_transaction_session_timeout = {LongestPause};") : string.Empty) + $"SET {Setting} = '{words}';";
    }

    private sealed class Closing(Reach reach, Crossing before) : IDisposable
    {
        public void Dispose() => reach.crossing = before;
    }
}

/// <summary>
/// Tells PostgreSQL on whose behalf each sentence is said. It travels before the sentence itself, in the same trip. Where EF counts the results of what it sends, which is when it saves, and
/// where only one sentence may be sent, it goes alone.
/// </summary>
internal sealed class ReachTeller : DbCommandInterceptor, IDbConnectionInterceptor
{
    public static readonly ReachTeller Instance = new();

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Of(eventData)?.Forget();

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.Forget();
        return Task.CompletedTask;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Alone(Tell(command, eventData), command)?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await AloneAsync(Tell(command, eventData), command, cancellationToken);
        return result;
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Alone(Tell(command, eventData), command)?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await AloneAsync(Tell(command, eventData), command, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Alone(Tell(command, eventData), command)?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await AloneAsync(Tell(command, eventData), command, cancellationToken);
        return result;
    }

    /// <summary>The same for a sentence that goes past EF.</summary>
    public static Task TellAsync(DispatchDbContext db, DbCommand before, CancellationToken cancellationToken) =>
        AloneAsync(db.Database.IsNpgsql() ? db.Reach.Before(before.Transaction) : null, before, cancellationToken);

    private static Reach? Of(DbContextEventData eventData) => (eventData.Context as DispatchDbContext)?.Reach;

    /// <summary>Puts what is to be told before the sentence; gives it back when it must go alone.</summary>
    private static string? Tell(DbCommand command, CommandEventData eventData)
    {
        if (Of(eventData)?.Before(command.Transaction) is not { } telling)
        {
            return null;
        }

        if (eventData.CommandSource is not (CommandSource.LinqQuery or CommandSource.FromSqlQuery or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete))
        {
            return telling;
        }

        command.Say(telling + command.CommandText);
        return null;
    }

    private static DbCommand? Alone(string? telling, DbCommand before)
    {
        if (telling is null)
        {
            return null;
        }

        var command = before.Connection!.CreateCommand();
        command.Transaction = before.Transaction;
        command.Say(telling);
        return command;
    }

    private static async Task AloneAsync(string? telling, DbCommand before, CancellationToken cancellationToken)
    {
        await using var command = Alone(telling, before);
        await (command?.ExecuteNonQueryAsync(cancellationToken) ?? Task.CompletedTask);
    }
}
