using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Proving;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>The definition is refused. Thrown deep in the reading and caught in <see cref="DefinitionReader"/> alone.</summary>
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

    /// <summary>What only a step has: where it stands beside what a definition has, the file was meant to run and would do nothing.</summary>
    private static readonly string[] RootsOwn = ["activities", "connections", "type"];

    public static readonly JsonDocumentOptions Options = new() { MaxDepth = Values.DeepestNesting };

    /// <param name="json">The text of one file.</param>
    /// <param name="fileName">What to call it in a refusal.</param>
    /// <param name="library">The definitions it may call.</param>
    /// <param name="procedure">Its id when it is read to be called; null for a run's own.</param>
    public static Outcome<WorkflowDefinition> Read(string json, string fileName, ProcedureLibrary library, string? procedure)
    {
        if (json.Length > LongestText)
        {
            return WorkflowRefusals.TooLarge(fileName, $"{json.Length} ký tự, nhiều nhất {LongestText}");
        }

        if (string.IsNullOrWhiteSpace(json))
        {
            return WorkflowRefusals.Malformed(fileName, "tệp trống");
        }

        if (Values.HasHalfLetter(json))
        {
            return WorkflowRefusals.Malformed(fileName, "có nửa ký tự (\\uD800 … \\uDFFF đứng một mình), không phải chữ");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement, json, fileName, library, procedure);
        }
        catch (JsonException) when (IsTooDeep(json))
        {
            return WorkflowRefusals.TooLarge(fileName, $"lồng quá {Values.DeepestNesting} tầng");
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

    /// <summary>The variables of a definition or a container.</summary>
    /// <exception cref="DefinitionRefusedException">They are no list of variables.</exception>
    public static IReadOnlyList<VariableDeclaration> Variables(JsonElement owner, string file, string path) =>
        [.. List(owner, "variables", file, path).Select((variable, i) => Variable(variable, file, string.Create(CultureInfo.InvariantCulture, $"{path}variables[{i}]"), isOfContainer: path.Length > 0))];

    /// <summary>The items of a list; none when there is none.</summary>
    /// <exception cref="DefinitionRefusedException">It is there and no list.</exception>
    public static IReadOnlyList<JsonElement> List(JsonElement owner, string member, string file, string path) =>
        owner.IsListOrNothing(member) ? owner.List(member) : throw new DefinitionRefusedException(WorkflowRefusals.Malformed(file, $"{path}{member} phải là một danh sách"));

    /// <summary>What a caller must know of a definition.</summary>
    public static ProcedureHeader Header(JsonElement root, string fileName)
    {
        var id = Id(root, fileName);
        return new ProcedureHeader(id, ProcedureHeader.TypeOf(root.Text("name") ?? id), Version(root), Parameters(root, "inputs"), Parameters(root, "outputs"), Outcomes(root))
        {
            VersionId = root.Text("id"),
            IsPublished = root.Member("isPublished") is not { ValueKind: JsonValueKind.False },
        };
    }

    private static string Id(JsonElement root, string fileName) => root.Text("definitionId") ?? root.Text("id") ?? Path.GetFileNameWithoutExtension(fileName);

    private static int Version(JsonElement root) => root.Member("version") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) ? number : 1;

    private static IReadOnlyList<string> Outcomes(JsonElement root) => [.. root.List("outcomes").Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)];

    private static WorkflowDefinition Read(JsonElement root, string json, string fileName, ProcedureLibrary library, string? procedure)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Malformed(fileName, IsList(root) ? "là một danh sách quy trình; hãy lưu mỗi quy trình thành một tệp riêng" : "không phải là một đối tượng JSON"));
        }

        if (root.Member("root") is null && root.EnumerateObject().Where(member => HoldsRoot(member.Value) || IsList(member.Value)).Select(member => member.Name).FirstOrDefault() is { } wrapper)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Malformed(fileName, $"quy trình nằm bên trong mục '{wrapper}'; hãy lưu riêng phần đó thành một tệp"));
        }

        if (root.Member("root") is null && root.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => RootsOwn.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } own)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Malformed(fileName, $"không có 'root', mà có '{own}' ở ngoài cùng: đây là tệp của Elsa 2 hoặc một bước lưu riêng; hãy lưu lại bằng Elsa 3 hoặc đặt bước đó vào mục 'root'"));
        }

        foreach (var member in new[] { "inputs", "outputs", "outcomes" })
        {
            _ = List(root, member, fileName, path: string.Empty);
        }

        var reader = new ActivityReader(fileName, root, library, procedure);
        var tree = root.Member("root") is { } element ? reader.Read(element, "root", inFlowchart: false) : null;
        var activities = tree?.Flatten().ToList() ?? [];
        var id = Id(root, fileName);
        return new WorkflowDefinition
        {
            DefinitionId = id,
            Version = Version(root),
            Name = root.Text("name") ?? id,
            FileName = fileName,
            Text = json,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Library = library,
            Outcomes = Outcomes(root),
            Inputs = Parameters(root, "inputs"),
            Outputs = Parameters(root, "outputs"),
            Variables = Variables(root, fileName, path: string.Empty),
            ContinuesWithIncidents = IncidentStrategy(root).Contains("ContinueWithIncidents", StringComparison.Ordinal),
            Root = tree,
            Activities = activities.ToDictionary(node => node.Id, StringComparer.Ordinal),
            Steps = [.. activities.Where(node => node.Behaviour is PeopleBehaviour or OfficeActivity).Select(StepOf)],
        };
    }

    /// <summary>Whether JSON opens more than is read at all: its place in the text tells nobody what is wrong.</summary>
    private static bool IsTooDeep(string json)
    {
        var (depth, isText) = (0, false);
        for (var at = 0; at < json.Length; at++)
        {
            var letter = json[at];
            isText ^= letter == '"';
            at += isText && letter == '\\' ? 1 : 0;
            depth += isText ? 0 : letter is '{' or '[' ? 1 : letter is '}' or ']' ? -1 : 0;
            if (depth > Values.DeepestNesting)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsRoot(JsonElement element) => element.Member("root") is { ValueKind: JsonValueKind.Object };

    /// <summary>Whether it is a list of definitions, as Elsa's server gives them out.</summary>
    private static bool IsList(JsonElement element) => element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(HoldsRoot);

    private static string IncidentStrategy(JsonElement root) =>
        root.Member("options")?.Text("incidentStrategyType") ?? root.Text("incidentStrategyType") ?? string.Empty;

    private static IReadOnlyList<WorkflowParameter> Parameters(JsonElement root, string member) =>
        [.. root.List(member).Select(item => (Name: item.Text("name"), Type: item.Text("type") ?? item.Text("typeName") ?? "Object", IsArray: item.Truth("isArray")))
            .Where(item => item.Name is not null)
            .Select(item => new WorkflowParameter(item.Name!, item.IsArray && !item.Type.EndsWith("[]", StringComparison.Ordinal) ? item.Type + "[]" : item.Type))];

    /// <summary>Elsa leaves out a variable of the workflow whose type it does not know and faults where it is used; one of a container holds anything.</summary>
    private static VariableDeclaration Variable(JsonElement variable, string file, string path, bool isOfContainer)
    {
        if (variable.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Malformed(file, $"{path} phải là một biến {{id, name, typeName, value}}"));
        }

        var name = variable.Text("name") ?? variable.Text("id") ?? string.Empty;
        var type = variable.Text("typeName");
        if (!isOfContainer && !ValueKinds.Knows(type))
        {
            throw new DefinitionRefusedException(WorkflowRefusals.UnknownType(file, name, type!, path));
        }

        var kind = ValueKinds.Of(type, variable.Truth("isArray"));
        var value = variable.Member("value")?.Value();
        try
        {
            return new VariableDeclaration(variable.Text("id") ?? name, name, kind, value is null ? null : Values.Convert(value, kind));
        }
        catch (ActivityFaultException tooLarge)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.VariableValue(file, name, path, tooLarge.Message));
        }
    }

    private static WorkflowStep StepOf(ActivityNode node)
    {
        var people = node.Behaviour as PeopleBehaviour;
        var act = people is null ? OfficeSteps.All.First(step => step.Type == node.Type).Act : people.ActOf(node);
        return new WorkflowStep(node.Id, node.Type, act, Trail.TitleOf(node), node.Literal("role") as string, node.Behaviour.OutcomesOf(node)!);
    }
}
