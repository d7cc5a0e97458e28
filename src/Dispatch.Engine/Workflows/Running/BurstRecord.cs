using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>What one burst tells the outside.</summary>
/// <param name="waitsBefore">The last wait of the burst before.</param>
internal sealed class BurstRecord(int waitsBefore)
{
    private readonly List<Wait> withdrawn = [];
    private readonly List<Incident> incidents = [];
    private readonly List<string> lines = [];
    private readonly List<StepRecord> steps = [];
    private readonly List<PublishedEvent> published = [];

    public void WriteLine(string line) => lines.Add(line);

    public void Add(Incident incident) => incidents.Add(incident);

    public void Add(PublishedEvent happened) => published.Add(happened);

    public void Add(ActivityNode node, StepChange change, Outcomes? outcomes = null) => steps.Add(new StepRecord(node.Id, change, outcomes?.Names ?? []));

    /// <summary>Keeps that a step was withdrawn. Of activities that wait for nobody no history is told: they were never seen.</summary>
    public void Cancelled(ActivityNode node)
    {
        if (node.Behaviour.Waits)
        {
            Add(node, StepChange.Cancelled);
        }
    }

    public void Withdraw(Wait wait)
    {
        if (wait.Id <= waitsBefore)
        {
            withdrawn.Add(wait);
        }
    }

    public Burst ToBurst(RunState state) => new(
        state.ToJson(),
        state.Status,
        [.. state.Waits.Select(open => open.Wait).Where(wait => wait.Id > waitsBefore)],
        withdrawn,
        lines,
        incidents,
        state.Outputs.ToDictionary(pair => pair.Key, pair => Values.JsonText(pair.Value), StringComparer.Ordinal))
    {
        Steps = steps,
        Published = published,
        Identity = (state.CorrelationId, state.Name),
    };
}

/// <summary>What activities gave out in this burst, by the activity and by the name of the output. Nothing of it outlives the burst, as in Elsa.</summary>
internal sealed class ActivityOutputs
{
    private readonly Dictionary<string, Dictionary<string, object?>> byActivity = new(StringComparer.Ordinal);

    /// <summary>The result of the activity that gave one last.</summary>
    public object? LastResult { get; private set; }

    public void Set(ActivityNode node, string output, object? value)
    {
        if (output == "result")
        {
            LastResult = value;
        }

        Of(node.Id)[output] = value;
        Of(node.Name)[output] = value;
    }

    public bool TryGet(string activity, string output, out object? value)
    {
        value = null;
        return byActivity.TryGetValue(activity, out var outputs) && outputs.TryGetValue(char.ToLowerInvariant(output[0]) + output[1..], out value);
    }

    /// <summary>Finds <c>ResultFromName</c>: an output and the activity, run together as <c>get…From…()</c> calls them.</summary>
    public bool TryGetJoined(string joined, out object? value)
    {
        for (var at = joined.IndexOf("From", 1, StringComparison.Ordinal); at > 0; at = joined.IndexOf("From", at + 1, StringComparison.Ordinal))
        {
            var (output, activity) = (joined[..at], joined[(at + "From".Length)..]);
            if (activity.Length > 0 && (TryGet(activity, output, out value) || TryGet(char.ToLowerInvariant(activity[0]) + activity[1..], output, out value)))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    private Dictionary<string, object?> Of(string activity) =>
        byActivity.TryGetValue(activity, out var outputs) ? outputs : byActivity[activity] = new Dictionary<string, object?>(StringComparer.Ordinal);
}
