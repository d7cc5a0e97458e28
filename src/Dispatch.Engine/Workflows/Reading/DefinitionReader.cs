using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>The definition is refused. Thrown deep in the reading and caught in <see cref="DefinitionReader.Read(string, string)"/> alone.</summary>
internal sealed class DefinitionRefusedException : Exception
{
    public DefinitionRefusedException()
    {
    }

    public DefinitionRefusedException(string message)
        : base(message)
    {
    }

    public DefinitionRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DefinitionRefusedException(Refusal refusal)
        : base(refusal.Message) => Refusal = refusal;

    public Refusal? Refusal { get; }
}

/// <summary>Reads the document around the activities: identity, inputs, outputs, variables.</summary>
internal static class DefinitionReader
{
    public const int LongestText = 2_000_000;
    private const int DeepestNesting = 256;

    public static Outcome<WorkflowDefinition> Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fileName);
        if (json.Length > LongestText)
        {
            return WorkflowRefusals.TooLarge(fileName, $"{json.Length} ký tự, nhiều nhất {LongestText}");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return Read(document.RootElement, json, fileName);
        }
        catch (JsonException malformed)
        {
            return WorkflowRefusals.Malformed(fileName, $"JSON sai ở dòng {malformed.LineNumber + 1}, cột {malformed.BytePositionInLine + 1}");
        }
        catch (DefinitionRefusedException refused) when (refused.Refusal is not null)
        {
            return refused.Refusal;
        }
    }

    public static IReadOnlyList<VariableDeclaration> Variables(JsonElement owner) =>
        [.. owner.List("variables").Where(variable => variable.ValueKind == JsonValueKind.Object).Select(Variable)];

    private static WorkflowDefinition Read(JsonElement root, string json, string fileName)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Malformed(fileName, "không phải là một đối tượng JSON"));
        }

        var reader = new ActivityReader(fileName, root);
        var tree = root.Member("root") is { } element ? reader.Read(element, "root", inFlowchart: false) : null;
        var activities = tree?.Flatten().ToList() ?? [];
        var id = root.Text("definitionId") ?? root.Text("id") ?? Path.GetFileNameWithoutExtension(fileName);
        return new WorkflowDefinition
        {
            DefinitionId = id,
            Version = root.Member("version") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) ? number : 1,
            Name = root.Text("name") ?? id,
            FileName = fileName,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Inputs = Parameters(root, "inputs"),
            Outputs = Parameters(root, "outputs"),
            Variables = Variables(root),
            ContinuesWithIncidents = IncidentStrategy(root).Contains("ContinueWithIncidents", StringComparison.Ordinal),
            Root = tree,
            Activities = activities.ToDictionary(node => node.Id, StringComparer.Ordinal),
            Steps = [.. activities.Where(node => node.Behaviour is PersonActivity).Select(StepOf)],
        };
    }

    private static string IncidentStrategy(JsonElement root) =>
        root.Member("options")?.Text("incidentStrategyType") ?? root.Text("incidentStrategyType") ?? string.Empty;

    private static IReadOnlyList<WorkflowParameter> Parameters(JsonElement root, string member) =>
        [.. root.List(member).Select(item => (Name: item.Text("name"), Type: item.Text("type") ?? item.Text("typeName") ?? "Object", IsArray: item.Truth("isArray")))
            .Where(item => item.Name is not null)
            .Select(item => new WorkflowParameter(item.Name!, item.IsArray && !item.Type.EndsWith("[]", StringComparison.Ordinal) ? item.Type + "[]" : item.Type))];

    private static VariableDeclaration Variable(JsonElement variable)
    {
        var name = variable.Text("name") ?? variable.Text("id") ?? string.Empty;
        var kind = ValueKinds.Of(variable.Text("typeName"), variable.Truth("isArray"));
        var value = variable.Member("value") is { } given ? Values.FromJson(given) : null;
        return new VariableDeclaration(variable.Text("id") ?? name, name, kind, value is null ? null : Values.Convert(value, kind));
    }

    private static WorkflowStep StepOf(ActivityNode node)
    {
        var behaviour = (PersonActivity)node.Behaviour;
        return new WorkflowStep(node.Id, node.Type, behaviour.ActOf(node), behaviour.TitleOf(node), node.Literal("role") as string, behaviour.OutcomesOf(node));
    }
}
