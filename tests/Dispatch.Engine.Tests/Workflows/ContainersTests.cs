using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class ContainersTests
{
    private static readonly string Count = $"[{Variable("n", "Count", "Int32", "0")}]";

    [Test]
    public void A_sequence_runs_one_after_the_other() => Prints("a b c", Sequence("s", Line("a"), Sequence("s2", Line("b")), Sequence("empty"), Line("c")));

    [Test]
    public void An_end_ends_its_own_sequence_only() => Prints("a c", Sequence("s", Sequence("s2", Line("a"), Activity("end", "Elsa.End"), Line("b")), Line("c")));

    [Test]
    public void Finish_ends_everything() => Prints("a", Sequence("s", Sequence("s2", Line("a"), Activity("f", "Elsa.Finish"), Line("b")), Line("c")));

    [Test]
    public void Complete_ends_everything_that_is_open()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Task("t"), Sequence("s", Activity("c", "Elsa.Complete", "\"outcomes\":\"Ok\""), Line("b"))], "a -> t", "a -> s")));

        Assert.That((run.Printed, run.Last.Status, run.Waits.Count), Is.EqualTo(("a", RunStatus.Finished, 0)));
    }

    [TestCase("true", "yes after")]
    [TestCase("1 > 2", "no after")]
    public void An_if_runs_one_branch(string condition, string printed) =>
        Prints(printed, Sequence("s", Activity("i", "Elsa.If", $"\"condition\":{Script(condition)},\"then\":{Line("yes")},\"else\":{Line("no")}"), Line("after")));

    [Test]
    public void An_if_without_the_branch_goes_on() => Prints("after", Sequence("s", Activity("i", "Elsa.If", $"\"condition\":false,\"then\":{Line("yes")}"), Line("after")));

    [TestCase("MatchFirst", 5, "big after")]
    [TestCase("MatchAny", 5, "big odd after")]
    [TestCase("MatchFirst", 2, "other after")]
    public void A_switch_runs_the_cases_that_match(string mode, int n, string printed)
    {
        var cases = $$"""
            [{"label":"Big","condition":{"type":"JavaScript","value":"{{n}} > 3"},"activity":{{Line("big")}}},
             {"label":"Odd","condition":{"type":"JavaScript","value":"{{n}} % 2 == 1"},"activity":{{Line("odd")}}}]
            """;
        Prints(printed, Sequence("s", Activity("sw", "Elsa.Switch", $"\"mode\":{Literal(mode)},\"cases\":{cases},\"default\":{Line("other")}"), Line("after")));
    }

    [Test]
    public void A_while_computes_its_condition_before_each_pass() =>
        Prints("lần 0 lần 1 lần 2 after", Sequence("s", While("getCount() < 3", Line("b", Script("'lần ' + getCount()")), Add("add")), Line("after")), Count);

    [TestCase(1, 3, 1, true, "1 2 3")]
    [TestCase(1, 3, 1, false, "1 2")]
    [TestCase(0, 10, 5, true, "0 5 10")]
    [TestCase(3, 1, -1, true, "3 2 1")]
    [TestCase(3, 1, -1, false, "3 2")]
    [TestCase(3, 1, 1, true, "")]
    [TestCase(2, 2, 1, true, "2")]
    [TestCase(2, 2, 1, false, "")]
    public void A_for_counts(int start, int end, int step, bool inclusive, string printed) => Prints(
        printed,
        Activity("f", "Elsa.For", $"\"start\":{start},\"end\":{end},\"step\":{step},\"outerBoundInclusive\":{(inclusive ? "true" : "false")},\"body\":{Line("b", Script("getVariable('CurrentValue')"))}"));

    [Test]
    public void A_for_each_gives_its_body_the_item_and_its_place() =>
        Prints("0:Sở 1:Ban 2:Ngành", ForEach("""["Sở","Ban","Ngành"]""", Line("b", Script("`${getCurrentIndex()}:${getCurrentValue()}`"))));

    [TestCase("[]")]
    [TestCase("không phải danh sách")]
    public void A_for_each_over_nothing_is_done(string items) =>
        Prints("after", Sequence("s", Activity("f", "Elsa.ForEach", $"\"items\":{Literal(items)},\"body\":{Line("b")}"), Line("after")));

    [TestCase("Elsa.ForEach", "items", "null", RunStatus.Faulted)]
    [TestCase("Elsa.ForEach", "items", "getN()", RunStatus.Faulted)]
    [TestCase("Elsa.ForEach", "other", "null", RunStatus.Finished)]
    [TestCase("Elsa.ParallelForEach", "items", "null", RunStatus.Finished)]
    public void A_for_each_over_what_is_no_list_but_nothing_is_a_fault(string type, string member, string script, RunStatus status) =>
        Assert.That(ARun.Of(Workflow(Activity("f", type, $"\"{member}\":{Script(script)},\"body\":{Line("b")}"), """[{"id":"n","name":"N","typeName":"Object[]"}]""")).Last.Status, Is.EqualTo(status));

    [Test]
    public void Nested_loops_see_their_own_current_value() => Prints(
        "a1 a2 b1 b2",
        ForEach("""["a","b"]""", Sequence("outer", Set("keep", "n", Script("getCurrentValue()")), ForEach("inner", "[1,2]", Line("l", Script("getCount() + getCurrentValue()"))))),
        $"[{Variable("n", "Count", "String", "")}]");

    [Test]
    public void A_parallel_for_each_begins_all_at_once_each_with_its_own_item()
    {
        var body = Sequence("body", Line("b", Script("getCurrentValue()")), Line("c", Script("getCurrentValue() + '!'")));
        Prints("x y x! y! after", Sequence("s", Activity("p", "Elsa.ParallelForEach", $"\"items\":{Expression("Object", """["x","y"]""")},\"body\":{body}"), Line("after")));
    }

    [Test]
    public void A_parallel_for_each_of_tasks_waits_for_all_of_them()
    {
        var body = Activity("task", "Dispatch.HumanTask", $"\"person\":{Script("getCurrentValue()")}");
        var run = ARun.Of(Workflow(Sequence("s", Activity("p", "Elsa.ParallelForEach", $"\"items\":{Expression("Object", """["An","Bình"]""")},\"body\":{body}"), Line("after"))));
        var definition = Read(Workflow(Sequence("s", Activity("p", "Elsa.ParallelForEach", $"\"items\":{Expression("Object", """["An","Bình"]""")},\"body\":{body}"), Line("after"))));

        Assert.That(run.Waits.Select(wait => wait.Person), Is.EqualTo(new[] { "An", "Bình" }));
        var one = WorkflowRun.Resume(definition, run.Last.State, 2, "Done").Value;
        Assert.That(one, Has.Property("Status").EqualTo(RunStatus.Suspended).And.Property("Lines").Empty);
        Assert.That(WorkflowRun.Resume(definition, one.State, 1, "Done").Value, Has.Property("Status").EqualTo(RunStatus.Finished).And.Property("Lines").EqualTo(new[] { "after" }));
    }

    [Test]
    public void A_parallel_runs_all_and_completes_when_all_are_done() =>
        Prints("b a a2 after", Sequence("s", $$"""{"id":"p","type":"Elsa.Parallel","activities":[{{Sequence("x", Line("a"), Line("a2"))}},{{Line("b")}}]}""", Line("after")));

    [TestCase("WaitAll", "t1")]
    [TestCase("WaitAny", "t1 after")]
    public void A_fork_completes_when_all_branches_or_the_first_is_done(string mode, string printed)
    {
        var run = ARun.Of(Workflow(Sequence(
            "s", $$"""{"id":"f","type":"Elsa.Fork","joinMode":"{{mode}}","branches":[{{Sequence("x", Task("t1"), Line("l", Literal("t1")))}},{{Task("t2")}}]}""", Line("after"))));

        run.Answer("t1");

        Assert.That(run.Printed, Is.EqualTo(printed));
        Assert.That(run.Last.Withdrawn, Has.Count.EqualTo(mode == "WaitAny" ? 1 : 0));
        Assert.That(run.Waits, Has.Count.EqualTo(mode == "WaitAny" ? 0 : 1));
    }

    [Test]
    public void A_break_ends_the_nearest_loop_after_the_pass_under_way() => Prints(
        "outer 1 outer 1 after",
        Sequence(
            "s",
            ForEach("""["x","y"]""", Sequence("outer-body", Line("outer"), While("true", Line("in", Literal("1")), Sequence("deep", Activity("break", "Elsa.Break"), Line("never")), Line("never2")))),
            Line("after")));

    [TestCase("one two", "a b one two c")]
    [TestCase("", "a b c")]
    public void A_flow_node_is_done_when_its_body_is(string body, string printed)
    {
        var lines = body.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line => Line(line)).ToArray();
        var node = Activity("n", "Elsa.FlowNode", lines.Length == 0 ? "\"body\":null" : $"\"body\":{Sequence("inner", lines)}");
        var flowchart = Flowchart([Line("a"), Line("b"), node, Activity("j", "Elsa.FlowJoin", $"\"mode\":{Literal("WaitAll")}"), Line("c")], "a -> b", "a -> n", "b -> j", "n -> j", "j -> c");

        Prints(printed, flowchart);
        Assert.That(WorkflowSoundness.Check(Read(Workflow(flowchart))), Is.Empty);
    }

    [Test]
    public void A_break_reaches_the_loop_through_an_if_and_the_flowchart_it_stands_in()
    {
        var body = FlowchartNamed("body", [Line("a"), Decision("d", "getCurrentValue() == 2"), Activity("break", "Elsa.Break"), Line("b")], "a -> d", "d:True -> break", "d:False -> b");
        Prints("a b a after", Sequence("s", ForEach("[1,2,3]", body), Line("after")));
    }

    [Test]
    public void A_break_below_a_flowchart_ends_the_loop_but_not_the_flowchart()
    {
        var body = FlowchartNamed("body", [Activity("i", "Elsa.If", $"\"condition\":{Script("getCurrentValue() == 2")},\"then\":{Activity("break", "Elsa.Break")}"), Line("t")], "i -> t");
        Prints("t t after", Sequence("s", ForEach("[1,2,3]", body), Line("after")));
    }

    [Test]
    public void A_break_in_a_branch_lets_the_other_branches_end() => Prints(
        "b1 b2 after",
        Sequence("s", ForEach("[1,2]", Sequence("body", $$"""{"id":"f","type":"Elsa.Fork","branches":[{{Sequence("a", Activity("break", "Elsa.Break"), Line("no"))}},{{Sequence("b", Line("b1"), Line("b2"))}}]}""", Line("never"))), Line("after")));

    [Test]
    public void A_break_in_a_parallel_for_each_withdraws_the_passes_under_way()
    {
        var body = Sequence("body", Line("l", Script("getCurrentValue()")), Activity("i", "Elsa.If", $"\"condition\":{Script("getCurrentValue() == 2")},\"then\":{Activity("break", "Elsa.Break")}"), Line("m", Script("'m' + getCurrentValue()")));
        Prints("1 2 3 m1 after", Sequence("s", Activity("p", "Elsa.ParallelForEach", $"\"items\":{Expression("Object", "[1,2,3]")},\"body\":{body}"), Line("after")));
    }

    [Test]
    public void A_break_outside_any_loop_ends_every_sequence_around_it() => Prints("a", Sequence("s", Sequence("s2", Line("a"), Activity("break", "Elsa.Break"), Line("b")), Line("c")));

    [TestCase("Elsa.For", "\"start\":1,\"end\":3")]
    [TestCase("Elsa.ForEach", "\"items\":[1,2,3]")]
    [TestCase("Elsa.While", "\"condition\":true")]
    public void Every_loop_stops_at_a_break(string type, string setting) =>
        Prints("once after", Sequence("s", Activity("loop", type, $"{setting},\"body\":{Sequence("body", Line("once"), Activity("break", "Elsa.Break"))}"), Line("after")));

    [Test]
    public void An_end_in_a_body_ends_only_this_pass() => Prints("a a", ForEach("[1,2]", Sequence("body", Line("a"), Activity("end", "Elsa.End"), Line("b"))));

    private static string While(string condition, params string[] body) => Activity("w", "Elsa.While", $"\"condition\":{Script(condition)},\"body\":{Sequence("w-body", body)}");

    private static string ForEach(string items, string body) => ForEach("each", items, body);

    private static string ForEach(string id, string items, string body) => Activity(id, "Elsa.ForEach", $"\"items\":{Expression("Object", items)},\"body\":{body}");

    private static string Add(string id) => Set(id, "n", Script("getCount() + 1"));

    private static void Prints(string expected, string root, string variables = "[]")
    {
        var run = ARun.Of(Workflow(root, variables));
        Assert.That((run.Printed, run.Last.Status), Is.EqualTo((expected, RunStatus.Finished)));
    }
}
