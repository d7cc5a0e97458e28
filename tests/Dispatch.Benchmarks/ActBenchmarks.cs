using System.Diagnostics;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;

namespace Dispatch.Benchmarks;

/// <summary>What an act costs, in bare durable commits of the same database, taken in turn in the same run.</summary>
internal static class ActBenchmarks
{
    public static async Task RunAsync(BenchOffice office, int papers, TextWriter output, CancellationToken cancellationToken)
    {
        var signed = new List<Id<OfficialDispatch>>();
        for (var i = 0; i < papers + WarmUp.Rounds; i++)
        {
            signed.Add(await SignedAsync(office, i, cancellationToken));
        }

        await using var bare = await office.BareCommitAsync(cancellationToken);
        var samples = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var i = 0; i < signed.Count; i++)
        {
            await WarmUp.RestAsync(i, cancellationToken);
            var id = signed[i];
            await TakeAsync(samples, i, "bare", () => bare.OnceAsync(cancellationToken));
            await TakeAsync(samples, i, "number", () => office.AsAsync("clerk", new AssignNumber(id), cancellationToken));
            await TakeAsync(samples, i, "bare", () => bare.OnceAsync(cancellationToken));
            await TakeAsync(samples, i, "issue to 63", () => office.AsAsync("clerk", new IssueDispatch(id), cancellationToken));
        }

        var delivering = Stopwatch.GetTimestamp();
        var delivered = await office.DeliverAsync(cancellationToken);
        var deliveries = delivered / Stopwatch.GetElapsedTime(delivering).TotalSeconds;
        await RegisterAsync(office, bare, samples, cancellationToken);
        Report(samples, deliveries, output);
        await PagesWritten.RunAsync(office, output, cancellationToken);
    }

    private static async Task RegisterAsync(BenchOffice office, BareCommit bare, Dictionary<string, List<double>> samples, CancellationToken cancellationToken)
    {
        var arrived = await office.AsAsync("receiver", new ListIncoming(Take: 500), cancellationToken);
        for (var i = 0; i < arrived.Items.Count; i++)
        {
            await WarmUp.RestAsync(i, cancellationToken);
            var id = arrived.Items[i].Id;
            await office.AsAsync("receiver", new ReceiveIncoming(id), cancellationToken);
            await TakeAsync(samples, i, "bare", () => bare.OnceAsync(cancellationToken));
            await TakeAsync(samples, i, "register incoming", () => office.AsAsync("receiver", new RegisterIncoming(id), cancellationToken));
        }
    }

    private static void Report(Dictionary<string, List<double>> samples, double deliveries, TextWriter output)
    {
        var commit = Median(samples["bare"]);
        output.WriteLine(FormattableString.Invariant($"bare durable commit: {commit:0.000} ms (the peer of every ratio)"));
        foreach (var (name, times) in samples.Where(sample => sample.Key != "bare"))
        {
            output.WriteLine(FormattableString.Invariant($"{name,-20} {Median(times),8:0.000} ms = {Median(times) / commit,6:0.0} bare commits; {1000 / Median(times),7:0} acts/s"));
        }

        var full = Median(samples["number"]) + Median(samples["issue to 63"]);
        output.WriteLine(FormattableString.Invariant($"{"number + issue to 63",-20} {full,8:0.000} ms = {full / commit,6:0.0} bare commits"));
        output.WriteLine(FormattableString.Invariant($"deliveries and receipts carried: {deliveries:0}/s"));
    }

    private static async Task TakeAsync(Dictionary<string, List<double>> samples, int round, string name, Func<Task> act)
    {
        var took = await WarmUp.TimeAsync(act);
        if (round >= WarmUp.Rounds)
        {
            (samples.TryGetValue(name, out var times) ? times : samples[name] = []).Add(took);
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A dispatch to the 63 provinces that lacks its number only.</summary>
    public static async Task<Id<OfficialDispatch>> SignedAsync(BenchOffice office, int i, CancellationToken cancellationToken)
    {
        var text = new DispatchText
        {
            Subject = FormattableString.Invariant($"phối hợp công tác đối ngoại địa phương, đợt {i}"),
            Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
            Recipients = ["Như trên", "Lưu: VT"],
            Body = ["Đề nghị Quý Cơ quan phối hợp triển khai công tác đối ngoại địa phương trong thời gian tới, bảo đảm tiết kiệm, thiết thực, hiệu quả./."],
            Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
        };
        var draft = await office.AsAsync("drafter", new DraftDispatch(text, office.Person("signer")), cancellationToken);
        await office.AsAsync("drafter", new SubmitDispatch(draft.Id), cancellationToken);
        await office.AsAsync("head", new PassContent(draft.Id), cancellationToken);
        await office.AsAsync("clerk", new PassForm(draft.Id), cancellationToken);
        await office.AsAsync("signer", new SignDispatch(draft.Id), cancellationToken);
        return draft.Id;
    }
}
