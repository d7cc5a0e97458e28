using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>The steps of a course, newest first, shared between the courses that begin alike.</summary>
internal sealed class Trail(Trail? before, string step)
{
    public static IReadOnlyList<string> Steps(Trail? trail) => StepsSince(trail, null);

    /// <summary>The same steps after another beginning.</summary>
    public static Trail? Rebase(Trail? trail, Trail? beginning, Trail? other) =>
        ReferenceEquals(beginning, other) ? trail : StepsSince(trail, beginning).Aggregate(other, (whole, next) => new Trail(whole, next));

    private static List<string> StepsSince(Trail? trail, Trail? beginning)
    {
        var steps = new List<string>();
        for (var at = trail; at is not null && !ReferenceEquals(at, beginning); at = at.Before)
        {
            steps.Add(at.Step);
        }

        steps.Reverse();
        return steps;
    }

    private Trail? Before => before;

    private string Step => step;

    public static string Name(ActivityNode node) => node.Behaviour is PeopleBehaviour or OfficeActivity ? $"{node.Id} ({TitleOf(node)})" : node.Id;

    /// <summary>What people call a step before it runs.</summary>
    public static string TitleOf(ActivityNode node) => node.Behaviour switch
    {
        PeopleBehaviour people => people.TitleOf(node),
        OfficeActivity => node.Literal("title") as string ?? OfficeSteps.All.First(step => step.Type == node.Type).Title,
        _ => node.Id,
    };
}

/// <summary>How an activity can come to an end.</summary>
/// <param name="Outcomes">What it completes with; null when the whole run ends there.</param>
/// <param name="Facts">What is certain then.</param>
/// <param name="Trail">The course that reached it, from the beginning of the run.</param>
internal sealed record Exit(Outcomes? Outcomes, Facts Facts, Trail? Trail)
{
    /// <summary>What a <c>Complete</c> gives the call around it, when that is how the run would end.</summary>
    public Outcomes? Completed { get; init; }

    /// <summary>Whether the run would end in a fault.</summary>
    public bool IsFault { get; init; }
}

/// <summary>The ends of an activity, each kept once with the first course that reached it: breadth-first, so a short one.</summary>
internal sealed class ExitSet
{
    private readonly HashSet<(string Outcomes, string Completed, bool IsFault, Facts Facts)> seen = [];
    private readonly List<Exit> exits = [];

    public IReadOnlyList<Exit> All => exits;

    public void Completes(Facts facts, Trail? trail) => Add(new Exit(Outcomes.Default, facts, trail));

    public void Stops(Facts facts, Trail? trail) => Add(new Exit(null, facts, trail));

    public void Add(Exit exit)
    {
        if (seen.Add((Named(exit.Outcomes), Named(exit.Completed), exit.IsFault, exit.Facts)))
        {
            exits.Add(exit);
        }
    }

    private static string Named(Outcomes? outcomes) => outcomes is null ? "\0" : string.Join('\n', outcomes.Names);
}
