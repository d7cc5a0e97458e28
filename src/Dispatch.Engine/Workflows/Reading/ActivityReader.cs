using System.Globalization;
using System.Text.Json;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>Reads the tree of activities. Ids are unique over the whole file: a wait, a refusal and a path name an activity by its id alone.</summary>
internal sealed class ActivityReader
{
    public const int MostActivities = 2_000;

    private readonly string file;
    private readonly ProcedureLibrary library;
    private readonly string? procedure;
    private readonly ExpressionReader expressions;
    private readonly Dictionary<string, string> pathById = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <param name="file">What to call the file in a refusal.</param>
    /// <param name="document">The whole document.</param>
    /// <param name="library">The definitions it may call.</param>
    /// <param name="procedure">The definition's id when it is read to be called; null for a run's own.</param>
    public ActivityReader(string file, JsonElement document, ProcedureLibrary library, string? procedure)
    {
        this.file = file;
        this.library = library;
        this.procedure = procedure;
        expressions = new ExpressionReader(file);
        CollectIds(document);
    }

    public ActivityNode Read(JsonElement element, string path, bool inFlowchart, ISet<string>? beside = null)
    {
        var type = element.Text("type") ?? throw Refuse(WorkflowRefusals.Malformed(file, $"tại {path} thiếu một bước có 'type'"));
        var given = element.Text("id");
        var behaviour = BehaviourOf(element, type) ?? throw Refuse(WorkflowRefusals.UnknownActivity(file, type, given ?? "?", path));

        var id = string.IsNullOrEmpty(given) ? inFlowchart ? throw Refuse(WorkflowRefusals.MissingId(file, type, path)) : NewId(type) : given;
        if (!pathById.TryAdd(id, path))
        {
            // Elsa wants ids unique in their container only. A step of ours is named by its id in tasks and history, so its id stands for it alone.
            if (beside?.Contains(id) != false || type.StartsWith("Dispatch.", StringComparison.Ordinal))
            {
                throw Refuse(WorkflowRefusals.DuplicateId(file, id, path, pathById[id]));
            }

            id = NewId(id);
            pathById.Add(id, path);
        }

        beside?.Add(given ?? id);
        if (pathById.Count > MostActivities)
        {
            throw Refuse(WorkflowRefusals.TooLarge(file, $"quá {MostActivities} bước"));
        }

        return Build(element, path, behaviour, id);
    }

    private static DefinitionRefusedException Refuse(Kernel.Refusal refusal) => new(refusal);

    /// <summary>What an activity does: one of the list or, by its name or the id it gives, a procedure used as an activity; null when it is neither.</summary>
    private Behaviour? BehaviourOf(JsonElement element, string type)
    {
        if (Catalogue.TryFind(type, out var behaviour))
        {
            return behaviour;
        }

        var header = (element.Text("workflowDefinitionVersionId") is { } version ? library.OfVersion(version) : null)
            ?? library.OfType(type)
            ?? (element.Text("workflowDefinitionId") is { } id ? library.OfId(id) : null);
        return header is null ? null : new ProcedureActivity(type, header);
    }

    private ActivityNode Build(JsonElement element, string path, Behaviour behaviour, string id)
    {
        var isFlowchart = behaviour is FlowchartActivity;
        var beside = new HashSet<string>(StringComparer.Ordinal);
        var activities = behaviour.ListMember is { } member
            ? DefinitionReader.List(element, member, file, $"{path}.").Select((child, i) => Read(child, string.Create(CultureInfo.InvariantCulture, $"{path}.{member}[{i}]"), isFlowchart, beside)).ToList()
            : [];
        var node = new ActivityNode
        {
            Id = id,
            GivenId = element.Text("id") ?? id,
            Behaviour = behaviour,
            Path = path,
            Title = element.Member("metadata")?.Text("displayText") ?? element.Text("name") ?? id,
            Name = element.Text("name") is { Length: > 0 } name ? name : id,
            Procedure = procedure,
            CanStart = element.Truth("canStartWorkflow") || element.Member("customProperties") is { } custom && custom.Truth("canStartWorkflow"),
            Inputs = Inputs(element, behaviour, id, path),
            Outputs = Outputs(element, behaviour, id, path),
            SetsByName = behaviour is SetVariableActivity && element.Member("variable")?.Text("id") is null,
            Variables = behaviour.ListMember is null ? [] : DefinitionReader.Variables(element, file, $"{path}."),
            Activities = activities,
            Ports = Ports(element, behaviour, path),
            Cases = behaviour is SwitchBehaviour ? [.. DefinitionReader.List(element, "cases", file, $"{path}.").Select((item, i) => Case(item, id, string.Create(CultureInfo.InvariantCulture, $"{path}.cases[{i}]")))] : [],
            Flow = isFlowchart ? ConnectionReader.Read(element, activities, file, path) : null,
        };
        return behaviour.Check(node) is { } why ? throw Refuse(WorkflowRefusals.Setting(file, id, path, why)) : CheckCall(node);
    }

