using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>
/// How many pages an act writes to SQLite's log: no machine and no load changes it, so it tells a wider row or one index more from a slower disk. And what as many pages cost that one sentence changes: the
/// part of an act's time that is the disk's.
/// </summary>
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

        var (numbers, issues, registers, steps) = (new List<long>(), new List<long>(), new List<long>(), new List<long>());
        for (var i = 0; i < Rounds; i++)
        {
            var id = await ActBenchmarks.SignedAsync(office, i, cancellationToken);
            numbers.Add(await OfAsync(office, () => office.AsAsync("clerk", new AssignNumber(id), cancellationToken), cancellationToken));
            var draft = await MatterBenchmark.DraftAsync(office, i, cancellationToken);
            steps.Add(await OfAsync(office, () => office.AsAsync("drafter", new SubmitDispatch(draft), cancellationToken), cancellationToken));
            issues.Add(await OfAsync(office, () => office.AsAsync("clerk", new IssueDispatch(id), cancellationToken), cancellationToken));
        }

        await office.DeliverAsync(cancellationToken);
        foreach (var arrived in (await office.AsAsync("receiver", new ListIncoming(Take: 500), cancellationToken)).Items.TakeLast(Rounds))
        {
            await office.AsAsync("receiver", new ReceiveIncoming(arrived.Id), cancellationToken);
            registers.Add(await OfAsync(office, () => office.AsAsync("receiver", new RegisterIncoming(arrived.Id), cancellationToken), cancellationToken));
        }

        await using var bare = await office.BareCommitAsync(cancellationToken);
        foreach (var (name, pages) in new[] { ("number", numbers), ("issue to 63", issues), ("register incoming", registers), ("step (submit a draft)", steps) })
        {
            var (alone, commit) = await AloneAsync(bare, (int)Math.Round(pages.Average()), cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"pages an act writes: {name,-20} {pages.Average(),5:0.0} ({pages.Min()} to {pages.Max()}); as many, changed by one sentence: {alone:0.000} ms = {alone / commit:0.0} bare commits"));
        }
    }

    private static async Task<(double Pages, double Commit)> AloneAsync(BareCommit bare, int pages, CancellationToken cancellationToken)
    {
        var (alone, commits) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds * 3; round++)
        {
            commits.Add(await WarmUp.TimeAsync(() => bare.OnceAsync(cancellationToken)));
            alone.Add(await WarmUp.TimeAsync(() => bare.PagesAsync(pages, cancellationToken)));
        }

        return (alone.Order().ElementAt(alone.Count / 2), commits.Order().ElementAt(commits.Count / 2));
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
