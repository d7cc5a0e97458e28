using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

internal sealed class WaitTests
{
    private static readonly Dictionary<string, JsonNode?> Nothing = new(StringComparer.Ordinal);

    [Test]
    public void A_wait_says_what_is_to_be_done_by_whom_and_how_it_can_end()
    {
        var task = Activity(
            "xem",
            "Dispatch.HumanTask",
            $"\"act\":\"Consult\",\"title\":{Script("'Cho ý kiến về ' + getInput('Subject')")},\"role\":\"UnitHead\",\"unit\":\"CNV\",\"person\":\"an\",\"outcomes\":[\"Agreed\",\"Refused\"],\"workingDays\":\"2\"");
        var run = ARun.Of(Workflow(task), ("Subject", "đối ngoại"));

        Assert.That(
            run.Last.Opened.Single() with { Outcomes = [], Reminders = [], Fields = [] },
            Is.EqualTo(new Wait(1, "xem", "Dispatch.HumanTask", "Consult", "Cho ý kiến về đối ngoại", [])
            {
                Role = "UnitHead",
                Unit = "CNV",
                Person = "an",
                Due = new Due(DueUnit.WorkingDays, 2),
                Reminders = [],
                Fields = [],
            }).UsingPropertiesComparer());
        Assert.That(run.Waits[0].Outcomes, Is.EqualTo(new[] { "Agreed", "Refused" }));
        Assert.That(run.Last.Status, Is.EqualTo(RunStatus.Suspended));
    }

    [Test]
    public void An_outcome_leads_on_along_its_own_connection()
    {
        var json = Workflow(Flowchart([Task("t", "Passed", "Returned"), Line("passed"), Line("returned")], "t:Passed -> passed", "t:Returned -> returned"));

        Assert.That(ARun.Of(json).Answer("t", "Passed").Printed, Is.EqualTo("passed"));
        Assert.That(ARun.Of(json).Answer("t", "Returned").Printed, Is.EqualTo("returned"));
    }

    [Test]
    public void What_came_with_an_answer_is_the_result_of_the_step_and_survives_the_next_wait()
    {
        var first = Activity("t", "Dispatch.HumanTask", """
            "role":"Clerk","result":{"typeName":"Object","memoryReference":{"id":"v"}},"outcome":{"typeName":"String","memoryReference":{"id":"o"}}
            """);
        var variables = $"[{Variable("v", "Given", "Object", "")},{Variable("o", "How", "String", "")}]";
        var run = ARun.Of(Workflow(Sequence("s", first, Line("now", Script("getLastResult().reason")), Task("t2"), Line("later", Script("`${getHow()}: ${variables.Given.reason}`"))), variables));

        run.Answer("t", "Done", JsonNode.Parse("""{"reason":"thiếu phụ lục"}""")).Answer("t2");

        Assert.That(run.Lines, Is.EqualTo(new[] { "thiếu phụ lục", "Done: thiếu phụ lục" }));
    }

