using System.Diagnostics;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>What row-level security costs on PostgreSQL: the same acts and lists in turn with the policies in force and with the tables of this benchmark's own database taken out of them. The role must be a plain one.</summary>
internal static class WallBenchmark
{
    private const int Rounds = 12;
    private const int InARound = 25;

    public static async Task RunAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        if (await office.WithDatabaseAsync(db => db.Database.SqlQueryRaw<bool>("SELECT rolsuper OR rolbypassrls AS \"Value\" FROM pg_roles WHERE rolname = current_user").SingleAsync(cancellationToken)))
        {
            throw new InvalidOperationException("This role passes the wall: give the connection of a plain role that owns the database.");
        }

        var tables = await office.WithDatabaseAsync(db => db.Database.SqlQueryRaw<string>("SELECT relname::text AS \"Value\" FROM pg_class WHERE relrowsecurity").ToListAsync(cancellationToken));
        var samples = new Dictionary<(string What, bool IsWalled), List<double>>();
        // A round to warm, then with, without, without, with.
        for (var round = 0; round <= Rounds; round++)
        {
            var isWalled = round % 4 is 0 or 1;
            await office.WithDatabaseAsync(async db => await db.Database.ExecuteSqlRawAsync(string.Concat(tables.Select(table => $"ALTER TABLE \"{table}\" {(isWalled ? "ENABLE" : "DISABLE")} ROW LEVEL SECURITY;")), cancellationToken));
            for (var i = 0; i < InARound; i++)
            {
                await TakeAsync("draft", () => office.AsAsync("drafter", new DraftDispatch(Text(round, i), office.Person("signer")), cancellationToken));
                await TakeAsync("list of dispatches", () => office.AsAsync("clerk", new ListDispatches(), cancellationToken));
                await TakeAsync("list of incoming", () => office.AsAsync("receiver", new ListIncoming(), cancellationToken));
                await TakeAsync("book", () => office.AsAsync("clerk", new ListRegister(RegisterBook.Outgoing, 2026), cancellationToken));
                await TakeAsync("search", () => office.AsAsync("clerk", new Engine.Tracing.SearchPapers("đối ngoại"), cancellationToken));
            }

            async Task TakeAsync(string what, Func<Task> act)
            {
                var start = Stopwatch.GetTimestamp();
                await act();
                if (round > 0)
                {
                    (samples.TryGetValue((what, isWalled), out var times) ? times : samples[(what, isWalled)] = []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        foreach (var what in samples.Keys.Select(key => key.What).Distinct(StringComparer.Ordinal))
        {
            var (walled, open) = (Median(samples[(what, true)]), Median(samples[(what, false)]));
            output.WriteLine(FormattableString.Invariant($"{what,-20} {walled,8:0.00} ms within the wall, {open,8:0.00} ms without = {walled / open,5:0.00} x"));
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static DispatchText Text(int round, int i) => new()
    {
        Subject = FormattableString.Invariant($"phối hợp công tác đối ngoại địa phương, đợt {round}.{i}"),
        Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        Recipients = ["Như trên", "Lưu: VT"],
        Body = ["Đề nghị Quý Cơ quan phối hợp triển khai công tác đối ngoại địa phương trong thời gian tới./."],
        Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
    };
}
