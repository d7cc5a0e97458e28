using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>Brings the schema of a database to what this program knows, once, whoever else starts at the same moment and however an earlier start ended.</summary>
internal static class SchemaStart
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static async Task BringUpAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        // Asked first: migrating compares the whole model with its snapshot, also when there is nothing to do.
        if (!await IsBehindAsync(db, cancellationToken))
        {
            return;
        }

        if (!db.Database.IsSqlite())
        {
            await db.Database.MigrateAsync(cancellationToken);
            return;
        }

        using var alone = await AloneAsync(FileOf(db), cancellationToken);
        await ReleaseDeadLockAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Whether migrations wait.</summary>
    /// <exception cref="UnfitDatabaseException">The database has some this program has never heard of.</exception>
    public static async Task<bool> IsBehindAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var known = db.Database.GetMigrations().ToList();
        var waits = known.Exists(migration => !applied.Contains(migration));
        applied.ExceptWith(known);
        return applied.Count == 0 ? waits : throw new UnfitDatabaseException(
            $"Cơ sở dữ liệu do một phiên bản khác của chương trình tạo hoặc nâng cấp ({applied.Order(StringComparer.Ordinal).Last()}), phiên bản này không đọc được. Hãy chạy phiên bản đã nâng cấp, hoặc khôi phục bản sao lưu trước khi nâng cấp.");
    }

    /// <summary>EF holds others off by a row in the database, which a process that was killed leaves behind for ever; a file that is held goes with its process.</summary>
    private static async Task<IDisposable> AloneAsync(string database, CancellationToken cancellationToken) =>
        await HeldFile.TakeAsync(database + ".migrating", LongestWait, cancellationToken)
        ?? throw new UnfitDatabaseException($"Một chương trình khác đang nâng cấp cơ sở dữ liệu “{database}” đã hơn {LongestWait.TotalMinutes:0} phút. Hãy chờ chương trình đó xong hoặc dừng nó.");

    /// <summary>Whoever reaches this holds the file, so the row is of the dead.</summary>
    private static async Task ReleaseDeadLockAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var lockTable = await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (lockTable > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    private static string FileOf(DispatchDbContext db) => Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
}

/// <summary>The database is sound and not for this program: the message, in Vietnamese, says why and what to do.</summary>
public sealed class UnfitDatabaseException(string message) : Exception(message);
