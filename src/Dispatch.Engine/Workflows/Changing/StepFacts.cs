using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>What a step of a version is, so that two versions can be held side by side.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Settings">What the file sets, by name, as text.</param>
internal sealed record StepFacts(string Id, string Title, string Type, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The id with the title, when they differ.</summary>
    public string Named => Title == Id || Title.Length == 0 ? Id : $"{Title} ({Id})";

    /// <summary>Every step of a version by id.</summary>
    public static Dictionary<string, StepFacts> Of(WorkflowDefinition definition) =>
        definition.Activities.Values.ToDictionary(node => node.Id, Read, StringComparer.Ordinal);

    /// <summary>Every way from step to step of its flowcharts.</summary>
    public static IReadOnlyList<string> Ways(WorkflowDefinition definition) =>
    [
        .. definition.Activities.Values.Select(node => node.Flow).OfType<Flow.FlowGraph>().SelectMany(flow => flow.Connections.Select(way =>
            $"{Name(flow.Nodes[way.Source])} —{(way.Port is null or "Done" ? string.Empty : $" {WorkflowWording.OfOutcome(way.Port)} ")}→ {Name(flow.Nodes[way.Target])}")),
    ];

    /// <summary>What differs between two versions of a step; null when nothing.</summary>
    public static string? Difference(StepFacts before, StepFacts after)
    {
        var said = new List<string>();
        if (before.Type != after.Type)
        {
            said.Add($"loại: {before.Type} → {after.Type}");
        }

        if (before.Title != after.Title)
        {
            said.Add($"tên: “{before.Title}” → “{after.Title}”");
        }

        foreach (var name in before.Settings.Keys.Union(after.Settings.Keys, StringComparer.Ordinal).Where(name => name != "title").Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.Settings.GetValueOrDefault(name, "không đặt"), after.Settings.GetValueOrDefault(name, "không đặt"));
            if (was != now)
            {
                said.Add($"{name}: {was} → {now}");
            }
        }

        return said.Count == 0 ? null : $"{after.Named}: {string.Join("; ", said)}";
    }

    private static string Name(ActivityNode node) => node.Title.Length == 0 ? node.Id : node.Title;

    private static StepFacts Read(ActivityNode node) => new(node.Id, node.Title, node.Type, node.Inputs.ToDictionary(input => input.Key, input => Text(input.Value), StringComparer.Ordinal));

    private static string Text(Expression expression) => expression is LiteralExpression literal ? Values.JsonText(literal.Value) : expression.ToString() ?? string.Empty;
}
