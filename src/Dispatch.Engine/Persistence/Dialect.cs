using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dispatch.Engine.Persistence;

/// <summary>The few sentences the three databases say differently, in one place.</summary>
internal abstract class Dialect
{
    /// <summary>Claims up to <c>{2}</c> due outbox rows under lease <c>{0}</c> until <c>{1}</c>; <c>{3}</c> is now. Rows another node holds are passed over.</summary>
    /// <param name="which">What else is asked of a row, as SQL without a value of anybody's; empty for nothing.</param>
    public abstract string ClaimOutbox(string which);

    /// <summary>An instant as this database keeps it, for sentences EF does not write.</summary>
    public virtual object Time(DateTimeOffset instant) => instant.ToUniversalTime();

    /// <summary>Whether the exception says "try the whole act again".</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether a unique index refused the row.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>What the database said, however deep: EF wraps a failed save once, and once more when it thinks that trying again may help.</summary>
    protected static T? Cause<T>(Exception exception)
        where T : Exception
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}

internal sealed class SqliteDialect : Dialect
{
    public override object Time(DateTimeOffset instant) => instant.UtcTicks;

    public override string ClaimOutbox(string which) => $$"""
        UPDATE outbox SET "Lease" = {0}, "LeaseUntil" = {1} WHERE ("Kind", "Key") IN (
            SELECT "Kind", "Key" FROM outbox WHERE "State" = 'Pending' AND "DueAt" <= {3} AND ("LeaseUntil" IS NULL OR "LeaseUntil" <= {3}){{which}}
            ORDER BY "DueAt", "Key" LIMIT {2})
        """;

    /// <summary>A snapshot another writer overtook, or a recovery that is under way. Plain "busy" (5) is none: it says that the file was held for all of the command's patience, and whoever asks should hear it.</summary>
    public override bool IsTransient(Exception exception) =>
        Sqlite(exception) is { SqliteErrorCode: 6 } or { SqliteExtendedErrorCode: 517 or 261 };

    public override bool IsDuplicate(DbUpdateException exception) =>
        Sqlite(exception) is { SqliteExtendedErrorCode: 2067 or 1555 };

    private static SqliteException? Sqlite(Exception exception) => Cause<SqliteException>(exception);
}

internal sealed class PostgreSqlDialect : Dialect
{
    public override string ClaimOutbox(string which) => $$"""
        UPDATE outbox SET "Lease" = {0}, "LeaseUntil" = {1} WHERE ("Kind", "Key") IN (
            SELECT "Kind", "Key" FROM outbox WHERE "State" = 'Pending' AND "DueAt" <= {3} AND ("LeaseUntil" IS NULL OR "LeaseUntil" <= {3}){{which}}
            ORDER BY "DueAt", "Key" LIMIT {2} FOR UPDATE SKIP LOCKED)
        """;

    public override bool IsTransient(Exception exception) =>
        Postgres(exception)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable;

    public override bool IsDuplicate(DbUpdateException exception) =>
        Postgres(exception)?.SqlState is PostgresErrorCodes.UniqueViolation;

    private static PostgresException? Postgres(Exception exception) => Cause<PostgresException>(exception);
}

internal sealed class SqlServerDialect : Dialect
{
    public override string ClaimOutbox(string which) => $$"""
        UPDATE claimed SET "Lease" = {0}, "LeaseUntil" = {1} FROM (
            SELECT TOP ({2}) * FROM outbox WITH (UPDLOCK, READPAST, ROWLOCK)
            WHERE "State" = 'Pending' AND "DueAt" <= {3} AND ("LeaseUntil" IS NULL OR "LeaseUntil" <= {3}){{which}}
            ORDER BY "DueAt", "Key") AS claimed
        """;

    public override bool IsTransient(Exception exception) => Sql(exception)?.Number is 1205 or 1222;

    public override bool IsDuplicate(DbUpdateException exception) => Sql(exception)?.Number is 2601 or 2627;

    private static SqlException? Sql(Exception exception) => Cause<SqlException>(exception);
}
