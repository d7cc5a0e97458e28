using System.Globalization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>The workflow engine in the office: what a step costs in its transaction, what ten thousand matters cost that merely wait, and how soon the next person sees their task.</summary>
internal static class MatterBenchmark
{
    private const int Measured = 100;

    /// <summary>Writes one line a figure.</summary>
    /// <param name="office">A fresh office.</param>
    /// <param name="waiting">How many matters wait meanwhile.</param>
    /// <param name="output">Where the figures go.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task RunAsync(BenchOffice office, int waiting, TextWriter output, CancellationToken cancellationToken)
    {
        await using var bare = await office.BareCommitAsync(cancellationToken);
        await StepsAsync(office, bare, output, cancellationToken);
        for (var i = 0; i < waiting; i++)
        {
            await DraftAsync(office, i, cancellationToken);
        }

        var open = await office.WithDatabaseAsync(db => db.Set<WorkflowTask>().CountAsync(t => t.ClosedAt == null, cancellationToken));
        var round = await MedianAsync(_ => office.RingAsync(cancellationToken), cancellationToken);
        await output.WriteLineAsync(Invariant($"what is due, asked while {open:N0} steps wait: {round:0.000} ms, whatever their number"));
        foreach (var line in await office.WithDatabaseAsync(db => PlanAsync(db, cancellationToken)))
        {
            await output.WriteLineAsync("  " + line);
        }

        await StepsAsync(office, bare, output, cancellationToken);
    }

    private static async Task StepsAsync(BenchOffice office, BareCommit bare, TextWriter output, CancellationToken cancellationToken)
    {
        var drafts = new List<Id<OfficialDispatch>>();
        for (var i = 0; i < WarmUp.Rounds + Measured; i++)
        {
            drafts.Add(await DraftAsync(office, i, cancellationToken));
        }

        var (commits, steps) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp.Rounds + Measured; i++)
        {
            await WarmUp.RestAsync(i, cancellationToken);
            // In turn, so that both meet the same disk.
            commits.Add(await WarmUp.TimeAsync(() => bare.OnceAsync(cancellationToken)));
            steps.Add(await WarmUp.TimeAsync(() => office.AsAsync("drafter", new SubmitDispatch(drafts[i]), cancellationToken)));
        }

        var (commit, step) = (Median(commits), Median(steps));
        var visible = await MedianAsync(async i =>
        {
            await office.AsAsync("head", new PassContent(drafts[i]), cancellationToken);
            await office.AsAsync("clerk", new ListTasks(), cancellationToken);
        }, cancellationToken);
        await output.WriteLineAsync(Invariant($"one step in the transaction of its act: {step:0.000} ms = {step / commit:0.0} bare commits of {commit:0.000} ms"));
        await output.WriteLineAsync(Invariant($"a step is taken and the next person's list shows theirs: {visible:0.000} ms"));
    }

    /// <summary>How the database looks for what is due: by an index, never along the rows.</summary>
    private static async Task<IReadOnlyList<string>> PlanAsync(Engine.Persistence.DispatchDbContext db, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (db.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ")
            + (db.Database.IsSqlite() ? "SELECT \"Id\" FROM workflow_tasks WHERE \"RingsAt\" <= 0 ORDER BY \"RingsAt\" LIMIT 100" : "SELECT \"Id\" FROM workflow_tasks WHERE \"RingsAt\" <= now() - interval '1 day' ORDER BY \"RingsAt\" LIMIT 100");
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var plan = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            plan.Add(Convert.ToString(rows[rows.FieldCount - 1], CultureInfo.InvariantCulture)!);
        }

        return plan;
    }

    private static async Task<double> MedianAsync(Func<int, Task> act, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < WarmUp.Rounds + Measured; i++)
        {
            await WarmUp.RestAsync(i, cancellationToken);
            times.Add(await WarmUp.TimeAsync(() => act(i)));
        }

        return Median(times);
    }

    private static double Median(IEnumerable<double> times) => times.Skip(WarmUp.Rounds).Order().ElementAt(Measured / 2);

    /// <summary>A draft that waits to be submitted.</summary>
    public static async Task<Id<OfficialDispatch>> DraftAsync(BenchOffice office, int i, CancellationToken cancellationToken)
    {
        var text = new DispatchText { Subject = Invariant($"việc thứ {i}"), Recipients = ["Lưu: VT"], Body = ["Nội dung./."], Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"] };
        return (await office.AsAsync("drafter", new DraftDispatch(text, office.Person("signer")), cancellationToken)).Id;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
