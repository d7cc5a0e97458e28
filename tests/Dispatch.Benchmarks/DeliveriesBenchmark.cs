using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>
/// One dispatch to thousands of organisations of the installation: issued in one act, carried, accepted and registered by a clerk of each, and every receipt back at the sender. Every act is the
/// request a person sends; nothing is prepared but the directory and the clerks.
/// </summary>
internal static class DeliveriesBenchmark
{
    private const int Clerks = 4;

    public static async Task RunAsync(BenchOffice office, string files, int recipients, TextWriter output, CancellationToken cancellationToken)
    {
        await office.DirectAsync(Bodies(recipients), Groups(), Members(recipients), cancellationToken);
        var houses = await office.WithDatabaseAsync(db => db.Set<Body>().Where(b => b.Key.StartsWith("noi-")).Select(b => b.Id).ToListAsync(cancellationToken));
        var id = await NumberedAsync(office, cancellationToken);
        var before = Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Count();

        var start = Cost.Now();
        await office.AsAsync("clerk", new IssueDispatch(id), cancellationToken);
        Say(output, "issued in one act", start, recipients);
        output.WriteLine($"blobs stored: {Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Count() - before} (the file and its sheet)");

        var (whole, highest) = (Cost.Now(), Highest());
        var step = Cost.Now();
        await office.DeliverAsync(cancellationToken);
        Say(output, "arrived, receipts back", step, recipients);
        step = Cost.Now();
        await RegisterAsync(office, houses, cancellationToken);
        Say(output, "accepted and registered", step, recipients);
        step = Cost.Now();
        await office.DeliverAsync(cancellationToken);
        Say(output, "their receipts back", step, recipients * 2);
        Say(output, "all registered, receipts back", whole, recipients);
        output.WriteLine(FormattableString.Invariant($"managed memory at its highest over the run: +{Math.Max(0, Highest() - highest) / 1_048_576.0:0} MiB; working set {Process.GetCurrentProcess().WorkingSet64 / 1_048_576.0:0} MiB"));
        await CheckAsync(office, id, recipients, output, cancellationToken);
    }

    /// <summary>A benchmark of something that went wrong measures nothing.</summary>
    private static async Task CheckAsync(BenchOffice office, Id<OfficialDispatch> id, int recipients, TextWriter output, CancellationToken cancellationToken)
    {
        var states = await office.WithDatabaseAsync(db => db.Set<Delivery>().Where(d => d.PaperId == id.Value).GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken));
        var receipts = await office.WithDatabaseAsync(db => db.Set<KeptReceipt>().CountAsync(r => r.OwnerId == office.Organisation("clerk"), cancellationToken));
        var right = states is [{ Key: DeliveryState.Registered, Count: var count }] && count == recipients && receipts == recipients * 3;
        output.WriteLine($"at the sender: {string.Join(", ", states.Select(s => $"{s.Count} {s.Key}"))}; {receipts} signed receipts kept{(right ? string.Empty : " — WRONG")}");
    }

    private static Task RegisterAsync(BenchOffice office, IReadOnlyList<Id<Body>> houses, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        houses, new ParallelOptions { MaxDegreeOfParallelism = Clerks, CancellationToken = cancellationToken }, async (house, token) =>
        {
            var clerk = new Actor(null, "Văn thư", house, null, Role.Clerk);
            var arrived = await office.SendAsync(clerk, new ListIncoming(Take: 1), token);
            await office.SendAsync(clerk, new ReceiveIncoming(arrived.Items[0].Id), token);
            await office.SendAsync(clerk, new RegisterIncoming(arrived.Items[0].Id), token);
        });

    private static async Task<Id<OfficialDispatch>> NumberedAsync(BenchOffice office, CancellationToken cancellationToken)
    {
        var text = new DispatchText
        {
            Subject = "phối hợp công tác đối ngoại địa phương",
            Addressees = [],
            Recipients = ["Các nơi nhận thử tải", "Lưu: VT"],
            Body = ["Đề nghị Quý Cơ quan phối hợp triển khai công tác đối ngoại địa phương trong thời gian tới./."],
            Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
        };
        var draft = await office.AsAsync("drafter", new DraftDispatch(text, office.Person("signer")), cancellationToken);
        await office.AsAsync("drafter", new SubmitDispatch(draft.Id), cancellationToken);
        await office.AsAsync("head", new PassContent(draft.Id), cancellationToken);
        await office.AsAsync("clerk", new PassForm(draft.Id), cancellationToken);
        await office.AsAsync("signer", new SignDispatch(draft.Id), cancellationToken);
        await office.AsAsync("clerk", new AssignNumber(draft.Id), cancellationToken);
        return draft.Id;
    }

    private static string Bodies(int count)
    {
        var csv = new StringBuilder("key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases\n");
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"noi-{i},CommuneCommittee,Ủy ban nhân dân xã thử tải số {i},UBND,,,Xã {i},,,,,\n");
        }

        return csv.ToString();
    }

    private static string Groups() => "key,name,owner,from,to,aliases\nthu-tai,Các nơi nhận thử tải,,,,\n";

    private static string Members(int count)
    {
        var csv = new StringBuilder("group,body,from,to\n");
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"thu-tai,noi-{i},,\n");
        }

        return csv.ToString();
    }

    private static long Highest() => GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;

    /// <summary>The processor's time tells more than the clock where the machine has other work.</summary>
    private static void Say(TextWriter output, string what, Cost start, int count)
    {
        var (took, cpu, allocated) = start.Since();
        output.WriteLine(FormattableString.Invariant($"{what,-32} {took,8:0.00} s = {count / took,7:0}/s; processor {cpu:0.00} s; allocated {allocated / 1_048_576.0:0} MiB"));
    }

    private readonly record struct Cost(long Clock, TimeSpan Processor, long Allocated)
    {
        public static Cost Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

        public (double Seconds, double Processor, long Allocated) Since() =>
            (Stopwatch.GetElapsedTime(Clock).TotalSeconds, (Environment.CpuUsage.TotalTime - Processor).TotalSeconds, GC.GetTotalAllocatedBytes() - Allocated);
    }
}
