using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;

namespace Dispatch.Benchmarks;

/// <summary>The core of the workflow engine by itself, on one core: how many steps a second it runs in memory, and how long a proof takes.</summary>
internal static class WorkflowBenchmarks
{
    private const int Runs = 2_000;
    private const int Proofs = 20;
    private static readonly Dictionary<string, JsonNode?> Nothing = new(StringComparer.Ordinal);

    /// <summary>Writes one line a figure.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var straight = Read(Chart(50, i => Line(i), (i, next) => [Edge(i, "Done", next)]));
        await output.WriteLineAsync(Invariant($"in-memory run of 50 steps: {Rate(straight):N0} steps/s"));
        var people = Read(Chart(50, i => Person(i), (i, next) => [Edge(i, "Passed", next), Edge(i, "Returned", Math.Max(i - 1, 0))]));
        await output.WriteLineAsync(Invariant($"50 answers, the state written and read each time: {AnswerRate(people):N0} steps/s"));
        var returns = Read(Chart(200, i => Person(i), (i, next) => [Edge(i, "Passed", next), Edge(i, "Returned", Math.Max(i - 1, 0))]));
        await output.WriteLineAsync(Invariant($"proof of 200 activities, each with a way back: {Median(returns):F1} ms"));
        await output.WriteLineAsync(Invariant($"proof of 200 activities in 8 parallel branches: {Median(Read(Parallel(8, 24))):F1} ms"));
        await output.WriteLineAsync(Invariant($"proof of 200 activities in 24 parallel branches: {Median(Read(Parallel(24, 8))):F1} ms"));
    }

    private static double Rate(WorkflowDefinition definition)
    {
        for (var warm = 0; warm < Runs; warm++)
        {
            _ = WorkflowRun.Start(definition, Nothing);
        }

        var watch = Stopwatch.StartNew();
        for (var run = 0; run < Runs; run++)
        {
            _ = WorkflowRun.Start(definition, Nothing);
        }

        return Runs * 50 / watch.Elapsed.TotalSeconds;
    }

    private static double AnswerRate(WorkflowDefinition definition)
    {
        var steps = 0;
        var watch = new Stopwatch();
        for (var run = 0; run < 40; run++)
        {
            var burst = WorkflowRun.Start(definition, Nothing);
            watch.Start();
            for (; burst.Status == RunStatus.Suspended; steps++)
            {
                burst = WorkflowRun.Resume(definition, burst.State, burst.Opened[0].Id, "Passed").Value;
            }

            watch.Stop();
        }

        return steps / watch.Elapsed.TotalSeconds;
    }

    private static double Median(WorkflowDefinition definition)
    {
        var times = new List<double>();
        for (var proof = 0; proof < Proofs; proof++)
        {
            var watch = Stopwatch.StartNew();
            var flaws = WorkflowSoundness.Check(definition);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (flaws.Count > 0)
            {
                throw new InvalidOperationException(flaws[0].Message);
            }
        }

        times.Sort();
        return times[Proofs / 2];
    }

    private static string Chart(int count, Func<int, string> node, Func<int, int, IEnumerable<string>> edges) => Flowchart(
        Enumerable.Range(0, count).Select(node).Append("""{"id":"end","type":"Elsa.End"}"""),
        Enumerable.Range(0, count).SelectMany(i => edges(i, i + 1)).Select(edge => edge.Replace($"\"n{count}\"", "\"end\"", StringComparison.Ordinal)));

    private static string Parallel(int branches, int length)
    {
        var nodes = Enumerable.Range(0, branches * length).Select(Person).Append("""{"id":"s","type":"Elsa.Start"}""").Append("""{"id":"end","type":"Elsa.End"}""").Append("""{"id":"join","type":"Elsa.FlowJoin","mode":"WaitAllActive"}""");
        var edges = Enumerable.Range(0, branches * length).SelectMany(i => new[] { "Passed", "Returned" }.Select(port => (i + 1) % length == 0 ? Named($"n{i}", port, "join") : Edge(i, port, i + 1)));
        return Flowchart(nodes, [.. edges, .. Enumerable.Range(0, branches).Select(b => Named("s", "Done", $"n{b * length}")), Named("join", "Done", "end")]);
    }

    private static string Flowchart(IEnumerable<string> nodes, IEnumerable<string> edges) =>
        $$$"""{"definitionId":"bench","name":"Bench","root":{"id":"f","type":"Elsa.Flowchart","activities":[{{{string.Join(",", nodes)}}}],"connections":[{{{string.Join(",", edges)}}}]}}""";

    private static string Line(int i) => $$$"""{"id":"n{{{i}}}","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"'step ' + (1 + {{{i}}})"} } }""";

    private static string Person(int i) => $$"""{"id":"n{{i}}","type":"Dispatch.HumanTask","role":"Clerk","outcomes":["Passed","Returned"]}""";

    private static string Edge(int from, string port, int to) => Named($"n{from}", port, $"n{to}");

    private static string Named(string from, string port, string to) => $$$"""{"source":{"activity":"{{{from}}}","port":"{{{port}}}"},"target":{"activity":"{{{to}}}","port":"In"} }""";

    private static WorkflowDefinition Read(string json) => WorkflowDefinition.Read(json, "bench.json").Value;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
