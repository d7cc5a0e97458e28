using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>How many pages an act writes to SQLite's log. No machine and no load changes it, so it tells a wider row or one index more from a slower disk.</summary>
internal static class PagesWritten
{
    private const int Rounds = 40;

    // A frame of the log is a page with this before it; the log begins with a header.
    private const int FrameHeader = 24;
    private const int LogHeader = 32;

    /// <summary>Writes one line an act, on SQLite; nothing on a server, which keeps its log to itself.</summary>
    public static async Task RunAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        if (!await office.WithDatabaseAsync(db => Task.FromResult(db.Database.IsSqlite())))
        {
            return;
        }

        var (numbers, issues, registers) = (new List<long>(), new List<long>(), new List<long>());
        for (var i = 0; i < Rounds; i++)
        {
            var id = await ActBenchmarks.SignedAsync(office, i, cancellationToken);
            numbers.Add(await OfAsync(office, () => office.AsAsync("clerk", new AssignNumber(id), cancellationToken), cancellationToken));
            issues.Add(await OfAsync(office, () => office.AsAsync("clerk", new IssueDispatch(id), cancellationToken), cancellationToken));
        }

        await office.DeliverAsync(cancellationToken);
        foreach (var arrived in (await office.AsAsync("receiver", new ListIncoming(Take: 500), cancellationToken)).Items.TakeLast(Rounds))
        {
            await office.AsAsync("receiver", new ReceiveIncoming(arrived.Id), cancellationToken);
            registers.Add(await OfAsync(office, () => office.AsAsync("receiver", new RegisterIncoming(arrived.Id), cancellationToken), cancellationToken));
        }

        foreach (var (name, pages) in new[] { ("number", numbers), ("issue to 63", issues), ("register incoming", registers) })
        {
            await output.WriteLineAsync(FormattableString.Invariant($"pages an act writes: {name,-20} {pages.Average(),5:0.0} ({pages.Min()} to {pages.Max()})"));
        }
    }

    private static Task<long> OfAsync(BenchOffice office, Func<Task> act, CancellationToken cancellationToken) => office.WithDatabaseAsync(async db =>
    {
        var size = (await db.Database.SqlQueryRaw<int>("PRAGMA page_size").ToListAsync(cancellationToken))[0];
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        await db.Database.CloseConnectionAsync();
        await act();
        var log = new FileInfo(db.Database.GetDbConnection().DataSource + "-wal");
        return (log.Length - LogHeader) / (size + FrameHeader);
    });
}
