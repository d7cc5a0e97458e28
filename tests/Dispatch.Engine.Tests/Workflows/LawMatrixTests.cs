using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Every law of order against every way to draw a route: none passes it, and none that the law can walk is refused.</summary>
internal sealed class LawMatrixTests
{
    private static readonly (string Type, string Act, string Outcome)[] Outgoing =
    [
        ("Dispatch.Submit", "Submit", "Submitted"),
        ("Dispatch.CheckContent", "PassContent", "Passed"),
        ("Dispatch.CheckForm", "PassForm", "Passed"),
        ("Dispatch.Sign", "Sign", "Signed"),
        ("Dispatch.AssignNumber", "AssignNumber", "Numbered"),
        ("Dispatch.Issue", "Issue", "Issued"),
    ];

    /// <summary>Act by act what the law puts before it: written again here, from the decree and not from the code.</summary>
    private static readonly (string Act, string Type, string[] Before)[] Laws =
    [
        ("AssignNumber", "Dispatch.AssignNumber", ["Dispatch.Sign"]),
        ("ApplySeal", "Dispatch.ApplySeal", ["Dispatch.Sign", "Dispatch.AssignNumber"]),
        ("Issue", "Dispatch.Issue", ["Dispatch.Sign", "Dispatch.AssignNumber"]),
        ("Distribute", "Dispatch.Distribute", ["Dispatch.Issue"]),
        ("AwaitReceipts", "Dispatch.AwaitReceipts", ["Dispatch.Issue"]),
        ("Register", "Dispatch.Register", ["Dispatch.Receive"]),
        ("SubmitToLeader", "Dispatch.SubmitToLeader", ["Dispatch.Register"]),
        ("Assign", "Dispatch.Assign", ["Dispatch.Register"]),
        ("Close", "Dispatch.Close", ["Dispatch.Assign"]),
        ("RequestCopy", "Dispatch.RequestCopy", ["Dispatch.Register"]),
        ("AwaitRecall", "Dispatch.AwaitRecall", ["Dispatch.OrderRecall"]),
        ("AssignCopyNumber", "Dispatch.AssignCopyNumber", ["Dispatch.ApproveCopy"]),
        ("ApplyCopySeal", "Dispatch.ApplyCopySeal", ["Dispatch.ApproveCopy", "Dispatch.AssignCopyNumber"]),
        ("IssueCopy", "Dispatch.IssueCopy", ["Dispatch.ApproveCopy", "Dispatch.AssignCopyNumber"]),
    ];

    private static readonly Dictionary<string, string[]> Answers = new(StringComparer.Ordinal)
    {
        ["Dispatch.Sign"] = ["Signed", "Returned"],
        ["Dispatch.AssignNumber"] = ["Numbered"],
        ["Dispatch.Issue"] = ["Issued"],
        ["Dispatch.Receive"] = ["Received", "Refused"],
        ["Dispatch.Register"] = ["Registered"],
        ["Dispatch.Assign"] = ["Assigned"],
        ["Dispatch.ApproveCopy"] = ["Approved", "Returned"],
        ["Dispatch.OrderRecall"] = ["Ordered", "Declined"],
        ["Dispatch.AssignCopyNumber"] = ["Numbered"],
    };

    [Test]
    public void A_route_is_refused_exactly_when_an_act_the_law_puts_first_is_missing_whatever_the_drawing(
        [ValueSource(nameof(LawNames))] string law, [Values("chart", "sequence", "branch", "fork", "loop", "part")] string drawing)
    {
        var (act, type, before) = Laws.Single(one => one.Act == law);
        for (var set = 0; set < 1 << before.Length; set++)
        {
            var present = before.Where((_, i) => (set & (1 << i)) != 0).ToArray();
            var flaws = WorkflowSoundness.Check(Drawn(drawing, [.. Closure(present, before), type]));
            var early = flaws.Where(flaw => flaw.Code == "workflow.act-too-early" && flaw.Message.Contains($"({act})", StringComparison.Ordinal)).ToList();

            Assert.That(early.Count > 0, Is.EqualTo(present.Length < before.Length), $"{drawing}: {string.Join(", ", present)} → {act}: {string.Join("; ", flaws.Select(flaw => flaw.Message))}");
            Assert.That(early.Select(flaw => flaw.Path[^1]), Has.All.StartsWith("last"));
        }
    }

    [Test]
    public void Every_order_of_the_acts_of_issuing_is_proven_only_if_a_signature_and_then_a_number_come_before_the_issue()
    {
        var (proven, lawful) = (0, 0);
        foreach (var order in Orders(Outgoing.Length))
        {
            var acts = order.Select(i => Outgoing[i]).ToList();
            var isProven = WorkflowSoundness.Check(Linear(acts)).Count == 0;
            var isLawful = acts.Aggregate((OutgoingState?)OutgoingState.Drafting, (state, act) => state is { } at ? OutgoingLifecycle.After(at, Enum.Parse<OutgoingAct>(act.Act)) : null) is not null;
            var names = acts.ConvertAll(act => act.Act);
            var (sign, number, issue) = (names.IndexOf("Sign"), names.IndexOf("AssignNumber"), names.IndexOf("Issue"));
            var inOrder = (number < 0 || (sign >= 0 && sign < number)) && (issue < 0 || (number >= 0 && number < issue)) && !(sign >= 0 && names.IndexOf("Submit") > sign && (number > names.IndexOf("Submit") || issue > names.IndexOf("Submit")));

            Assert.That(isProven, Is.EqualTo(inOrder), string.Join(" ", names));
            Assert.That(!isLawful || isProven, Is.True, $"the law walks {string.Join(" ", names)}");
            proven += isProven ? 1 : 0;
            lawful += isLawful ? 1 : 0;
        }

        Assert.That((proven > 100, lawful), Is.EqualTo((true, 6)), "the law walks the beginnings of one order");
    }

