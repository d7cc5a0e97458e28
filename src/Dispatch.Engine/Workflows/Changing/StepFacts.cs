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
    /// <summary>The procedure as a whole stands among its steps under a name no step can have.</summary>
    private const string Whole = "";

    /// <summary>The id with the title, when they differ.</summary>
    public string Named => Id == Whole ? "Quy trình" : Title == Id || Title.Length == 0 ? Id : $"{Title} ({Id})";

    /// <summary>Every step of a version by id, and what belongs to none of them.</summary>
    public static Dictionary<string, StepFacts> Of(WorkflowDefinition definition)
    {
        var titles = TitlesOf(definition);
        var facts = definition.Activities.Values.ToDictionary(node => node.Id, node => new StepFacts(node.Id, titles[node.Id], node.Type, SettingsOf(node)), StringComparer.Ordinal);
        facts[Whole] = new StepFacts(Whole, definition.Name, Whole, SettingsOf(definition));
        return facts;
    }

    /// <summary>Every way from step to step of its flowcharts, as it is told, by the ids of its ends.</summary>
    public static Dictionary<string, string> Ways(WorkflowDefinition definition)
    {
        var titles = TitlesOf(definition);
        var ways = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var flow in definition.Activities.Values.Select(node => node.Flow).OfType<Flow.FlowGraph>())
        {
            foreach (var way in flow.Connections)
            {
                var (source, target) = (flow.Nodes[way.Source].Id, flow.Nodes[way.Target].Id);
                var port = way.Port is null or "Done" ? string.Empty : $" {WorkflowWording.OfOutcome(way.Port)} ";
                ways[$"{source}:{way.Port}->{target}"] = $"{titles[source]} —{port}→ {titles[target]}";
            }
        }

        return ways;
    }

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

    /// <summary>What people call each step: by what stands in its task, else by what the drawing says, else by its id.</summary>
    private static Dictionary<string, string> TitlesOf(WorkflowDefinition definition)
    {
        var tasks = definition.Steps.ToLookup(step => step.ActivityId, step => step.Title, StringComparer.Ordinal);
        return definition.Activities.Values.ToDictionary(node => node.Id, node => tasks[node.Id].FirstOrDefault() ?? (node.Title.Length == 0 ? node.Id : node.Title), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> SettingsOf(WorkflowDefinition definition)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["khi có sự cố"] = definition.ContinuesWithIncidents ? "các nhánh khác đi tiếp" : "cả hồ sơ dừng" };
        Add(settings, "đầu vào", definition.Inputs.Select(input => (input.Name, input.TypeName)));
        Add(settings, "đầu ra", definition.Outputs.Select(output => (output.Name, output.TypeName)));
        Add(settings, "biến", definition.Variables.Select(Declared));
        Add(settings, "gọi quy trình", definition.AllCalled().Select(called => (called.DefinitionId, $"phiên bản {called.Version} ({called.Hash[..8]})")));
        return settings;
    }

    private static Dictionary<string, string> SettingsOf(ActivityNode node)
    {
        var settings = node.Inputs.ToDictionary(input => input.Key, input => Text(input.Value), StringComparer.Ordinal);
        Add(settings, "trường hợp", node.Cases.Select(one => (one.Label, Text(one.Condition) + (one.Activity is { } embedded ? $" → {embedded.Id}" : string.Empty))));
        Add(settings, "nhánh", node.Ports.Select(port => (port.Key, port.Value.Id)));
        Add(settings, "kết quả ghi vào", node.Outputs.Select(output => (output.Key, output.Value)));
        Add(settings, "biến", node.Variables.Select(Declared));
        if (node.Flow is null && node.Activities.Count > 0)
        {
            settings["thứ tự"] = string.Join(", ", node.Activities.Select(child => child.Id));
        }

        return settings;
    }

    private static void Add(Dictionary<string, string> settings, string what, IEnumerable<(string Name, string Value)> those)
    {
        foreach (var (name, value) in those)
        {
            settings[$"{what} “{name}”"] = value;
        }
    }

    private static (string Name, string Value) Declared(VariableDeclaration variable) => (variable.Name, $"{variable.Kind} = {Values.JsonText(variable.Default)}");

    /// <summary>An expression as whoever wrote it wrote it.</summary>
    private static string Text(Expression expression) => expression switch
    {
        LiteralExpression { Value: string text } => $"“{text}”",
        LiteralExpression literal => Values.JsonText(literal.Value),
        VariableExpression variable => $"biến {variable.Name ?? variable.Id}",
        InputExpression input => $"đầu vào {input.Name}",
        OutputExpression output => $"kết quả {output.Id}",
        ScriptExpression script => script.Script.Source,
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };
}
