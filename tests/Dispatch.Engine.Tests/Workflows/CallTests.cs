using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Procedures that call others: as activities by their name, as runs of their own, as parts of a matter.</summary>
internal sealed class CallTests
{
    private static readonly string Child = Procedure("child", "Say hello", Sequence("s", Line("hi", Script("`chào ${getMessage()} ${getInput('Message')}`"))), inputs: """[{"name":"Message","type":"String"}]""");

    private static readonly string Answering42 = Procedure("c", "C", Activity("o", "Elsa.SetOutput", $"\"outputName\":{Literal("N")},\"outputValue\":{Script("42")}"), outputs: """[{"name":"N","type":"Int32"}]""");

    [Test]
    public void A_procedure_is_an_activity_by_its_name_in_PascalCase()
    {
        var run = Run(Sequence("root", Line("a"), Activity("call", "SayHello", $"\"message\":{Script("'Lai' + 'Châu'")}"), Line("b")), Child);

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a chào LaiChâu LaiChâu b", RunStatus.Finished)));
    }

    [TestCase("trả-lời hỏi", "Trả-lờiHỏi")]
    [TestCase("Trả lời - hỏi", "TrảLời-Hỏi")]
    [TestCase("trả_lời.hỏi", "TrảLờiHỏi")]
    public void A_mark_between_the_words_of_a_name_may_stand_in_its_type_or_not(string name, string type) =>
        Assert.That(Run(Activity("call", type), Procedure("c", name, Line("có"))).Printed, Is.EqualTo("có"));

    [Test]
    public void A_type_nobody_knows_is_found_by_the_id_of_its_definition() => Assert.That(
        Run(Activity("call", "RenamedSince", "\"workflowDefinitionId\":\"child\",\"message\":\"x\""), Child).Printed, Is.EqualTo("chào x x"));

    [Test]
    public void Outputs_of_a_procedure_are_written_where_the_call_binds_them()
    {
        var sum = Procedure(
            "sum",
            "Sum",
            Sequence("s", Activity("o", "Elsa.SetOutput", $"\"outputName\":{Literal("Total")},\"outputValue\":{Script("getA() + getB()")}")),
            inputs: """[{"name":"A","type":"Int32"},{"name":"B","type":"Int32"}]""",
            outputs: """[{"name":"Total","type":"Int32"}]""");
        var call = Activity("call", "Sum", $"\"a\":{Literal("2")},\"b\":{Script("3")},\"total\":{{\"typeName\":\"Int32\",\"memoryReference\":{{\"id\":\"v\"}}}}");

        Assert.That(Run(Sequence("root", call, Line("l", Script("getV()"))), $"[{Variable("v", "V", "Int32", "0")}]", sum).Printed, Is.EqualTo("5"));
    }

    [Test]
    public void An_output_bound_inside_to_the_name_of_an_output_reaches_the_caller()
    {
        var child = Procedure("c", "Judge", Activity("i", "Elsa.If", "\"condition\":true,\"result\":{\"typeName\":\"Boolean\",\"memoryReference\":{\"id\":\"Ok\"}}"), outputs: """[{"name":"Ok","type":"Boolean"}]""");
        var call = Activity("call", "Judge", "\"ok\":{\"typeName\":\"Boolean\",\"memoryReference\":{\"id\":\"v\"}}");

        Assert.That(Run(Sequence("root", call, Line("l", Script("getV()"))), $"[{Variable("v", "V", "Boolean", "false")}]", child).Printed, Is.EqualTo("True"));
    }

