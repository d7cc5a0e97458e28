using System.Globalization;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>How each box of a picture looks at a moment of a matter.</summary>
internal static class PictureStates
{
    private const int MostLines = 3;

    /// <param name="graph">What is drawn.</param>
    /// <param name="steps">What waited until the moment.</param>
    /// <param name="stopped">What stood still then.</param>
    /// <param name="at">The moment.</param>
    /// <param name="endedAt">When the matter ended.</param>
    /// <param name="passed">What was passed without waiting, and how each ended; null when that is not known and must be guessed.</param>
    public static IReadOnlyList<BoxState> Of(
        PictureGraph graph, IReadOnlyList<RouteStepView> steps, IReadOnlyList<WorkflowIncident> stopped, DateTimeOffset at, DateTimeOffset? endedAt,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? passed = null)
    {
        var states = graph.Boxes.Select(box => Of(box, steps, stopped, at)).ToList();
        if (passed is null)
        {
            PassThrough(graph, states, hasEnded: endedAt <= at);
            return states;
        }

        return [.. states.Select((state, i) => state.Look is BoxLook.Plain && passed.TryGetValue(graph.Boxes[i].Id, out var outcomes)
            ? new BoxState(BoxLook.Done, []) { Outcomes = [.. outcomes.Select(WorkflowWording.OfOutcome)] }
            : state)];
    }

    /// <summary>Working time as people say it.</summary>
    public static string Words(TimeSpan spent) => spent switch
    {
        { TotalMinutes: < 1 } => "dưới 1 phút",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{spent.Minutes} phút"),
        { Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{(int)spent.TotalHours} giờ"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)spent.TotalHours} giờ {spent.Minutes} phút"),
    };

    private static BoxState Of(PictureBox box, IReadOnlyList<RouteStepView> steps, IReadOnlyList<WorkflowIncident> stopped, DateTimeOffset at)
    {
        if (stopped.FirstOrDefault(incident => box.Holds.Contains(incident.ActivityId)) is { } incident)
        {
            return new BoxState(BoxLook.Stopped, ["Sự cố: " + incident.Message]);
        }

        var own = steps.Where(step => box.Holds.Contains(step.ActivityId)).ToList();
        var open = own.FindAll(step => step.ClosedAt is null);
        if (open.Count > 0)
        {
            var isOverdue = open.Exists(step => step.DueAt < at);
            return new BoxState(isOverdue ? BoxLook.Overdue : BoxLook.Waiting, [.. open.Select(step => $"Chờ {step.Who}").Distinct(StringComparer.Ordinal).Take(MostLines), Since(open[0], at)]);
        }

        return own.FindLast(step => step.Outcome is not null) is { } done
            ? new BoxState(BoxLook.Done, [$"{done.Who} · {Day(done.ClosedAt!.Value)}", $"{done.Outcome}, {Words(done.Spent)} làm việc"]) { Outcomes = [.. own.Select(step => step.Outcome).OfType<string>()] }
            : BoxState.Plain;
    }

    private static string Since(RouteStepView step, DateTimeOffset at) => step.DueAt is { } due
        ? (due < at ? "Quá hạn từ " : "Hạn ") + Day(due)
        : $"Từ {Day(step.OpenedAt)}, {Words(step.Spent)} làm việc";

    private static string Day(DateTimeOffset moment) => OfficeTime.Local(moment).ToString("dd/MM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Steps that wait for nobody leave no trace of their own: one was passed when something before it is done and something behind it was reached.</summary>
    private static void PassThrough(PictureGraph graph, List<BoxState> states, bool hasEnded)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < graph.Boxes.Count; i++)
            {
                if (states[i].Look is BoxLook.Plain && graph.Boxes[i].Kind is not BoxKind.Person && IsPassed(graph, states, i, hasEnded))
                {
                    states[i] = new BoxState(BoxLook.Done, []);
                    changed = true;
                }
            }
        }
    }

    private static bool IsPassed(PictureGraph graph, List<BoxState> states, int box, bool hasEnded)
    {
        var before = graph.Arrows.Where(arrow => arrow.To == box && !arrow.IsBack).ToList();
        var after = graph.Arrows.Where(arrow => arrow.From == box && !arrow.IsBack).ToList();
        var isReached = before.Count == 0 || before.Exists(arrow => states[arrow.From].MayHaveTaken(arrow));
        return isReached && (after.Count == 0 ? hasEnded : after.Exists(arrow => states[arrow.To].Look is not BoxLook.Plain));
    }
}
