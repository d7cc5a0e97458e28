using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Steps of ours: opinions of several, deadlines, the office's own work, and what cannot be done.</summary>
internal sealed class PeopleTests
{
    [TestCase("FirstRefusal", "", "AAA", "Approved")]
    [TestCase("FirstRefusal", "", "AR", "Refused")]
    [TestCase("Quorum", "2", "AA", "Approved")]
    [TestCase("Quorum", "2", "RAA", "Approved")]
    [TestCase("Quorum", "2", "RR", "Refused")]
    [TestCase("AllAnswer", "2", "ARA", "Approved")]
    [TestCase("AllAnswer", "", "ARA", "Refused")]
    public void Opinions_end_as_the_step_says(string ends, string quorum, string answers, string outcome)
    {
        var run = Opinions($"\"ends\":\"{ends}\"" + (quorum.Length == 0 ? "" : $",\"quorum\":{quorum}"));
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.That(run.Lines, Is.Empty, $"answer {i} decides nothing before it is given");
            run.Answer(run.Waits[0], answers[i] == 'A' ? "Approved" : "Refused", JsonValue.Create($"ý kiến {i}"));
        }

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(($"{outcome} {answers.Length}", RunStatus.Finished)));
        Assert.That(run.Last.Withdrawn, Has.Count.EqualTo(3 - answers.Length));
    }

    [Test]
    public void Each_member_is_asked_for_themselves()
    {
        var run = Opinions("\"title\":\"Cho ý kiến\",\"due\":\"trong ngày\"");

        Assert.That(run.Waits.Select(wait => (wait.Person, wait.Role, wait.Title)), Is.EqualTo(new (string?, string?, string)[] { ("an", null, "Cho ý kiến"), (null, "UnitHead", "Cho ý kiến"), ("chi", null, "Thẩm định") }));
        Assert.That(run.Waits, Has.All.Property("Due").EqualTo(new Due(DueUnit.EndOfDay)).And.All.Property("ActivityId").EqualTo("ask"));
    }

    [TestCase("\"members\":[]", "members")]
    [TestCase("\"title\":\"x\"", "members")]
    [TestCase("\"members\":[\"a\"],\"ends\":\"Whenever\"", "ends")]
    [TestCase("\"members\":[\"a\"],\"quorum\":1", "quorum")]
    [TestCase("\"members\":[\"a\"],\"due\":\"mai\"", "due")]
    [TestCase("\"members\":[\"a\"],\"due\":\"ngay\",\"workingDays\":2", "workingDays")]
    [TestCase("\"members\":[\"a\"],\"reminders\":[\"sớm\"]", "reminders")]
    public void An_opinion_round_that_is_set_up_wrongly_is_refused(string members, string word) => Assert.That(
        WorkflowDefinition.Read(Workflow(Activity("x", "Dispatch.ParallelApproval", members)), "thu.json").Refusal, Has.Property("Code").EqualTo("workflow.setting").And.Property("Message").Contains(word));

    [TestCase("8 giờ làm việc", DueUnit.WorkingHours, 8)]
    [TestCase("2.5 giờ làm việc", DueUnit.WorkingHours, 2.5)]
    [TestCase("2,5 giờ làm việc", DueUnit.WorkingHours, 2.5)]
    [TestCase("10 Ngày làm việc", DueUnit.WorkingDays, 10)]
    [TestCase("3", DueUnit.WorkingDays, 3)]
    [TestCase("trong ngày", DueUnit.EndOfDay, 0)]
    [TestCase("ngày làm việc tiếp theo", DueUnit.NextWorkingDay, 0)]
    [TestCase("ngay", DueUnit.AtOnce, 0)]
    public void A_deadline_is_read_as_clerks_write_it(string text, DueUnit unit, double amount) => Assert.That(Due.Parse(text), Is.EqualTo(new Due(unit, (decimal)amount)));

    [TestCase("")]
    [TestCase("mai")]
    [TestCase("-1 ngày làm việc")]
    [TestCase("1.234,5 ngày làm việc")]
    [TestCase("99999 ngày làm việc")]
    [TestCase("ngày làm việc")]
    public void What_is_no_deadline_is_none(string text) => Assert.That(Due.Parse(text), Is.Null);

    [Test]
    public void A_step_tells_its_form_its_deadline_its_reminders_and_whom_it_escalates_to()
    {
        var wait = ARun.Of(Workflow(Activity(
            "t",
            "Dispatch.HumanTask",
            """
            "role":"Clerk","due":"2 ngày làm việc","reminders":["1 ngày làm việc","2 giờ làm việc"],"escalateTo":"Signer",
            "fields":[{"name":"reason","label":"Lý do","required":true},{"name":"when","type":"DateTime"}]
            """))).Waits.Single();

        Assert.That(wait.Reminders, Is.EqualTo(new[] { new Due(DueUnit.WorkingDays, 1), new Due(DueUnit.WorkingHours, 2) }));
        Assert.That((wait.EscalateTo, wait.WorkingDays), Is.EqualTo(("Signer", 2)));
        Assert.That(wait.Fields, Is.EqualTo(new[] { new FormField("reason", "Lý do", "String", true), new FormField("when", "when", "DateTime", false) }));
    }

    [Test]
    public void The_office_is_told_what_to_do_and_answers_itself()
    {
        var run = ARun.Of(Workflow(Flowchart(
            [Activity("n", "Dispatch.Notify", "\"role\":\"UnitHead\",\"text\":\"Có văn bản mới\""), Activity("c", "Dispatch.CheckDeadline"), Line("late"), Line("ok")], "n:Notified -> c", "c:Overdue -> late", "c:InTime -> ok")));

        Assert.That(run.Waits.Single(), Has.Property("Kind").EqualTo(WaitKind.Office).And.Property("Act").EqualTo("Notify").And.Property("Data").EqualTo("""{"text":"Có văn bản mới"}""").And.Property("Role").EqualTo("UnitHead"));
        Assert.That(run.Answer("n", "Notified").Answer("c", "Overdue").Printed, Is.EqualTo("late"));
    }

    [Test]
    public void What_the_office_cannot_do_is_an_incident_that_stops_its_branch_and_opens_again_on_retry()
    {
        var definition = Read(Workflow(
            Flowchart([Line("s"), Activity("n", "Dispatch.Notify"), Task("t"), Line("told"), Line("done")], "s -> n", "s -> t", "n:Notified -> told", "t -> done"),
            options: """{"incidentStrategyType":"ContinueWithIncidentsStrategy"}"""));
        var state = WorkflowRun.Start(definition, Nothing).State;

        var failed = WorkflowRun.Fail(definition, state, 1, "Không gửi được thông báo", "connection reset").Value;
        Assert.That(failed.Incidents.Single(), Is.EqualTo(new Incident("n", "Dispatch.Notify", "Không gửi được thông báo", "connection reset", Id: 1, Tries: 1)));
        Assert.That(WorkflowRun.Incidents(failed.State).Value, Is.EqualTo(failed.Incidents));
        var beside = WorkflowRun.Resume(definition, failed.State, 2, "Done").Value;
        Assert.That((beside.Status, beside.Lines.Single()), Is.EqualTo((RunStatus.Suspended, "done")), "the other branch goes on");

        var retried = WorkflowRun.Retry(definition, beside.State, 1).Value;
        Assert.That(WorkflowRun.Incidents(retried.State).Value, Is.Empty);
        var again = WorkflowRun.Fail(definition, retried.State, retried.Opened.Single().Id, "vẫn không gửi được").Value;
        Assert.That(again.Incidents.Single(), Has.Property("Id").EqualTo(2).And.Property("Tries").EqualTo(2));

        var skipped = WorkflowRun.Skip(definition, again.State, 2, "Notified").Value;
        Assert.That((skipped.Status, skipped.Lines.Single()), Is.EqualTo((RunStatus.Finished, "told")));
    }

    [Test]
    public void An_incident_that_is_gone_and_an_outcome_the_step_does_not_know_are_refused()
    {
        var definition = Read(Workflow(Activity("n", "Dispatch.Notify")));
        var failed = WorkflowRun.Fail(definition, WorkflowRun.Start(definition, Nothing).State, 1, "hỏng").Value;

        Assert.That(failed.Status, Is.EqualTo(RunStatus.Faulted));
        Assert.That(WorkflowRun.Retry(definition, failed.State, 9).Refusal, Has.Property("Code").EqualTo("workflow.unknown-incident"));
        Assert.That(WorkflowRun.Skip(definition, failed.State, 1, "Signed").Refusal, Has.Property("Code").EqualTo("workflow.unknown-outcome"));
        Assert.That(WorkflowRun.Skip(definition, failed.State, 1).Refusal, Has.Property("Code").EqualTo("workflow.unknown-outcome"), "somebody must say which way it goes on");
    }

    [Test]
    public void A_retry_does_again_only_what_failed()
    {
        // The loop's third pass cannot compute its condition. A retry computes it again; the passes before are not repeated.
        var condition = Script("getN() < 3 || (getOk() ? false : missing)");
        var body = Sequence("body", Line("l", Script("getN()")), Set("add", "n", Script("getN() + 1")));
        var root = Flowchart([Line("s"), Activity("w", "Elsa.While", $"\"condition\":{condition},\"body\":{body}"), Event("fix"), Set("ok", "k", Literal("true")), Line("after")], "s -> w", "s -> fix", "fix -> ok", "w -> after");
        var run = ARun.Of(Workflow(root, $"[{Variable("n", "N", "Int32", "1")},{Variable("k", "Ok", "Boolean", "false")}]", options: """{"incidentStrategyType":"ContinueWithIncidentsStrategy"}"""));
        Assert.That((run.Printed, run.Last.Incidents.Single().ActivityId), Is.EqualTo(("s 1 2", "w")));

        run.Raise("fix").Retry();

        Assert.That((run.Printed, run.Last.Status), Is.EqualTo(("s 1 2 after", RunStatus.Finished)));
    }

    [Test]
    public void The_history_says_what_happened_to_which_step()
    {
        var run = ARun.Of(Workflow(Flowchart([Line("s"), Task("t1"), Task("t2"), Join("any", "WaitAny")], "s -> t1", "s -> t2", "t1 -> any", "t2 -> any")));

        Assert.That(run.Last.Steps.Select(step => (step.ActivityId, step.Change)), Is.EqualTo(new[] { ("s", StepChange.Completed), ("t1", StepChange.Waiting), ("t2", StepChange.Waiting) }));
        run.Answer("t2");
        Assert.That(run.Last.Steps.Select(step => (step.ActivityId, step.Change)), Is.EqualTo(new[] { ("t2", StepChange.Completed), ("t1", StepChange.Cancelled), ("any", StepChange.Completed), ("flow", StepChange.Completed) }));
    }

    private static readonly Dictionary<string, JsonNode?> Nothing = new(StringComparer.Ordinal);

    private static ARun Opinions(string members)
    {
        var ask = Activity("ask", "Dispatch.ParallelApproval", $$$"""
            "members":["an",{"role":"UnitHead"},{"person":"chi","title":"Thẩm định"}],"result":{"typeName":"Object","memoryReference":{"id":"v"}},{{{members}}}
            """);
        return ARun.Of(Workflow(
            Flowchart([ask, Line("yes", Script("`Approved ${getV().length}`")), Line("no", Script("`Refused ${getV().length}`"))], "ask:Approved -> yes", "ask:Refused -> no"),
            $"[{Variable("v", "V", "Object", "")}]"));
    }
}