    [Test]
    public void An_event_resumes_everything_that_waits_for_its_name()
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Line("a"), Event("receipt"), Activity("other", "Elsa.Event", "\"eventName\":\"receipt\",\"result\":{\"memoryReference\":{\"id\":\"v\"}}"), Line("b"), Line("c", Script("getV()"))],
            "a -> receipt",
            "a -> other",
            "receipt -> b",
            "other -> c"), variables: $"[{Variable("v", "V", "String", "")}]"));

        Assert.That(run.Waits, Has.All.Property("EventName").EqualTo("receipt"));
        run.Raise("receipt", "đã nhận");

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("a b đã nhận", RunStatus.Finished)));
    }

    [Test]
    public void The_numbers_of_waits_are_never_used_again()
    {
        var run = ARun.Of(Workflow(Flowchart([Activity("s", "Elsa.Start"), Task("t", "Passed", "Returned"), Task("u", "Returned")], "s -> t", "t:Passed -> u", "u:Returned -> t")));

        Assert.That(run.Waits.Single().Id, Is.EqualTo(1));
        Assert.That(run.Answer("t", "Passed").Waits.Single().Id, Is.EqualTo(2));
        Assert.That(run.Answer("u", "Returned").Waits.Single().Id, Is.EqualTo(3));
    }

    [Test]
    public void The_same_course_gives_the_same_states()
    {
        static IEnumerable<string> Course()
        {
            var run = ARun.Of(ShippedDefinitionsTests.Shipped("issue-dispatch"));
            yield return run.Last.State;
            foreach (var (step, outcome) in new[] { ("submit", "Submitted"), ("check-content", "Returned"), ("submit", "Submitted"), ("check-content", "Passed") })
            {
                yield return run.Answer(step, outcome).Last.State;
            }
        }

        var (once, again) = (Course().ToList(), Course().ToList());

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void A_refused_answer_leaves_the_state_as_it_was_and_says_why()
    {
        var definition = Read(Workflow(Task("t", "Passed", "Returned")));
        var state = WorkflowRun.Start(definition, Nothing).State;

        Assert.That(WorkflowRun.Resume(definition, state, 2, "Passed").Refusal, Has.Property("Code").EqualTo("workflow.unknown-wait"));
        Assert.That(WorkflowRun.Resume(definition, state, 1, "Signed").Refusal, Has.Property("Code").EqualTo("workflow.unknown-outcome").And.Property("Message").Contains("Passed, Returned"));
        Assert.That(WorkflowRun.Raise(definition, state, "gì đó").Refusal, Has.Property("Code").EqualTo("workflow.unknown-event"));
        Assert.That(WorkflowRun.Resume(definition, state, 1, "Passed").Value.Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public void A_finished_run_takes_no_answer()
    {
        var definition = Read(Workflow(Task("t")));
        var state = WorkflowRun.Resume(definition, WorkflowRun.Start(definition, Nothing).State, 1, "Done").Value.State;

        Assert.That(WorkflowRun.Resume(definition, state, 1, "Done").Refusal, Has.Property("Code").EqualTo("workflow.not-suspended").And.Property("Message").Contains("đã xong"));
    }

    [Test]
    public void A_run_is_pinned_to_the_very_text_it_began_with()
    {
        var began = Read(Workflow(Task("t")));
        var changed = Read(Workflow(Task("t")) + " ");
        var state = WorkflowRun.Start(began, Nothing).State;

        Assert.That(WorkflowRun.Resume(changed, state, 1, "Done").Refusal, Has.Property("Code").EqualTo("workflow.other-version"));
        Assert.That(WorkflowRun.Resume(began, state, 1, "Done").IsRefused, Is.False);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"format":2,"definitionId":"d","version":1,"hash":"x","status":"Suspended"}""")]
    public void A_state_that_cannot_be_read_is_refused(string state)
    {
        Assert.That(WorkflowRun.Resume(Read(Workflow(Task("t"))), state, 1, "Done").Refusal, Has.Property("Code").EqualTo("workflow.unreadable-state"));
        Assert.That(WorkflowRun.Waits(state).IsRefused, Is.True);
    }

    [TestCase("\"activity\":\"t\"", "\"activity\":\"other\"")]
    [TestCase("\"context\":2", "\"context\":7")]
    [TestCase("\"parent\":1", "\"parent\":5")]
    [TestCase("\"lastContext\":2", "\"lastContext\":1")]
    public void A_state_that_was_edited_by_hand_is_refused(string was, string became)
    {
        var definition = Read(Workflow(Sequence("s", Task("t"))));
        var state = WorkflowRun.Start(definition, Nothing).State;
        Assert.That(state, Does.Contain(was));

        Assert.That(WorkflowRun.Resume(definition, state.Replace(was, became, StringComparison.Ordinal), 1, "Done").Refusal, Has.Property("Code").EqualTo("workflow.unreadable-state"));
    }
}