    /// <summary>What a file calls by a written name must be there and readable; that is seen when the file is read, not when a run comes there.</summary>
    private ActivityNode CheckCall(ActivityNode node)
    {
        if (WorkflowDefinition.CalledBy(node) is not { } called)
        {
            return node;
        }

        if (library.OfId(called) is null)
        {
            throw Refuse(WorkflowRefusals.UnknownProcedure(file, called, node.Id, node.Path));
        }

        return library.Read(called) is { IsRefused: true } refused ? throw Refuse(refused.Refusal) : node;
    }

    private Dictionary<string, Expression> Inputs(JsonElement element, Behaviour behaviour, string id, string path)
    {
        var inputs = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var input in behaviour.Inputs)
        {
            if (element.Member(input.Name) is { } member && expressions.Input(member, id, input.Name, path) is { } expression)
            {
                inputs.Add(input.Name, expression);
            }
        }

        return inputs;
    }

    /// <summary>
    /// Every member that is bound to memory and is no input: one with an expression is an input, known here or not. What <c>SetVariable</c> names is such a member, in a shape of its own.
    /// </summary>
    private Dictionary<string, string> Outputs(JsonElement element, Behaviour behaviour, string id, string path)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (behaviour is SetVariableActivity && element.Member("variable") is { } variable)
        {
            var target = variable.ValueKind == JsonValueKind.String ? variable.GetString() : variable.Text("id") ?? variable.Text("name");
            return string.IsNullOrEmpty(target) ? outputs : new Dictionary<string, string>(StringComparer.Ordinal) { ["variable"] = target };
        }

        foreach (var member in element.EnumerateObject().Where(member => !behaviour.Inputs.Any(input => input.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase))))
        {
            if (member.Value.Member("memoryReference")?.Text("id") is not { } target || member.Value.Member("expression") is not null)
            {
                continue;
            }

            // What would be written is not what the step gave out.
            if (member.Value.Member("converter") is not null)
            {
                throw Refuse(WorkflowRefusals.Setting(file, id, path, $"kết quả '{member.Name}' có 'converter', không được dùng; hãy bỏ nó và chuyển đổi bằng một biểu thức ở bước sau"));
            }

            outputs[char.ToLowerInvariant(member.Name[0]) + member.Name[1..]] = target;
        }

        return outputs;
    }

    private Dictionary<string, ActivityNode> Ports(JsonElement element, Behaviour behaviour, string path)
    {
        var ports = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var port in behaviour.Ports)
        {
            if (Embedded(element, port, path) is { } child)
            {
                ports.Add(port, child);
            }
        }

        return ports;
    }

    private SwitchCase Case(JsonElement item, string id, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Refuse(WorkflowRefusals.Malformed(file, $"{path} phải là một trường hợp {{label, condition, activity}}"));
        }

        var condition = item.Member("condition") is { } given ? expressions.Condition(given, id, path) : null;
        return new SwitchCase(item.Text("label") ?? string.Empty, condition ?? new LiteralExpression(false), Embedded(item, "activity", path));
    }

    /// <summary>An activity that stands alone under a name; null when there is none.</summary>
    private ActivityNode? Embedded(JsonElement element, string member, string path) =>
        element.Member(member) is { } child ? Read(child, $"{path}.{member}", inFlowchart: false, new HashSet<string>(StringComparer.Ordinal)) : null;

    private string NewId(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        for (var n = 1; ; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}{n}");
            if (taken.Add(id))
            {
                return id;
            }
        }
    }

    /// <summary>Ids the file uses anywhere, so that an id made up for an activity without one meets none of them.</summary>
    private void CollectIds(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.Text("id") is { } id)
            {
                taken.Add(id);
            }

            foreach (var property in element.EnumerateObject())
            {
                CollectIds(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CollectIds(item);
            }
        }
    }
}
