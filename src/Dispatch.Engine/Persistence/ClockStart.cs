using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>Nodes lend each other work by the clock: leases, deadlines and the dates of numbers are compared across machines, so a machine whose clock is another one does not take part.</summary>
internal static class ClockStart
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Compares this machine's clock with the database server's; on SQLite they are one.</summary>
    /// <exception cref="UnfitDatabaseException">They differ by more than a second.</exception>
    public static async Task CompareAsync(DispatchDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (IsCompared(db, clock))
        {
            Judge(await AheadAsync(db, clock, cancellationToken));
        }
    }

    /// <summary>Whether there are two clocks. The framework's own is the machine's; one that is set (the demonstration's days of 2024, tests) is nobody's time.</summary>
    public static bool IsCompared(DispatchDbContext db, TimeProvider clock) => !db.Database.IsSqlite() && clock.GetType().Assembly == typeof(TimeProvider).Assembly;

    /// <summary>How far the database server's clock is ahead of one of this machine, the way there taken off.</summary>
    internal static async Task<TimeSpan> AheadAsync(DispatchDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.Database.IsNpgsql() ? "SELECT clock_timestamp()" : "SELECT SYSUTCDATETIME()";
        await command.ExecuteScalarAsync(cancellationToken);
        var (before, said, after) = (clock.GetUtcNow(), await SayAsync(command, cancellationToken), clock.GetUtcNow());
        await db.Database.CloseConnectionAsync();
        return said - before - ((after - before) / 2);
    }

    /// <exception cref="UnfitDatabaseException">The difference is too large.</exception>
    internal static void Judge(TimeSpan ahead)
    {
        if (ahead.Duration() > Tolerance)
        {
            throw new UnfitDatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"Đồng hồ máy này và đồng hồ máy chủ cơ sở dữ liệu lệch nhau {ahead.Duration().TotalSeconds:0.#} giây; ngày của số văn bản và thời hạn sẽ sai. Hãy đồng bộ giờ (NTP) trên cả hai máy rồi khởi động lại."));
        }
    }

    private static async Task<DateTimeOffset> SayAsync(DbCommand command, CancellationToken cancellationToken) =>
        new(DateTime.SpecifyKind((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, DateTimeKind.Utc));
}
