using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class FaultTests
{
    private static readonly string Fault = Activity("bad", "Elsa.Fault", "\"code\":\"7\",\"category\":\"Gửi\",\"message\":\"Không gửi được\"");
    private const string Continue = """{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"}""";

    [Test]
    public void A_fault_is_an_incident_and_the_queue_is_still_drained()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Fault, Line("b"), Line("c"), Line("after-bad")], "a -> bad", "a -> b", "b -> c", "bad -> after-bad")));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a b c", RunStatus.Faulted)));
        Assert.That(run.Last.Incidents, Is.EqualTo(new[] { new Incident("bad", "Elsa.Fault", "Không gửi được", "Gửi/System/7", Id: 1) }));
    }

    [Test]
    public void With_the_continuing_strategy_the_other_branches_go_on_and_the_run_stays_open()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Fault, Task("t"), Line("c")], "a -> bad", "a -> t", "t -> c"), options: Continue));

        run.Answer("t");

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a c", RunStatus.Suspended)));
    }

    [Test]
    public void A_join_behind_a_fault_waits_for_good()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("a"), Fault, Line("b"), Line("join")], "a -> bad", "a -> b", "bad -> join", "b -> join"), options: Continue));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a b", RunStatus.Suspended)));
    }

    [Test]
    public void An_expression_that_cannot_be_computed_faults_its_activity_and_names_the_input()
    {
        var run = ARun.Of(Workflow(Sequence("s", Line("a"), Line("b", Script("missing.name")), Line("c"))));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a", RunStatus.Faulted)));
        Assert.That(run.Last.Incidents.Single(), Is.EqualTo(new Incident("b", "Elsa.WriteLine", "Failed to evaluate activity input 'Text'", "missing is not defined", Id: 1)));
    }

    [Test]
    public void Setting_a_variable_nobody_declared_faults() =>
        Assert.That(ARun.Of(Workflow(Set("set", "nobody", Literal("x")))).Last, Has.Property("Status").EqualTo(RunStatus.Faulted));

    [Test]
    public void A_loop_that_never_waits_is_stopped()
    {
        var run = ARun.Of(Workflow(Activity("w", "Elsa.While", $"\"condition\":true,\"body\":{Set("set", "v", Literal("x"))}"), variables: $"[{Variable("v", "V", "String", "")}]"));

        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Faulted));
        Assert.That(run.Last.Incidents.Single().Message, Does.Contain("vòng lặp không dừng"));
    }

    [TestCase("[getV()]")]
    [TestCase("[getV(), getV()]")]
    [TestCase("({ a: getV(), b: getV() })")]
    [TestCase("[getV()].concat(getV(), getV())")]
    [TestCase("`${getV()}${getV()}${1}`")]
    public void A_value_that_grows_in_a_loop_is_stopped(string script)
    {
        var run = ARun.Of(Workflow(Activity("w", "Elsa.While", $"\"condition\":true,\"body\":{Set("set", "v", Script(script))}"), variables: $"[{Variable("v", "V", "Object", "")}]"));

        Assert.That(run.Last.Incidents.Single(), Has.Property("ActivityId").EqualTo("set").And.Property("Detail").Contains("quá"));
    }

    [Test]
    public void A_value_may_nest_as_deep_as_a_file_can_say_and_is_kept()
    {
        var deep = new string('[', 200) + new string(']', 200);
        var run = ARun.Of(Workflow(Sequence("s", Task("t"), Line("l", Script("getV()"))), $"[{Variable("v", "V", "JsonArray", deep)}]"));

        Assert.That(run.Answer("t").Printed, Is.EqualTo(deep));
    }

    [Test]
    public void A_faulted_run_takes_no_answer_until_it_is_retried()
    {
        var definition = Read(Workflow(Flowchart([Line("a"), Fault, Task("t"), Line("after")], "a -> bad", "a -> t", "t -> after")));
        var burst = WorkflowRun.Start(definition, new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(StringComparer.Ordinal));

        var refused = WorkflowRun.Resume(definition, burst.State, 1, "Done");

        Assert.That(refused.Refusal, Has.Property("Code").EqualTo("workflow.not-suspended").And.Property("Message").Contains("gặp sự cố"));
        Assert.That(WorkflowRun.Waits(burst.State).Value, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_retry_runs_what_had_faulted_again_and_the_way_behind_it()
    {
        var text = Script("getVariable('V') == 'x' ? missing : 'tốt'");
        var root = Flowchart([Line("s"), Line("bad", text), Line("after"), Event("fix"), Set("set", "v", Literal("y"))], "s -> bad", "s -> fix", "fix -> set", "bad -> after");
        var run = ARun.Of(Workflow(root, variables: $"[{Variable("v", "V", "String", "x")}]", options: Continue));

        run.Retry();
        Assert.That((run.Printed, run.Last.Incidents.Count), Is.EqualTo(("s", 1)));
        run.Raise("fix").Retry();

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("s tốt after", RunStatus.Finished)));
    }

    [Test]
    public void A_retry_with_nothing_faulted_is_refused()
    {
        var definition = Read(Workflow(Task("t")));
        var burst = WorkflowRun.Start(definition, new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(StringComparer.Ordinal));

        Assert.That(WorkflowRun.Retry(definition, burst.State).Refusal, Has.Property("Code").EqualTo("workflow.nothing-faulted"));
    }
}
