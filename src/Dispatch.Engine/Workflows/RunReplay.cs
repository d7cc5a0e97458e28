using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows;

/// <summary>A step that was ended in a matter, as it is told to another run.</summary>
/// <param name="ActivityId">Which step.</param>
/// <param name="WaitId">Which of several waits of the step, when it asked several people.</param>
/// <param name="Title">What people called it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Answer">What was given with it, as JSON; null when nothing.</param>
/// <param name="Inputs">What the procedure knew from there on; null when nothing had changed.</param>
internal sealed record GivenAnswer(string ActivityId, int WaitId, string Title, string Outcome, string? Answer, IReadOnlyDictionary<string, string>? Inputs = null)
{
    /// <summary>Of whom the step asked it, as <see cref="Wait.Asked"/> says; null when that is not known.</summary>
    public string? Asked { get; init; }

    /// <summary>Where the answer is kept; null when it is kept nowhere.</summary>
    public Id<WorkflowTask>? TaskId { get; init; }
}

/// <summary>
/// Builds where a matter stands from its beginning by telling a run the answers people gave. A run is a function of its answers, so a matter is taken back to a step, or over to another
/// version of its procedure, without a hand in the core's state: what the procedure would not have allowed cannot come out.
/// </summary>
internal sealed class RunReplay
{
    private readonly WorkflowDefinition definition;
    private readonly List<Wait> open;
    private readonly List<(GivenAnswer Given, Wait Wait)> told = [];

    private RunReplay(WorkflowDefinition definition, Burst burst)
    {
        this.definition = definition;
        Burst = burst;
        open = [.. burst.Opened];
    }

    /// <summary>Where the run stands now.</summary>
    public Burst Burst { get; private set; }

    /// <summary>What is open now.</summary>
    public IReadOnlyList<Wait> Open => open;

    /// <summary>What it was told, each with the wait it answered.</summary>
    public IReadOnlyList<(GivenAnswer Given, Wait Wait)> Told => told;

    public static RunReplay Begin(WorkflowDefinition definition, IReadOnlyDictionary<string, string> inputs) => new(definition, WorkflowRun.Start(definition, RouteDesk.RunInputs(inputs)));

    /// <summary>Whether a step waits now.</summary>
    public bool IsOpen(string activityId) => open.Exists(wait => wait.ActivityId == activityId);

    /// <summary>Tells one answer; refused when the step does not wait or knows no such outcome.</summary>
    public Refusal? Tell(GivenAnswer given)
    {
        var those = open.FindAll(one => one.ActivityId == given.ActivityId);
        // Of several who were asked, whoever was asked tells whose answer it is: the numbers of waits are others where other branches went otherwise.
        if (those.OrderByDescending(one => one.Asked == given.Asked).ThenByDescending(one => one.Id == given.WaitId).FirstOrDefault() is not { } wait)
        {
            var waiting = string.Join("; ", open.Select(one => $"“{one.Title}”"));
            return ReplayRefusals.NotOpen(given.Title, waiting.Length == 0 ? "không bước nào" : waiting);
        }

        var resumed = WorkflowRun.Resume(definition, Burst.State, wait.Id, given.Outcome, given.Answer is null ? null : JsonNode.Parse(given.Answer), given.Inputs is null ? null : RouteDesk.RunInputs(given.Inputs));
        if (resumed.IsRefused)
        {
            return resumed.Refusal;
        }

        Burst = resumed.Value;
        told.Add((given, wait));
        open.Remove(wait);
        open.RemoveAll(gone => Burst.Withdrawn.Any(withdrawn => withdrawn.Id == gone.Id));
        open.AddRange(Burst.Opened);
        return Burst.Incidents is [var incident, ..] ? ReplayRefusals.Failed(given.Title, incident.Message) : null;
    }

    /// <summary>What the matter knows now, where its last answers are told: a draft that was returned may have changed since.</summary>
    public void Know(IReadOnlyDictionary<string, string> inputs) => Burst = Burst with { State = WorkflowRun.Know(Burst.State, RouteDesk.RunInputs(inputs)).Value };

    /// <summary>What was passed on the way of these answers, by the step's id, with what each pass ended with: choices leave no task behind. Null when the answers do not fit, as after a step that was passed over.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Passed(WorkflowDefinition definition, IReadOnlyDictionary<string, string> inputs, IEnumerable<GivenAnswer> answers)
    {
        var run = Begin(definition, inputs);
        var records = run.Burst.Steps.ToList();
        foreach (var answer in answers)
        {
            if (run.Tell(answer) is not null)
            {
                return null;
            }

            records.AddRange(run.Burst.Steps);
        }

        return records.Where(record => record.Change is StepChange.Completed).GroupBy(record => record.ActivityId, StringComparer.Ordinal)
            .ToDictionary(passes => passes.Key, IReadOnlyList<string> (passes) => [.. passes.SelectMany(pass => pass.Outcomes).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    /// <summary>Tells all answers in order; the first that does not fit is told.</summary>
    public Refusal? TellAll(IEnumerable<GivenAnswer> answers) => answers.Select(Tell).FirstOrDefault(refusal => refusal is not null);
}

/// <summary>Why a matter cannot be built again.</summary>
internal static class ReplayRefusals
{
    public static Refusal NotOpen(string title, string waiting) =>
        new("workflow.step-not-reached", RefusalKind.Conflict, $"Bước “{title}” đã làm nhưng theo quy trình này lúc đó chưa đến bước ấy; đang chờ {waiting}.");

    public static Refusal Failed(string title, string why) =>
        new("workflow.step-fails", RefusalKind.Conflict, $"Sau bước “{title}” quy trình gặp sự cố: {why}");
}