    [Test]
    public void The_law_of_movement_refuses_every_pair_of_state_and_act_that_is_not_in_its_table_whatever_a_route_says()
    {
        var lawful = 0;
        foreach (var state in Enum.GetValues<OutgoingState>())
        {
            foreach (var act in Enum.GetValues<OutgoingAct>())
            {
                var next = OutgoingLifecycle.After(state, act);
                lawful += next is null ? 0 : 1;
                Assert.That(OutgoingLifecycle.Move(state, act).IsRefused, Is.EqualTo(next is null));
                Assert.That(next is not OutgoingState.Issued || state is OutgoingState.Numbered or OutgoingState.Sealed or OutgoingState.Issued, Is.True);
                Assert.That(next is not OutgoingState.Numbered || state is OutgoingState.Signed or OutgoingState.Numbered, Is.True);
                Assert.That(next is not OutgoingState.Sealed || state is OutgoingState.Numbered or OutgoingState.Sealed, Is.True);
            }
        }

        Assert.That(lawful, Is.EqualTo(25));
    }

    private static IEnumerable<string> LawNames => Laws.Select(law => law.Act);

    /// <summary>What stands before the last act, with what those acts need themselves unless it is left out on purpose.</summary>
    private static IEnumerable<string> Closure(string[] present, string[] all)
    {
        foreach (var type in present)
        {
            foreach (var need in Laws.FirstOrDefault(law => law.Type == type).Before ?? [])
            {
                foreach (var earlier in all.Contains(need, StringComparer.Ordinal) ? [] : Closure([need], []))
                {
                    yield return earlier;
                }
            }

            yield return type;
        }
    }

    private static WorkflowDefinition Drawn(string drawing, string[] types)
    {
        var acts = types.Distinct(StringComparer.Ordinal).SkipLast(1).Select((type, i) => (Id: $"n{i}", Type: type)).ToList();
        var last = Act("last", types[^1]);
        var before = acts.ConvertAll(act => Act(act.Id, act.Type));
        string[] chain = [.. acts.SelectMany((act, i) => Answers[act.Type].Select((answer, k) => $"{act.Id}:{answer} -> {(k > 0 ? "stop" : i + 1 < acts.Count ? acts[i + 1].Id : "target")}"))];
        string[] Chart(string target, params string[] more) => [.. before, Activity("stop", "Elsa.Finish"), target, .. more];
        string Flow(string id, string target) => FlowchartNamed(id, Chart(target), [.. chain.Select(edge => edge.Replace("target", "last", StringComparison.Ordinal)), .. acts.Count == 0 ? [] : Array.Empty<string>()]).Replace("\"type\":\"Elsa.Flowchart\"", $"\"type\":\"Elsa.Flowchart\",\"start\":\"{(acts.Count == 0 ? "last" : acts[0].Id)}\"", StringComparison.Ordinal);
        return drawing switch
        {
            "chart" => Read(Workflow(Flow("flow", last))),
            "sequence" => Read(Workflow(Sequence("s", [.. acts.Select(act => Answers[act.Type].Length == 1 ? Act(act.Id, act.Type) : Guarded(act.Id, act.Type)), last]))),
            "branch" => Read(Workflow(Sequence("s", Activity("i", "Elsa.If", $"\"condition\":true,\"then\":{Flow("flow", last)}")))),
            "fork" => Read(Workflow($$"""{"id":"p","type":"Elsa.Parallel","activities":[{{Flow("flow", last)}},{{Task("beside")}}]}""")),
            "loop" => Read(Workflow(Activity("each", "Elsa.ForEach", $"\"items\":[1],\"body\":{Flow("flow", last)}"))),
            _ => Part(Flow("flow", Activity("last", "Dispatch.SubProcedure", "\"procedure\":\"part\"")), last),
        };
    }

    private static WorkflowDefinition Part(string root, string last) =>
        WorkflowDefinition.Read(Workflow(root), "thu.json", new ProcedureLibrary([("part.json", $$"""{"definitionId":"part","name":"Part","root":{{last}}}""")])).Value;

    /// <summary>A step with a way back, in a sequence: what is not answered with its first outcome finishes.</summary>
    private static string Guarded(string id, string type) =>
        FlowchartNamed($"g{id}", [Act(id, type), Activity($"stop{id}", "Elsa.Finish"), Line($"ok{id}")], $"{id}:{Answers[type][0]} -> ok{id}", $"{id}:{Answers[type][1]} -> stop{id}");

    private static WorkflowDefinition Linear(List<(string Type, string Act, string Outcome)> acts)
    {
        string[] nodes = [.. acts.Select((act, i) => Act($"n{i}", act.Type)), Activity("end", "Elsa.End"), Activity("stop", "Elsa.Finish")];
        var edges = acts.SelectMany((act, i) => new[] { $"n{i}:{act.Outcome} -> {(i + 1 < acts.Count ? $"n{i + 1}" : "end")}" }.Concat(act.Type is "Dispatch.Sign" or "Dispatch.CheckContent" or "Dispatch.CheckForm" ? [$"n{i}:Returned -> stop"] : []));
        return Read(Workflow(Flowchart([.. nodes.Where(node => !node.Contains("\"stop\"") || edges.Any(edge => edge.EndsWith("stop", StringComparison.Ordinal)))], [.. edges])));
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(int count)
    {
        var work = new Stack<List<int>>([.. Enumerable.Range(0, count).Select(i => new List<int> { i })]);
        while (work.TryPop(out var order))
        {
            yield return order;
            foreach (var next in Enumerable.Range(0, count).Where(i => !order.Contains(i)))
            {
                work.Push([.. order, next]);
            }
        }
    }
}
