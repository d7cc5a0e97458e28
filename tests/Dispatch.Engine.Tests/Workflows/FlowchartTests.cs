using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class FlowchartTests
{
    [Test]
    public void Branches_interleave_in_the_order_of_the_connections()
    {
        var run = Ran(["A", "B", "C", "B2", "C2"], "A -> B", "A -> C", "B -> B2", "C -> C2");

        Assert.That(run.Printed, Is.EqualTo("A B C B2 C2"));
        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void The_order_of_connections_decides_and_not_the_order_of_activities() =>
        Assert.That(Ran(["A", "B", "C"], "A -> C", "A -> B").Printed, Is.EqualTo("A C B"));

    [Test]
    public void Every_activity_is_a_join_that_runs_once_after_all_active_branches() =>
        Assert.That(Ran(["A", "B", "C", "D"], "A -> B", "A -> C", "B -> D", "C -> D").Printed, Is.EqualTo("A B C D"));

    [Test]
    public void A_branch_of_another_length_is_waited_for() =>
        Assert.That(Ran(["A", "B", "C", "C2", "C3", "D"], "A -> B", "A -> C", "C -> C2", "C2 -> C3", "B -> D", "C3 -> D").Printed, Is.EqualTo("A B C C2 C3 D"));

    [TestCase("true", "yes yes2 after")]
    [TestCase("false", "no after")]
    public void A_branch_that_is_not_taken_never_blocks_a_join(string condition, string printed)
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Decision("d", condition), Line("yes"), Line("yes2"), Line("no"), Line("after")],
            "d:True -> yes",
            "yes -> yes2",
            "d:False -> no",
            "yes2 -> after",
            "no -> after")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo((printed, RunStatus.Finished)));
    }

    [TestCase("WaitAllActive", "d a after")]
    [TestCase("WaitAll", "d a")]
    [TestCase("WaitAny", "d a after")]
    public void A_join_with_a_dead_branch_follows_its_mode(string mode, string printed)
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Line("d"), Decision("x", "true"), Line("a"), Line("b"), Join("join", mode), Line("after")],
            "d -> x",
            "x:True -> a",
            "x:False -> b",
            "a -> join",
            "b -> join",
            "join -> after")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo((printed, RunStatus.Finished)));
    }

    [Test]
    public void A_join_for_all_waits_for_the_slowest()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Task("t1"), Task("t2"), Join("join", "WaitAll"), Line("after")], "a -> t1", "a -> t2", "t1 -> join", "t2 -> join", "join -> after")));

        Assert.That(run.Answer("t2").Printed, Is.EqualTo("a"));
        Assert.That(run.Answer("t1").Printed, Is.EqualTo("a after"));
        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_join_for_any_goes_on_with_the_first_and_withdraws_the_others()
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Line("a"), Task("t1"), Task("t2"), Line("late"), Join("join", "WaitAny"), Line("after")],
            "a -> t1",
            "a -> t2",
            "t1 -> join",
            "t2 -> late",
            "late -> join",
            "join -> after")));

        run.Answer("t1");

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a after", RunStatus.Finished)));
        Assert.That(run.Last.Withdrawn.Select(wait => wait.ActivityId), Is.EqualTo(new[] { "t2" }));
    }

    [Test]
    public void A_join_for_any_runs_once_when_all_branches_arrive() =>
        Assert.That(
            ARun.Of(Workflow(Flowchart([Line("a"), Line("b"), Line("c"), Join("join", "WaitAny"), Line("after")], "a -> b", "a -> c", "b -> join", "c -> join", "join -> after"))).Printed,
            Is.EqualTo("a b c after"));

    [Test]
    public void A_branch_of_a_race_that_was_queued_still_begins_and_one_under_way_is_stopped()
    {
        string[] edges = ["s -> a", "s -> b", "a -> join", "b -> c", "c -> join", "join -> end"];

        Assert.That(ARun.Of(Workflow(Flowchart([Line("s"), Line("a"), Line("b"), Line("c"), Join("join", "WaitAny"), Line("end")], edges))).Printed, Is.EqualTo("s a b c end"));
        Assert.That(ARun.Of(Workflow(Flowchart([Line("s"), Line("a"), Sequence("b", Line("b1"), Line("b2"), Line("b3")), Line("c"), Join("join", "WaitAny"), Line("end")], edges))).Printed, Is.EqualTo("s a end"));
    }

    [Test]
    public void A_decision_in_a_loop_takes_another_way_each_round()
    {
        var run = ARun.Of(Workflow(
            Flowchart(
                [Set("head", "n", Script("getCount() + 1")), Decision("d", "getCount() % 2 == 1"), Line("odd"), Line("even"), Line("join", Script("getCount()")), Decision("again", "getCount() < 4"), Line("end")],
                "head -> d",
                "d:True -> odd",
                "d:False -> even",
                "odd -> join",
                "even -> join",
                "join -> again",
                "again:True -> head",
                "again:False -> end"),
            variables: $"[{Variable("n", "Count", "Int32", "0")}]"));

        Assert.That(run.Printed, Is.EqualTo("odd 1 even 2 odd 3 even 4 end"));
    }

    [Test]
    public void A_join_without_a_mode_waits_for_any()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Task("t1"), Task("t2"), Activity("join", "Elsa.FlowJoin"), Line("after")], "a -> t1", "a -> t2", "t1 -> join", "t2 -> join", "join -> after")));

        Assert.That(run.Answer("t2").Printed, Is.EqualTo("a after"));
    }

    [Test]
    public void A_backward_connection_repeats_the_loop_until_its_decision_lets_go()
    {
        var run = ARun.Of(Workflow(
            Flowchart(
                [Line("a"), Set("add", "n", Script("getCount() + 1")), Line("b", Script("`lần ${getCount()}`")), Decision("enough", "getCount() >= 3"), Line("end")],
                "a -> add",
                "add -> b",
                "b -> enough",
                "enough:False -> add",
                "enough:True -> end"),
            variables: $"[{Variable("n", "Count", "Int32", "0")}]"));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a lần 1 lần 2 lần 3 end", RunStatus.Finished)));
    }

    [Test]
    public void A_join_inside_a_loop_works_again_in_every_round()
    {
        var run = ARun.Of(Workflow(
            Flowchart(
                [Line("s"), Set("head", "n", Script("getCount() + 1")), Line("x"), Line("y"), Join("join", "WaitAll"), Decision("again", "getCount() < 3"), Line("end")],
                "s -> head",
                "head -> x",
                "head -> y",
                "x -> join",
                "y -> join",
                "join -> again",
                "again:True -> head",
                "again:False -> end"),
            variables: $"[{Variable("n", "Count", "Int32", "0")}]"));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("s x y x y x y end", RunStatus.Finished)));
    }

    [Test]
    public void A_jump_into_a_loop_from_beside_it_faults()
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Line("s"), Line("a"), Line("b"), Line("c")],
            "s -> a",
            "s -> b",
            "a -> c",
            "b -> c",
            "c -> a")));

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Faulted));
        Assert.That(run.Last.Incidents.Single().Message, Does.StartWith("Invalid backward connection: Every path from the source ('c') must go through the target ('a')"));
    }

    [Test]
    public void Branches_beside_a_jump_into_a_loop_go_on_to_their_end()
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Line("s"), Line("a"), Line("b"), Line("c"), Line("d1"), Line("d2"), Line("d3"), Line("d4")],
            "s -> a",
            "s -> b",
            "a -> c",
            "b -> c",
            "c -> a",
            "s -> d1",
            "d1 -> d2",
            "d2 -> d3",
            "d3 -> d4")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("s a b d1 c d2 d3 d4", RunStatus.Faulted)));
        Assert.That(run.Last.Incidents.Single().ActivityId, Is.EqualTo("c"), "whose end nothing can follow");
    }

    [Test]
    public void A_nested_flowchart_is_one_step_of_the_outer_one()
    {
        var inner = FlowchartNamed("inner", [Line("i1"), Line("i2"), Line("i3")], "i1 -> i2", "i1 -> i3");
        var run = ARun.Of(Workflow(Flowchart([Line("a"), inner, Line("b")], "a -> inner", "inner -> b")));

        Assert.That(run.Printed, Is.EqualTo("a i1 i2 i3 b"));
    }

    [Test]
    public void Cancelling_inside_a_nested_flowchart_stays_inside()
    {
        var inner = FlowchartNamed("inner", [Line("i"), Task("t1"), Task("t2"), Join("any", "WaitAny")], "i -> t1", "i -> t2", "t1 -> any", "t2 -> any");
        var run = ARun.Of(Workflow(Flowchart([Line("a"), inner, Line("b")], "a -> inner", "inner -> b")));

        run.Answer("t2");

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a i b", RunStatus.Finished)));
    }

    [Test]
    public void The_end_ends_its_flowchart_at_once_and_withdraws_what_is_open_in_it()
    {
        var inner = FlowchartNamed("inner", [Line("i"), Task("open"), Activity("end", "Elsa.End")], "i -> open", "i -> end");
        var run = ARun.Of(Workflow(Flowchart([inner, Line("b")], "inner -> b")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("i b", RunStatus.Finished)));
        Assert.That(run.Waits, Is.Empty);
    }

    [Test]
    public void Work_of_an_ended_flowchart_is_withdrawn() =>
        Assert.That(Ran(["a", "b"], "a -> end", "a -> b").Printed, Is.EqualTo("a"));

    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","start":"b","activities":[A,B]}""", "b", TestName = "A_flowchart_begins_where_start_says")]
    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","activities":[A,{"id":"s","type":"Elsa.Start"},B],"connections":[{"source":"s","target":"b"}]}""", "b", TestName = "A_flowchart_begins_at_its_start_activity")]
    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","activities":[A,{"id":"c","type":"Elsa.WriteLine","text":"c","customProperties":{"canStartWorkflow":true}}]}""", "c", TestName = "A_flowchart_begins_where_the_workflow_can_start")]
    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","activities":[A,B],"connections":[{"source":"b","target":"a"}]}""", "b a", TestName = "A_flowchart_begins_where_nothing_leads_to")]
    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","activities":[A,B]}""", "a", TestName = "A_flowchart_begins_at_its_first_activity")]
    [TestCase("""{"id":"flow","type":"Elsa.Flowchart","activities":[]}""", "", TestName = "An_empty_flowchart_is_done_at_once")]
    public void Start(string flowchart, string printed)
    {
        var run = ARun.Of(Workflow(flowchart.Replace("A,", Line("a") + ",").Replace("[A]", $"[{Line("a")}]").Replace("B]", Line("b") + "]")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo((printed, RunStatus.Finished)));
    }

    [Test]
    public void A_connection_without_a_port_follows_the_default_and_no_named_outcome()
    {
        const string noPort = """{"source":{"activity":"a"},"target":{"activity":"d"}},{"source":{"activity":"d"},"target":{"activity":"b"}}""";
        var run = ARun.Of(Workflow($$"""{"id":"flow","type":"Elsa.Flowchart","activities":[{{Line("a")}},{{Decision("d", "true")}},{{Line("b")}}],"connections":[{{noPort}}]}"""));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a", RunStatus.Finished)));
    }

    [Test]
    public void An_outcome_without_a_connection_ends_its_path() =>
        Assert.That(ARun.Of(Workflow(Flowchart([Decision("d", "false"), Line("b")], "d:True -> b"))).Last, Has.Property("Status").EqualTo(RunStatus.Finished).And.Property("Lines").Empty);

    [Test]
    public void A_flow_fork_begins_all_its_branches_and_no_other() =>
        Assert.That(
            ARun.Of(Workflow(Flowchart([Activity("f", "Elsa.FlowFork", $"\"branches\":{Expression("Object", """["X","Y"]""")}"), Line("x"), Line("y"), Line("z")], "f:X -> x", "f:Y -> y", "f:Z -> z"))).Printed,
            Is.EqualTo("x y"));

    [TestCase("MatchFirst", 5, "big")]
    [TestCase("MatchAny", 5, "big odd")]
    [TestCase("MatchAny", 2, "other")]
    public void A_flow_switch_completes_with_the_cases_that_match(string mode, int n, string printed)
    {
        var cases = $$"""
            [{"label":"Big","condition":{"type":"JavaScript","value":"{{n}} > 3"} },
             {"label":"Odd","condition":{"type":"JavaScript","value":"{{n}} % 2 == 1"} }]
            """;
        var run = ARun.Of(Workflow(Flowchart(
            [Activity("s", "Elsa.FlowSwitch", $"\"mode\":{Literal(mode)},\"cases\":{cases}"), Line("big"), Line("odd"), Line("other")],
            "s:Big -> big",
            "s:Odd -> odd",
            "s:Default -> other")));

        Assert.That(run.Printed, Is.EqualTo(printed));
    }

    private static ARun Ran(string[] lines, params string[] edges)
    {
        string[] activities = [.. lines.Select(Line), .. edges.Any(edge => edge.EndsWith("-> end", StringComparison.Ordinal)) ? [Activity("end", "Elsa.End")] : Array.Empty<string>()];
        return ARun.Of(Workflow(Flowchart(activities, edges)));
    }
}
