using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Back to an earlier step, and over to another version.</summary>
internal sealed class MoveTests
{
    private static readonly string[] Edges = ["draft -> law", "draft -> money", "law -> join", "money -> join", "join -> sign", "sign -> end"];

    [Test]
    public void A_step_returns_to_any_step_every_course_has_passed()
    {
        var definition = Read(Workflow(Parallel()));
        var state = Answer(definition, Start(definition), "draft", "law", "money");

        var targets = WorkflowMove.ReturnTargets(definition, state, Wait(state, "sign")).Value.Select(step => step.ActivityId);

        Assert.That(targets, Is.EqualTo(new[] { "draft" }));
        Assert.That(WorkflowMove.Return(definition, state, Wait(state, "sign"), "law").Refusal, Has.Property("Code").EqualTo("workflow.cannot-return"));
        Assert.That(WorkflowMove.Return(definition, state, Wait(state, "sign"), "sign").Refusal, Has.Property("Code").EqualTo("workflow.cannot-return"));
    }

    [TestCase("WaitAll")]
    [TestCase("WaitAllActive")]
    [TestCase("WaitAny")]
    public void What_lay_behind_the_step_is_withdrawn_and_done_anew(string mode)
    {
        var definition = Read(Workflow(Parallel(mode)));
        var state = Answer(definition, Start(definition), "draft");
        if (mode != "WaitAny")
        {
            state = Answer(definition, state, "law");
        }

        for (var round = 0; round < 3; round++)
        {
            var returned = WorkflowMove.Return(definition, state, Wait(state, "money"), "draft").Value;
            Assert.That(Waiting(returned.State), Is.EqualTo(new[] { "draft" }));
            state = Answer(definition, returned.State, "draft");
            Assert.That(Waiting(state), Is.EqualTo(new[] { "law", "money" }));
            state = mode == "WaitAny" ? state : Answer(definition, state, "law");
        }

        state = Answer(definition, state, "money");
        Assert.That(Waiting(state), Is.EqualTo(new[] { "sign" }), "the join counts the last round only");
        Assert.That(WorkflowRun.Resume(definition, state, Wait(state, "sign"), "Done").Value.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_matter_moves_to_a_version_with_a_step_more_and_loses_nothing()
    {
        var before = Read(Workflow(Parallel()));
        var state = Answer(before, Start(before), "draft", "law");
        var after = Read(Workflow(Flowchart(
            [Activity("s", "Elsa.Start"), Task("draft"), Task("law"), Task("finance"), Task("check"), Join("join", "WaitAll"), Task("sign"), Activity("end", "Elsa.End")],
            "s -> draft", "draft -> law", "draft -> finance", "law -> join", "finance -> check", "check -> join", "join -> sign", "sign -> end")));

        Assert.That(WorkflowMove.Migrate(before, state, after, Map()).Refusal, Has.Property("Code").EqualTo("workflow.cannot-migrate").And.Property("Message").Contains("'money'"));
        var moved = WorkflowMove.Migrate(before, state, after, Map(("money", "finance"))).Value;

        Assert.That(Waiting(moved.State), Is.EqualTo(new[] { "finance" }));
        Assert.That((moved.Opened.Count, moved.Withdrawn.Count), Is.EqualTo((0, 0)), "the open step is the same one to whoever holds it");
        var end = Answer(after, moved.State, "finance", "check", "sign");
        Assert.That(WorkflowRun.Waits(end).Value, Is.Empty);
        Assert.That(WorkflowRun.Resume(before, moved.State, 3, "Done").Refusal, Has.Property("Code").EqualTo("workflow.other-version"));
    }

    [Test]
    public void A_dead_branch_stays_dead_in_the_new_version()
    {
        string Route(string title) => Workflow(Flowchart(
            [Decision("d", "true"), Task("yes"), Task("no"), Line("after", Literal(title))], "d:True -> yes", "d:False -> no", "yes -> after", "no -> after"));
        var (before, after) = (Read(Route("cũ")), Read(Route("mới")));

        var moved = WorkflowMove.Migrate(before, Start(before), after, Map()).Value;
        var end = WorkflowRun.Resume(after, moved.State, 1, "Done").Value;

        Assert.That((end.Status, end.Lines.Single()), Is.EqualTo((RunStatus.Finished, "mới")));
    }

    [Test]
    public void A_matter_that_cannot_say_where_it_would_stand_is_not_moved()
    {
        var loop = Read(Workflow(Flowchart([Activity("each", "Elsa.ForEach", $"\"items\":[1,2],\"body\":{Task("t")}")])));
        var other = Read(Workflow(Flowchart([Activity("t", "Dispatch.Sign", "\"role\":\"Signer\"")])));
        var plain = Read(Workflow(Flowchart([Task("t")])));
        var ask = Read(Workflow(Flowchart([Activity("t", "Dispatch.ParallelApproval", "\"members\":[\"a\",\"b\"],\"ends\":\"AllAnswer\"")])));
        var asked = WorkflowRun.Resume(ask, Start(ask), 1, "Approved").Value.State;

        Assert.That(WorkflowMove.Migrate(loop, Start(loop), plain, Map()).Refusal!.Message, Does.Contain("vòng lặp"));
        Assert.That(WorkflowMove.Migrate(plain, Start(plain), other, Map()).Refusal!.Message, Does.Contain("'Dispatch.Sign'"));
        Assert.That(WorkflowMove.Migrate(ask, asked, Read(Workflow(Flowchart([Activity("t", "Dispatch.ParallelApproval", "\"members\":[\"a\",\"b\",\"c\"]")]))), Map()).Refusal!.Message, Does.Contain("lấy ý kiến dở"));
    }

    private static string Parallel(string mode = "WaitAll") => Flowchart(
        [Task("draft"), Task("law"), Task("money"), Join("join", mode), Task("sign"), Activity("end", "Elsa.End")], Edges);

    private static string Start(WorkflowDefinition definition) => WorkflowRun.Start(definition, new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(StringComparer.Ordinal)).State;

    private static string Answer(WorkflowDefinition definition, string state, params string[] steps) =>
        steps.Aggregate(state, (at, step) => WorkflowRun.Resume(definition, at, Wait(at, step), "Done").Value.State);

    private static IEnumerable<string> Waiting(string state) => WorkflowRun.Waits(state).Value.Select(wait => wait.ActivityId);

    private static int Wait(string state, string step) => WorkflowRun.Waits(state).Value.Single(wait => wait.ActivityId == step).Id;

    private static Dictionary<string, string> Map(params (string Old, string New)[] pairs) => pairs.ToDictionary(pair => pair.Old, pair => pair.New, StringComparer.Ordinal);
}
