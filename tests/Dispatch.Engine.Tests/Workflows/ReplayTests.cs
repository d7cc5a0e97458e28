using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Where a matter stands is built from its answers: the one way back, and the one way over to another version.</summary>
internal sealed class ReplayTests
{
    private static readonly string[] Edges = ["draft -> law", "draft -> money", "law -> join", "money -> join", "join -> sign", "sign -> end"];

    [TestCase("WaitAll")]
    [TestCase("WaitAllActive")]
    [TestCase("WaitAny")]
    public void Told_the_answers_up_to_a_step_a_run_stands_at_that_step_and_its_joins_count_from_there(string mode)
    {
        var run = RunReplay.Begin(Read(Workflow(Parallel(mode))), Nothing);

        Assert.That(run.TellAll([Done("draft", 1), Done("law", 2)]), Is.Null);

        Assert.That(run.Open.Select(wait => wait.ActivityId), Is.EqualTo(mode == "WaitAny" ? new[] { "sign" } : ["money"]));
        Assert.That(mode == "WaitAny" || run.Tell(Done("money", 3)) is null);
        Assert.That(run.Open.Single().ActivityId, Is.EqualTo("sign"));
    }

    [Test]
    public void A_version_with_a_step_more_waits_for_that_step_and_refuses_what_skips_it()
    {
        var more = Read(Workflow(Flowchart(
            [Activity("s", "Elsa.Start"), Task("draft"), Task("law"), Task("finance"), Task("check"), Join("join", "WaitAll"), Task("sign"), Activity("end", "Elsa.End")],
            "s -> draft", "draft -> law", "draft -> finance", "law -> join", "finance -> check", "check -> join", "join -> sign", "sign -> end")));
        var run = RunReplay.Begin(more, Nothing);

        Assert.That(run.TellAll([Done("draft", 1), Done("law", 2)]), Is.Null);
        Assert.That(run.Open.Single().ActivityId, Is.EqualTo("finance"));
        Assert.That(run.Tell(Done("sign", 4)), Has.Property("Code").EqualTo("workflow.step-not-reached").And.Property("Message").Contains("finance"));
    }

    [Test]
    public void A_round_of_opinions_that_has_begun_goes_on_with_those_who_have_not_answered()
    {
        var ask = Read(Workflow(Flowchart([Activity("t", "Dispatch.ParallelApproval", "\"members\":[\"a\",\"b\",\"c\"],\"ends\":\"AllAnswer\"")])));
        var run = RunReplay.Begin(ask, Nothing);

        Assert.That(run.Tell(new GivenAnswer("t", 2, "t", "Approved", null)), Is.Null);

        Assert.That(run.Open.Select(wait => wait.Person), Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void An_answer_is_that_of_whoever_was_asked_whatever_number_the_wait_has_now()
    {
        var ask = Read(Workflow(Flowchart([Activity("t", "Dispatch.ParallelApproval", "\"members\":[\"a\",\"b\",\"c\"],\"ends\":\"AllAnswer\"")])));
        var run = RunReplay.Begin(ask, Nothing);

        Assert.That(run.Tell(new GivenAnswer("t", 2, "t", "Approved", null) { Asked = "c" }), Is.Null);

        Assert.That(run.Open.Select(wait => wait.Person), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_loop_and_a_called_part_are_walked_like_everything_else()
    {
        var loop = Read(Workflow(Flowchart([Activity("each", "Elsa.ForEach", $"\"items\":[1,2,3],\"body\":{Task("t")}")])));
        var run = RunReplay.Begin(loop, Nothing);

        Assert.That(run.TellAll([Done("t", 1), Done("t", 2)]), Is.Null);

        Assert.That((run.Burst.Status, run.Open.Single().ActivityId), Is.EqualTo((RunStatus.Suspended, "t")));
        Assert.That(run.Tell(Done("t", 3)), Is.Null);
        Assert.That(run.Burst.Status, Is.EqualTo(RunStatus.Finished));
    }

    private static IReadOnlyDictionary<string, string> Nothing => new Dictionary<string, string>(StringComparer.Ordinal);

    private static GivenAnswer Done(string step, int wait) => new(step, wait, step, "Done", null);

    private static string Parallel(string mode) => Flowchart([Task("draft"), Task("law"), Task("money"), Join("join", mode), Task("sign"), Activity("end", "Elsa.End")], Edges);
}
