using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Activities;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Every planted error has a witness: the same drawing without it, which is sound.</summary>
internal sealed class SoundnessTests
{
    private static readonly string Submit = Act("submit", "Dispatch.Submit");
    private static readonly string Sign = Act("sign", "Dispatch.Sign");
    private static readonly string Number = Act("number", "Dispatch.AssignNumber");
    private static readonly string Issue = Act("issue", "Dispatch.Issue");
    private static readonly string End = Activity("end", "Elsa.End");

    [TestCase("issue-dispatch")]
    [TestCase("receive-dispatch")]
    [TestCase("certify-copy")]
    public void What_the_house_ships_is_sound(string name) => Assert.That(WorkflowSoundness.Check(ShippedDefinitionsTests.Shipped(name)), Is.Empty);

    [TestCase("issue-dispatch", "Issue")]
    [TestCase("replace-dispatch", "Issue")]
    [TestCase("receive-dispatch", "Register")]
    [TestCase("certify-copy", "IssueCopy")]
    [TestCase("recall-dispatch", "OrderRecall")]
    public void A_version_without_the_act_its_matters_are_for_is_told(string definitionId, string act)
    {
        var flaw = Check(definitionId).Single();

        Assert.That(flaw.Code, Is.EqualTo("workflow.misses-act"));
        Assert.That(flaw.Message, Does.Contain(definitionId).And.Contain(act));
        Assert.That(Check("our-own"), Is.Empty, "the witness: an office may call what it likes its own");

        static IReadOnlyList<Flaw> Check(string id) =>
            WorkflowSoundness.Check(Read(Workflow(Task("t")).Replace("\"definitionId\":\"d\"", $"\"definitionId\":\"{id}\"", StringComparison.Ordinal)));
    }

    [Test]
    public void A_number_before_the_signature_is_told_with_the_path()
    {
        Sound(Flowchart([Submit, Sign, Number, Issue, End], "submit:Submitted -> sign", "sign:Signed -> number", "sign:Returned -> submit", "number:Numbered -> issue", "issue:Issued -> end"));

        var flaw = Flaws(Flowchart([Submit, Sign, Number, Issue, End], "submit:Submitted -> number", "number:Numbered -> sign", "sign:Signed -> issue", "sign:Returned -> submit", "issue:Issued -> end")).Single();

        Assert.That(flaw.Code, Is.EqualTo("workflow.act-too-early"));
        Assert.That(flaw.Message, Does.Contain("'number' (AssignNumber)").And.Contain("chưa có Sign"));
        Assert.That(flaw.Path, Is.EqualTo(new[] { "submit (Trình dự thảo): Submitted", "number (Cấp số và ngày)" }));
    }

    [Test]
    public void A_returned_signature_is_no_signature()
    {
        var flaws = Flaws(Flowchart([Submit, Sign, Number, Issue, End], "submit:Submitted -> sign", "sign:Signed -> number", "sign:Returned -> number", "number:Numbered -> issue", "issue:Issued -> end"));

        Assert.That(flaws.Select(flaw => flaw.Path[^1]), Is.EquivalentTo(new[] { "number (Cấp số và ngày)", "issue (Ký số của cơ quan và phát hành)" }));
        Assert.That(flaws[0].Path, Does.Contain("sign (Ký ban hành): Returned"));
    }

    [Test]
    public void An_issue_without_a_number_is_told()
    {
        var flaw = Flaws(Flowchart([Sign, Issue, End], "sign:Signed -> issue", "sign:Returned -> end", "issue:Issued -> end")).Single();

        Assert.That(flaw.Message, Does.Contain("'issue' (Issue)").And.Contain("chưa có AssignNumber"));
    }

    [Test]
    public void A_signature_is_void_once_the_draft_was_submitted_again()
    {
        var again = Activity("ask", "Dispatch.HumanTask", "\"role\":\"Clerk\",\"outcomes\":[\"Go\",\"Change\"]");
        string[] good = ["submit:Submitted -> sign", "sign:Signed -> ask", "sign:Returned -> submit", "ask:Go -> number", "ask:Change -> submit", "number:Numbered -> issue", "issue:Issued -> end"];
        Sound(Flowchart([Submit, Sign, again, Number, Issue, End], good));

        var resubmit = Act("resubmit", "Dispatch.Submit");
        var flaws = Flaws(Flowchart(
            [Submit, Sign, again, resubmit, Number, Issue, End],
            [.. good.Where(edge => edge != "ask:Change -> submit"), "ask:Change -> resubmit", "resubmit:Submitted -> number"]));

        Assert.That(flaws, Has.All.Property("Code").EqualTo("workflow.act-too-early").And.Some.Property("Path").Contains("ask: Change").Or.Some.Property("Path").Contains("ask (ask): Change"));
    }