    [Test]
    public void What_a_complete_names_inside_is_the_outcome_of_the_call()
    {
        var child = Procedure("c", "Judge", Sequence("s", Activity("x", "Elsa.Complete", $"\"outcomes\":{Literal("""["Yes","Also"]""")}"), Line("never")), outcomes: """["Yes","No"]""");
        var run = Run(Flowchart([Activity("call", "Judge"), Line("yes"), Line("also"), Line("no"), Line("done")], "call:Yes -> yes", "call:Also -> also", "call:No -> no", "call -> done"), child);

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("yes also", RunStatus.Finished)));
    }

    [Test]
    public void A_complete_goes_no_further_than_the_nearest_procedure()
    {
        var inner = Procedure("i", "Inner", Sequence("s", Activity("x", "Elsa.Complete"), Line("never")));
        var outer = Procedure("o", "Outer", Sequence("s", Activity("call", "Inner"), Line("outer")));

        Assert.That(Run(Sequence("root", Activity("call", "Outer"), Line("root-line")), inner, outer).Printed, Is.EqualTo("outer root-line"));
    }

    [Test]
    public void A_finish_in_a_procedure_used_as_an_activity_finishes_everything() =>
        Assert.That(Run(Sequence("root", Activity("call", "Stop"), Line("never")), Procedure("stop", "Stop", Activity("f", "Elsa.Finish"))).Last, Has.Property("Status").EqualTo(RunStatus.Finished).And.Property("Lines").Empty);

    [Test]
    public void An_executed_workflow_runs_before_anything_else_and_sees_only_what_it_is_given()
    {
        var child = Procedure("c", "C", Sequence("s", Line("c1", Script("getInput('Who')")), Line("c2", Script("`${getVariable('V')}`"))));
        var execute = Execute("call", "c", $"\"input\":{Script("({ Who: 'An' })")}");
        var run = Run(Flowchart([Line("a"), execute, Line("b"), Line("after")], "a -> call", "a -> b", "call -> after"), $"[{Variable("v", "V", "String", "x")}]", child);

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a An null b after", RunStatus.Finished)));
    }

    [Test]
    public void A_dispatched_workflow_runs_when_everything_else_has()
    {
        var run = Run(Sequence("root", Activity("call", "Elsa.DispatchWorkflow", $"\"workflowDefinitionId\":{Literal("c")}"), Line("b")), Procedure("c", "C", Sequence("s", Line("c1"), Line("c2"))));

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("b c1 c2", RunStatus.Finished)));
    }

    [Test]
    public void The_result_of_an_executed_workflow_says_how_it_went_and_what_it_gave()
    {
        var child = Procedure("c", "C", Activity("o", "Elsa.SetOutput", $"\"outputName\":{Literal("N")},\"outputValue\":{Script("42")}"), outputs: """[{"name":"N","type":"Int32"}]""");
        var execute = Execute("call", "c", "\"waitForCompletion\":true,\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"v\"}}");

        Assert.That(Run(Sequence("root", execute, Line("l", Script("`${getR().subStatus} ${getR().output.N}`"))), $"[{Variable("v", "R", "Object", "")}]", child).Printed, Is.EqualTo("Finished 42"));
    }

    [TestCase("`${getR().SubStatus} ${getR().Output.N}`", "Finished 42")]
    [TestCase("`${getR()['Status']} ${getVariable('R').Output.n}`", "Finished undefined")]
    public void Members_of_the_result_are_found_by_either_first_letter_and_outputs_by_their_own(string script, string printed)
    {
        var execute = Execute("call", "c", "\"waitForCompletion\":true,\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"v\"}}");
        var run = Run(Sequence("root", execute, Line("now", Script(script)), Task("t"), Line("later", Script(script))), $"[{Variable("v", "R", "Object", "")}]", Answering42);

        Assert.That((run.Lines[0], run.Answer("t").Lines[^1]), Is.EqualTo((printed, printed)));
    }

    [TestCase("true", "`${getR().N}`", "42")]
    [TestCase("false", "`${getR()?.status}`", "undefined")]
    public void The_result_of_a_dispatched_workflow_is_what_it_gave_out_if_it_was_waited_for(string waits, string script, string printed)
    {
        var dispatch = Activity("call", "Elsa.DispatchWorkflow", $"\"workflowDefinitionId\":{Literal("c")},\"waitForCompletion\":{waits},\"result\":{{\"typeName\":\"Object\",\"memoryReference\":{{\"id\":\"v\"}}}}");

        Assert.That(Run(Sequence("root", dispatch, Line("l", Script(script))), $"[{Variable("v", "R", "Object", "")}]", Answering42).Lines, Is.EqualTo(new[] { printed }));
    }

    [TestCase("true", "Faulted", TestName = "A_fault_in_a_run_that_is_waited_for_is_its_own")]
    [TestCase("false", "Faulted", TestName = "A_fault_in_a_run_nobody_waits_for_is_its_own")]
    public void Fault(string waits, string printed)
    {
        var child = Procedure("c", "C", Sequence("s", Line("c1"), Activity("f", "Elsa.Fault", "\"message\":\"hỏng\""), Line("never")));
        var execute = Execute("call", "c", $"\"waitForCompletion\":{waits},\"result\":{{\"typeName\":\"Object\",\"memoryReference\":{{\"id\":\"v\"}}}}");
        var run = Run(Sequence("root", execute, Line("l", Script("getR().subStatus"))), $"[{Variable("v", "R", "Object", "")}]", child);

        Assert.That((run.Printed, run.Last.Status, run.Last.Incidents.Count), Is.EqualTo(($"c1 {printed}", RunStatus.Finished, 1)));
    }

    [TestCase("true", "c1", TestName = "A_run_that_waits_holds_up_a_caller_that_waits_for_it")]
    [TestCase("false", "c1 after", TestName = "A_run_that_waits_does_not_hold_up_a_caller_that_does_not")]
    public void Waiting(string waits, string printed)
    {
        var child = Procedure("c", "C", Sequence("s", Line("c1"), Event("go"), Line("c2")));
        var run = Run(Sequence("root", Execute("call", "c", $"\"waitForCompletion\":{waits}"), Line("after")), child);

        Assert.That(run.Printed, Is.EqualTo(printed));
        Assert.That(run.Last.Status, Is.EqualTo(waits == "true" ? RunStatus.Suspended : RunStatus.Finished));
        if (waits == "true")
        {
            Assert.That(run.Raise("go").Printed, Is.EqualTo("c1 c2 after"));
            Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Finished));
        }
    }

    [Test]
    public void A_part_of_a_matter_is_waited_for_and_its_fault_is_an_incident_of_the_matter()
    {
        var part = Procedure("part", "Part", Sequence("s", Task("t"), Activity("x", "Elsa.Complete", "\"outcomes\":\"Agreed\"")));
        var run = Run(Flowchart([Activity("call", "Dispatch.SubProcedure", "\"procedure\":\"part\""), Line("agreed"), Line("done")], "call:Agreed -> agreed", "call -> done"), part);

        Assert.That(run.Waits.Single(), Has.Property("Procedure").EqualTo("part").And.Property("ActivityId").EqualTo("t"));
        Assert.That(run.Answer("t").Printed, Is.EqualTo("agreed"));

        var faulty = Run(Sequence("root", Activity("call", "Dispatch.SubProcedure", "\"procedure\":\"part\"")), Procedure("part", "Part", Activity("f", "Elsa.Fault")));
        Assert.That(faulty.Last.Status, Is.EqualTo(RunStatus.Faulted));
    }

    [Test]
    public void What_a_file_calls_must_be_there()
    {
        Assert.That(Refused(Activity("call", "SayHello")).Code, Is.EqualTo("workflow.unknown-activity"));
        Assert.That(Refused(Execute("call", "child")), Has.Property("Code").EqualTo("workflow.unknown-procedure").And.Property("Message").Contains("'child'"));
        Assert.That(Refused(Execute("call", "child"), Procedure("child", "C", Activity("x", "Elsa.HttpEndpoint"))), Has.Property("Code").EqualTo("workflow.unknown-activity").And.Property("Message").Contains("child.json"));
        Assert.That(Run(Execute("call", "child"), Child, "no JSON at all", Procedure("broken", "B", Activity("x", "Elsa.HttpEndpoint"))).Last.Status, Is.EqualTo(RunStatus.Finished), "a file nobody calls harms nobody");
    }

    [Test]
    public void Procedures_used_in_each_other_are_refused_and_a_run_that_executes_itself_is_stopped()
    {
        var a = Procedure("a", "A", Activity("call", "B"));
        var b = Procedure("b", "B", Activity("call", "A"));
        Assert.That(Refused(Activity("call", "A"), a, b), Has.Property("Code").EqualTo("workflow.calls-itself").And.Property("Message").Contains("a → b → a"));

        var run = Run(Sequence("root", Execute("call", "self"), Line("after")), Procedure("self", "Self", Sequence("s", Line("x"), Execute("again", "self"))));
        Assert.That((run.Lines.Count, run.Last.Status), Is.EqualTo((16, RunStatus.Faulted)));
        Assert.That(run.Last.Incidents.Single().Message, Does.Contain("gọi lại chính mình"));
    }

    [TestCase("", "v2", TestName = "A_call_takes_the_published_version_before_a_later_draft")]
    [TestCase(",\"workflowDefinitionVersionId\":\"k-1\"", "v1", TestName = "A_call_that_names_a_version_by_its_id_takes_that_one")]
    [TestCase(",\"workflowDefinitionVersionId\":\"k-9\"", "v2", TestName = "A_version_that_is_not_there_is_looked_for_by_its_name")]
    public void Versions(string pin, string printed)
    {
        static string Version(int version, bool isPublished) =>
            $$"""{"id":"k-{{version}}","definitionId":"k","name":"K","version":{{version}},"isPublished":{{(isPublished ? "true" : "false")}},"root":{{Line($"v{version}")}}}""";
        var root = Workflow($$"""{"id":"call","type":"K"{{pin}}}""");
        var read = Read(root, Version(1, true), Version(2, true), Version(3, false));

        Assert.That(ARun.Of(read).Printed, Is.EqualTo(printed));
        Assert.That(WorkflowDefinition.Read(read.Text, "kept").Value.Hash, Is.EqualTo(read.Hash), "kept, it is the same again");
    }

    [Test]
    public void A_version_that_calls_itself_by_its_own_id_is_refused() => Assert.That(
        Refused(Activity("call", "K"), """{"id":"k-1","definitionId":"k","name":"K","root":{"id":"again","type":"K","workflowDefinitionVersionId":"k-1"}}"""), Has.Property("Code").EqualTo("workflow.calls-itself"));

    [Test]
    public void A_matter_is_pinned_to_the_text_of_what_it_calls_too_and_one_text_brings_all_back()
    {
        var root = Workflow(Sequence("root", Activity("call", "Ask"), Line("after")));
        var began = Read(root, Procedure("ask", "Ask", Task("t")));
        var state = WorkflowRun.Start(began, new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(StringComparer.Ordinal)).State;

        Assert.That(WorkflowRun.Resume(Read(root, Procedure("ask", "Ask", Task("t") + " ")), state, 1, "Done").Refusal, Has.Property("Code").EqualTo("workflow.other-version"));
        var kept = WorkflowDefinition.Read(began.Text, "kept").Value;
        Assert.That((kept.Hash, kept.DefinitionId, kept.IsProcedure), Is.EqualTo((began.Hash, "d", true)));
        Assert.That(WorkflowRun.Resume(kept, state, 1, "Done").Value.Lines, Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void A_called_procedure_is_proven_where_it_is_called()
    {
        var issue = Procedure("issue", "Issue", Flowchart([Act("number", "Dispatch.AssignNumber"), Act("issue", "Dispatch.Issue"), Activity("end", "Elsa.End")], "number:Numbered -> issue", "issue:Issued -> end"));
        string[] edges = ["sign:Signed -> call", "sign:Returned -> end", "call -> end"];
        string[] Nodes(string first) => [first, Activity("call", "Dispatch.SubProcedure", "\"procedure\":\"issue\""), Activity("end", "Elsa.End")];

        Assert.That(WorkflowSoundness.Check(Read(Workflow(Flowchart(Nodes(Act("sign", "Dispatch.Sign")), edges)), issue)), Is.Empty);
        var flaws = WorkflowSoundness.Check(Read(Workflow(Flowchart(Nodes(Task("sign", "Signed", "Returned")), edges)), issue));
        Assert.That(flaws[0].Code, Is.EqualTo("workflow.act-too-early"));
        Assert.That(flaws[0].Path, Is.EqualTo(new[] { "sign (sign): Signed", "call", "number (Cấp số và ngày)" }));
    }

    [Test]
    public void An_outcome_of_a_called_procedure_that_leads_nowhere_is_told()
    {
        var child = Procedure("c", "Judge", Sequence("s", Activity("x", "Elsa.Complete", "\"outcomes\":\"Yes\"")));

        Assert.That(WorkflowSoundness.Check(Read(Workflow(Flowchart([Activity("call", "Judge"), Line("yes")], "call:Yes -> yes")), child)), Is.Empty);
        Assert.That(
            WorkflowSoundness.Check(Read(Workflow(Flowchart([Activity("call", "Judge"), Line("no")], "call:No -> no")), child)).Select(flaw => flaw.Code),
            Is.EquivalentTo(new[] { "workflow.unconnected-outcome", "workflow.unreachable" }));
    }

    [TestCase("Done", 0)]
    [TestCase("Refused", 1)]
    public void A_called_procedure_that_is_merely_done_may_be_the_last_step(string outcome, int flaws)
    {
        var child = Procedure("c", "Judge", Sequence("s", Activity("x", "Elsa.Complete", $"\"outcomes\":\"{outcome}\"")));

        Assert.That(WorkflowSoundness.Check(Read(Workflow(Flowchart([Line("a"), Activity("call", "Judge")], "a -> call")), child)), Has.Count.EqualTo(flaws));
        Assert.That(
            WorkflowSoundness.Check(Read(Workflow(Flowchart([Activity("call", "Judge"), Line("no")], "call:No -> no")), child)).Select(flaw => flaw.Code), Has.Some.EqualTo("workflow.unconnected-outcome"));
    }

    private static string Execute(string id, string definition, string members = "") =>
        Activity(id, "Elsa.ExecuteWorkflow", $"\"workflowDefinitionId\":{Literal(definition)}" + (members.Length == 0 ? "" : "," + members));

    private static string Procedure(string id, string name, string root, string inputs = "[]", string outputs = "[]", string outcomes = "[]") =>
        $$"""{"definitionId":"{{id}}","name":"{{name}}","version":1,"inputs":{{inputs}},"outputs":{{outputs}},"outcomes":{{outcomes}},"root":{{root}}}""";

    private static ARun Run(string root, params string[] others) =>
        others is [var variables, .. var rest] && variables.StartsWith('[') ? ARun.Of(Read(Workflow(root, variables), rest)) : ARun.Of(Read(Workflow(root), others));

    private static WorkflowDefinition Read(string json, params string[] others)
    {
        var read = WorkflowDefinition.Read(json, "thu.json", Library(others));
        Assert.That(read.Refusal, Is.Null);
        return read.Value;
    }

    private static Dispatch.Engine.Kernel.Refusal Refused(string root, params string[] others) => WorkflowDefinition.Read(Workflow(root), "thu.json", Library(others)).Refusal!;

    private static ProcedureLibrary Library(string[] others) => new(others.Select((json, i) => (json.StartsWith("""{"definitionId":"child""", StringComparison.Ordinal) ? "child.json" : $"{i}.json", json)));
}