    [Test]
    public void A_signature_in_one_parallel_branch_counts_behind_the_join_and_not_beside_it()
    {
        string[] common = ["s -> sign", "s -> other", "sign:Signed -> join", "sign:Returned -> end"];
        var nodes = new[] { Activity("s", "Elsa.Start"), Sign, Task("other"), Join("join", "WaitAll"), Number, Issue, End };
        Sound(Flowchart(nodes, [.. common, "other -> join", "join -> number", "number:Numbered -> issue", "issue:Issued -> end"]));

        var beside = Flaws(Flowchart(nodes, [.. common, "other -> number", "number:Numbered -> join", "join -> issue", "issue:Issued -> end"]));
        Assert.That(beside.Select(flaw => flaw.Message), Has.One.Contains("'number' (AssignNumber)"));

        var any = Flaws(Flowchart([.. nodes.Where(node => !node.Contains("FlowJoin")), Join("join", "WaitAny")], [.. common, "other -> join", "join -> number", "number:Numbered -> issue", "issue:Issued -> end"]));
        Assert.That(any.Select(flaw => flaw.Message), Has.Some.Contains("'number' (AssignNumber)"), "a join for any lets the other branch win");
    }

    [Test]
    public void An_embedded_container_is_walked_too()
    {
        static string Route(string body) => Flowchart([Activity("s", "Elsa.Start"), body, Number, Issue, End], "s -> body", "body -> number", "number:Numbered -> issue", "issue:Issued -> end");

        var signOrFinish = FlowchartNamed("body", [Sign, Activity("stop", "Elsa.Finish")], "sign:Signed -> ok", "sign:Returned -> stop").Replace("\"activities\":[", $"\"activities\":[{Line("ok")},", StringComparison.Ordinal).Replace("\"type\":\"Elsa.Flowchart\"", "\"type\":\"Elsa.Flowchart\",\"start\":\"sign\"", StringComparison.Ordinal);
        Sound(Route(signOrFinish));
        Assert.That(Flaws(Route(Sequence("body", Sign))).Select(flaw => flaw.Code), Has.Some.EqualTo("workflow.act-too-early"), "in a sequence a returned draft goes on");
        Assert.That(Flaws(Route(Activity("body", "Elsa.If", $"\"condition\":true,\"then\":{signOrFinish.Replace("\"body\"", "\"inner\"", StringComparison.Ordinal)}"))).Select(flaw => flaw.Code), Has.Some.EqualTo("workflow.act-too-early"), "the if may go past it");
    }

    [Test]
    public void A_copy_needs_approval_before_its_number_and_both_before_it_is_issued()
    {
        var flaws = Flaws(Flowchart([Act("n", "Dispatch.AssignCopyNumber"), Act("i", "Dispatch.IssueCopy"), End], "n:Numbered -> i", "i:Issued -> end"));

        Assert.That(flaws.Select(flaw => flaw.Message), Is.EqualTo(new[] { "Có đường đi tới bước 'n' (AssignCopyNumber) khi chưa có ApproveCopy (Duyệt sao văn bản).", "Có đường đi tới bước 'i' (IssueCopy) khi chưa có ApproveCopy (Duyệt sao văn bản)." }));
    }

    [Test]
    public void A_step_nobody_can_reach_is_told()
    {
        Sound(Flowchart([Line("a"), Line("b")], "a -> b"));

        Assert.That(Flaws(Flowchart([Line("a"), Line("b"), Line("c")], "a -> b", "c -> c")).Select(flaw => (flaw.Code, flaw.Path[0])), Is.EqualTo(new[] { ("workflow.unreachable", "c") }));
        Assert.That(Flaws(Sequence("s", Line("a"), Activity("end", "Elsa.End"), Line("b"))).Select(flaw => (flaw.Code, flaw.Path[0])), Is.EqualTo(new[] { ("workflow.unreachable", "b") }));
    }

    [Test]
    public void A_step_behind_a_join_that_never_begins_is_told()
    {
        static string Route(string mode) => Flowchart([Decision("d", "true"), Line("a"), Line("b"), Join("join", mode), Line("after")], "d:True -> a", "d:False -> b", "a -> join", "b -> join", "join -> after");
        Sound(Route("WaitAllActive"));

        var flaw = Flaws(Route("WaitAll")).Single();
        Assert.That((flaw.Code, string.Join(" → ", flaw.Path)), Is.EqualTo(("workflow.starved-join", "d: True → a → join")));
        Assert.That(flaw.Message, Does.Contain("nhánh từ 'b' không bao giờ tới"));
    }

    [Test]
    public void A_loop_without_a_way_out_is_told_with_the_path_into_it()
    {
        var nodes = new[] { Activity("s", "Elsa.Start"), Task("a", "Again", "Out"), Task("b", "Back"), End };
        Sound(Flowchart(nodes, "s -> a", "a:Again -> b", "b:Back -> a", "a:Out -> end"));

        var flaws = Flaws(Flowchart(nodes, "s -> a", "a:Again -> b", "b:Back -> a", "a:Out -> b"));
        Assert.That(flaws.Select(flaw => flaw.Code), Is.EquivalentTo(new[] { "workflow.cannot-end", "workflow.unreachable" }));
        Assert.That(flaws.Single(flaw => flaw.Code == "workflow.cannot-end").Path, Is.EqualTo(new[] { "s" }));
    }

    [Test]
    public void A_while_that_never_lets_go_is_told_unless_a_break_ends_it()
    {
        static string Loop(params string[] body) => Activity("w", "Elsa.While", $"\"condition\":true,\"body\":{Sequence("body", body)}");
        Sound(Loop(Task("t"), Activity("break", "Elsa.Break")));

        Assert.That(Flaws(Loop(Task("t"))).Single(), Has.Property("Code").EqualTo("workflow.cannot-end"));
        Assert.That(Flaws(Activity("f", "Elsa.For", "\"start\":1,\"end\":2")).Single(), Has.Property("Code").EqualTo("workflow.cannot-end"));
    }

    [Test]
    public void A_setting_we_do_not_know_is_no_output()
    {
        static string Wait(string setting) => Activity("d", "Elsa.Delay", $"\"timeSpan\":{Literal("00:00:05")},\"manner\":{setting}");

        Sound(Wait("""{"typeName":"Some.Manner, Some","expression":{"type":"Literal","value":"Quiet"},"memoryReference":{"id":"d:input-2"}}"""));
        Assert.That(Flaws(Wait("""{"typeName":"Some.Manner, Some","memoryReference":{"id":"nobody"}}""")).Single(), Has.Property("Code").EqualTo("workflow.unknown-variable"));
    }

    [Test]
    public void An_answer_that_leads_nowhere_is_told()
    {
        Sound(Flowchart([Task("t", "Passed", "Returned"), Line("a"), Line("b")], "t:Passed -> a", "t:Returned -> b"));

        Assert.That(Flaws(Flowchart([Task("t", "Passed", "Returned"), Line("a")], "t:Passed -> a")).Single(), Has.Property("Code").EqualTo("workflow.unconnected-outcome").And.Property("Message").Contains("'Returned'"));
    }

    [Test]
    public void A_connection_along_an_outcome_that_never_comes_is_told()
    {
        var flaws = Flaws(Flowchart([Task("t", "Passed"), Line("a"), Line("b")], "t:Passed -> a", "t:Pased -> b"));

        Assert.That(flaws.Select(flaw => flaw.Code), Is.EquivalentTo(new[] { "workflow.never-followed", "workflow.unreachable" }));
    }

    [Test]
    public void A_jump_into_a_branch_is_told()
    {
        Sound(Flowchart([Line("s"), Decision("a", "true"), Line("c")], "s -> a", "a:True -> c", "a:False -> s"));

        Assert.That(Flaws(Flowchart([Line("s"), Line("a"), Line("b"), Decision("c", "true"), End], "s -> a", "s -> b", "a -> c", "b -> c", "c:True -> a", "c:False -> end")).Select(flaw => flaw.Code), Is.EqualTo(new[] { "workflow.bad-loop" }));
    }

    [Test]
    public void A_step_that_can_be_open_twice_at_once_is_told()
    {
        var nodes = new[] { Activity("s", "Elsa.Start"), Task("draft"), Task("law", "Passed", "Returned"), Task("money", "Passed", "Returned"), Join("join", "WaitAllActive"), Line("next") };
        Sound(Flowchart(nodes, "s -> draft", "draft -> law", "draft -> money", "law:Passed -> join", "law:Returned -> join", "money:Passed -> join", "money:Returned -> join", "join -> next"));

        var flaws = Flaws(Flowchart(nodes, "s -> draft", "draft -> law", "draft -> money", "law:Passed -> join", "law:Returned -> draft", "money:Passed -> join", "money:Returned -> draft", "join -> next"));

        Assert.That(flaws.Select(flaw => (flaw.Code, flaw.Path[^1])), Is.EqualTo(new[] { ("workflow.opened-twice", "draft (draft)"), ("workflow.opened-twice", "money (money)") }));
    }

    [Test]
    public void A_round_that_waits_for_nobody_and_decides_nothing_is_told()
    {
        string Route(string middle) => Flowchart([Line("a"), Line("b"), middle, End], "a -> b", "b -> m", "m -> a", "m -> end");
        Sound(Route(Task("m")));

        var flaw = Flaws(Route(Line("m"))).Single(flaw => flaw.Code == "workflow.busy-loop");
        Assert.That(flaw.Path, Is.EqualTo(new[] { "a", "b", "m", "a" }));
    }

    [Test]
    public void A_name_nobody_declared_is_told()
    {
        string[] good = ["getV()", "variables.V", "getVariable('V')", "getInput('Who')", "getWho()", "getCorrelationId()", "`${Math.max(1, variables.V)}`"];
        string[] bad = ["getW()", "variables.W", "getVariable('W')", "getInput('W')", "nobody", "[1, {a: getW()}]", "true ? 1 : getW()"];
        string Route(string source) => Workflow(Sequence("s", Line("l", Script(source))), $"[{Variable("v", "V", "Int32", "1")}]", """[{"name":"Who","type":"String"}]""");

        Assert.That(good.SelectMany(source => WorkflowSoundness.Check(Read(Route(source)))), Is.Empty);
        Assert.That(bad.Select(source => WorkflowSoundness.Check(Read(Route(source))).Count), Has.All.EqualTo(1));
        Assert.That(WorkflowSoundness.Check(Read(Workflow(Set("set", "nobody", Literal("x"))))).Single().Code, Is.EqualTo("workflow.unknown-variable"));
    }

    [Test]
    public void A_loop_variable_is_known_inside_its_loop_only()
    {
        var body = Line("l", Script("getCurrentValue()"));
        Sound(Activity("f", "Elsa.ForEach", $"\"items\":[1],\"body\":{body}"));

        Assert.That(Flaws(body).Single().Code, Is.EqualTo("workflow.unknown-name"));
    }

    [Test]
    public void Nested_rounds_of_returning_are_walked_in_few_states()
    {
        var steps = Enumerable.Range(0, 30).Select(i => Task($"t{i}", "Passed", "Returned")).Append(End).ToArray();
        var edges = Enumerable.Range(0, 30).SelectMany(i => new[] { $"t{i}:Passed -> {(i == 29 ? "end" : $"t{i + 1}")}", i == 0 ? "t0:Returned -> end" : $"t{i}:Returned -> t{i - 1}" }).ToArray();

        Sound(Flowchart(steps, edges));
    }

    [Test]
    public void A_path_that_a_run_would_lose_at_a_shared_step_behind_a_loop_is_told()
    {
        var nodes = new[] { Task("first", "Go", "Skip"), Task("again", "Back", "On"), Task("last", "Ok", "Redo"), Line("shared"), Line("own") };
        string[] common = ["first:Go -> again", "again:On -> last", "again:Back -> first", "last:Redo -> again", "last:Ok -> shared"];
        Sound(Flowchart(nodes, [.. common, "first:Skip -> own"]));

        var shared = Flowchart([.. nodes.Take(4)], [.. common, "first:Skip -> shared"]);
        var flaw = Flaws(shared).Single();

        Assert.That((flaw.Code, flaw.Path[^1]), Is.EqualTo(("workflow.lost-path", "shared")));
        var run = ARun.Of(Workflow(shared));
        foreach (var step in flaw.Path.SkipLast(1).Select(step => step.Split(" (")[0] + ":" + step.Split(": ")[1]))
        {
            run.Answer(step.Split(':')[0], step.Split(':')[1]);
        }

        Assert.That((run.Last.Status, run.Lines.Count), Is.EqualTo((RunStatus.Finished, 0)), "the path of the flaw is a run that ends without the step");
    }

    [Test]
    public void What_is_too_complex_to_prove_is_not_called_sound()
    {
        var steps = Enumerable.Range(0, 18).Select(i => Act($"t{i}", "Dispatch.Sign")).ToArray();
        var route = Flowchart([Activity("s", "Elsa.Start"), .. steps, Line("next")], [.. Enumerable.Range(0, 18).SelectMany(i => new[] { $"s -> t{i}", $"t{i}:Signed -> next", $"t{i}:Returned -> next" })]);

        Assert.That(Flaws(route).Select(flaw => flaw.Code), Is.EqualTo(new[] { "workflow.too-complex" }));
    }

    [Test]
    public void Parallel_branches_that_cannot_touch_each_other_are_proven_however_many_they_are()
    {
        var tasks = Enumerable.Range(0, 12).SelectMany(i => Enumerable.Range(0, 5).Select(step => Task($"t{i}-{step}", "Passed", "Noted"))).ToArray();
        var edges = Enumerable.Range(0, 12).SelectMany(i => Enumerable.Range(0, 5).SelectMany(step =>
            new[] { "Passed", "Noted" }.Select(outcome => $"t{i}-{step}:{outcome} -> {(step == 4 ? "join" : $"t{i}-{step + 1}")}")).Prepend($"s -> t{i}-0"));
        string[] nodes = [Activity("s", "Elsa.Start"), .. tasks, Join("join", "WaitAllActive"), End];

        Sound(Flowchart(nodes, [.. edges, "join -> end"]));
        Assert.That(Flaws(Flowchart(nodes, [.. edges.Where(edge => edge != "t7-3:Noted -> t7-4"), "join -> end"])).Select(flaw => flaw.Message), Has.One.Contains("'Noted' của bước 't7-3'"));
    }

    [Test]
    public void A_drawing_of_a_thousand_branches_is_proven_too()
    {
        string[] branches = [.. Enumerable.Range(0, 1_000).Select(i => $"b{i}")];
        string[] edges = [.. branches.Select(branch => $"s -> {branch}"), .. branches.Select(branch => $"{branch} -> end")];

        Assert.That(WorkflowSoundness.Check(Read(Workflow(Flowchart([Line("s"), .. branches.Select(Line), Line("end")], edges)))), Is.Empty);
    }

    [Test]
    public void An_issue_that_only_the_drafter_has_approved_is_told()
    {
        static string By(string type, string id, string who) => Activity(id, type, who == "drafter" ? $"\"person\":{Expression("Input", "drafter")}" : $"\"role\":\"{who}\"");
        static string Route(string checker, string signer) => Workflow(
            Flowchart(
                [Submit, By("Dispatch.CheckContent", "check", checker), By("Dispatch.Sign", "sign", signer), Number, Issue, End],
                "submit:Submitted -> check",
                "check:Passed -> sign",
                "check:Returned -> submit",
                "sign:Signed -> number",
                "sign:Returned -> submit",
                "number:Numbered -> issue",
                "issue:Issued -> end"),
            inputs: """[{"name":"drafter","type":"String"}]""");

        Assert.That(WorkflowSoundness.Check(Read(Route("UnitHead", "drafter"))), Is.Empty);
        Assert.That(WorkflowSoundness.Check(Read(Route("Drafter", "Signer"))), Is.Empty);
        var flaw = WorkflowSoundness.Check(Read(Route("Drafter", "drafter"))).Single();
        Assert.That((flaw.Code, flaw.Path[^1]), Is.EqualTo(("workflow.self-approval", "issue (Ký số của cơ quan và phát hành)")));
    }

    [Test]
    public void An_opinion_round_counts_as_approval_by_others()
    {
        static string Route(string members) => Flowchart(
            [Submit, Activity("ask", "Dispatch.ParallelApproval", $"\"members\":{members}"), Activity("sign", "Dispatch.Sign", "\"role\":\"Drafter\""), Number, Issue, End],
            "submit:Submitted -> ask",
            "ask:Approved -> sign",
            "ask:Refused -> submit",
            "sign:Signed -> number",
            "sign:Returned -> submit",
            "number:Numbered -> issue",
            "issue:Issued -> end");
        Sound(Route("""[{"role":"UnitHead"}]"""));

        Assert.That(Flaws(Route("""[{"role":"Drafter"}]""")).Single().Code, Is.EqualTo("workflow.self-approval"));
    }

    [Test]
    public void A_role_nobody_can_hold_is_told()
    {
        var definition = Read(Workflow(Sequence("s", Activity("t", "Dispatch.HumanTask", "\"role\":\"Clerk, Wizard\",\"escalateTo\":\"Signer\""))));

        Assert.That(WorkflowSoundness.Check(definition, ["Clerk", "Signer", "Wizard"]), Is.Empty);
        Assert.That(WorkflowSoundness.Check(definition), Is.Empty, "without the list nothing is said");
        Assert.That(WorkflowSoundness.Check(definition, ["Clerk"]).Select(flaw => flaw.Message), Has.One.Contains("'Wizard'").And.One.Contains("'Signer'"));
    }

    [Test]
    public void A_decision_that_can_end_nowhere_is_told_and_still_runs()
    {
        var root = Flowchart([Decision("d", "false"), Line("b")], "d:True -> b");

        Assert.That(Flaws(root).Single(), Has.Property("Code").EqualTo("workflow.unconnected-outcome").And.Property("Message").Contains("'False'"));
        Assert.That(ARun.Of(Workflow(root)).Last.Status, Is.EqualTo(RunStatus.Finished));
    }

    [TestCase("issue-dispatch", "Submit Sign AssignNumber Issue", "2 (Ký ban hành)", "“Chờ kiểm tra nội dung”", TestName = "Signed_before_it_was_checked")]
    [TestCase("issue-dispatch", "Submit CheckForm CheckContent Sign AssignNumber Issue", "2 (Kiểm tra thể thức)", "“Chờ kiểm tra nội dung”", TestName = "Form_checked_before_content")]
    [TestCase("replace-dispatch", "Submit CheckContent CheckForm Sign AssignNumber AssignNumber Issue", "6 (Cấp số và ngày)", "“Đã cấp số, chờ phát hành”", TestName = "Numbered_twice")]
    [TestCase("receive-dispatch", "Receive Register Assign Close", "3 (Phân công xử lý)", "“Đã vào sổ”", TestName = "Assigned_before_a_leader_saw_it")]
    [TestCase("certify-copy", "ApproveCopy AssignCopyNumber AssignCopyNumber IssueCopy", "3 (Cấp số bản sao)", "“Đã cấp số bản sao, chờ phát hành”", TestName = "A_copy_numbered_twice")]
    public void A_step_whose_act_the_law_never_allows_where_the_paper_stands_is_told_with_its_course(string procedure, string steps, string step, string stands)
    {
        var flaw = WorkflowSoundness.Check(Row(procedure, steps.Split(' '))).Single();

        Assert.That((flaw.Code, flaw.Path[^1]), Is.EqualTo(("workflow.act-impossible", step)));
        Assert.That(flaw.Message, Does.Contain(stands).And.Contain("lúc đó chỉ có thể"));
        Assert.That(WorkflowSoundness.Check(Row("d", steps.Split(' '))), Is.Empty, "of a procedure of no paper nothing is known");
    }

    [Test]
    public void Where_branches_run_together_nobody_knows_whose_act_is_first()
    {
        var both = Activity("2", "Elsa.Parallel", $"\"activities\":[{Act("a", "Dispatch.CheckContent")},{Act("b", "Dispatch.CheckForm")}]");
        var row = Sequence("s", Act("1", "Dispatch.Submit"), both, Act("3", "Dispatch.Sign"), Act("4", "Dispatch.AssignNumber"), Act("5", "Dispatch.Issue"));

        Assert.That(WorkflowSoundness.Check(Of("issue-dispatch", row)).Where(flaw => flaw.Code == "workflow.act-impossible"), Is.Empty);
    }

    /// <summary>Steps one after the other; an answer that is not the first ends the procedure.</summary>
    private static WorkflowDefinition Row(string procedure, string[] steps)
    {
        var acts = steps.Select((step, i) => Act($"{i + 1}", $"Dispatch.{step}")).Append(Activity("end", "Elsa.End"));
        var edges = steps.SelectMany((step, i) => OfficeSteps.All.Single(one => one.Type == $"Dispatch.{step}").Outcomes
            .Select((outcome, n) => $"{i + 1}:{outcome} -> {(n == 0 && i + 1 < steps.Length ? $"{i + 2}" : "end")}"));
        return Of(procedure, Flowchart([.. acts], [.. edges]));
    }

    private static WorkflowDefinition Of(string procedure, string root) => Read(Workflow(root).Replace("\"definitionId\":\"d\"", $"\"definitionId\":\"{procedure}\"", StringComparison.Ordinal));

    private static IReadOnlyList<Flaw> Flaws(string root) => WorkflowSoundness.Check(Read(Workflow(root)));

    private static void Sound(string root) => Assert.That(Flaws(root).Select(flaw => $"{flaw.Code} {flaw.Message}"), Is.Empty);
}
