using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>
/// Everything of a run that outlives a burst. The queue is not in it: a burst ends when the queue is empty. Completed and cancelled activities leave no trace here;
/// the history is the audit log's.
/// </summary>
internal sealed class RunState
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new ValueConverter(), new JsonStringEnumConverter() },
    };

    public int Format { get; set; } = CurrentFormat;

    public required string DefinitionId { get; set; }

    public required int Version { get; set; }

    public required string Hash { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public RunStatus Status { get; set; }

    public int LastContext { get; set; }

    public int LastWait { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public Dictionary<string, object?> Inputs { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, object?> Outputs { get; set; } = new(StringComparer.Ordinal);

    public List<Slot> Variables { get; set; } = [];

    public List<ActivityContext> Contexts { get; set; } = [];

    public List<OpenWait> Waits { get; set; } = [];

    public static RunState? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunState>(json, Options) is { Format: CurrentFormat } state ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether everything the state names is there. A state that was never edited by hand always is.</summary>
    public bool Fits(WorkflowDefinition definition)
    {
        var ids = Contexts.Select(context => context.Id).ToHashSet();
        return ids.Count == Contexts.Count
            && ids.All(id => id > 0 && id <= LastContext)
            && Contexts.TrueForAll(context => definition.Activities.ContainsKey(context.Activity) && context.Parent < context.Id && (context.Parent == 0 || ids.Contains(context.Parent)))
            && Waits.TrueForAll(open => ids.Contains(open.Context) && open.Wait.Id <= LastWait);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>A variable in a run.</summary>
internal sealed class Slot
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public ValueKind Kind { get; set; }

    public object? Value { get; set; }
}

/// <summary>A wait and the activity that opened it.</summary>
internal sealed record OpenWait(Wait Wait, int Context);

internal enum ContextStatus
{
    Running,
    Faulted,
}

/// <summary>One activity that is under way. An activity that is over has none.</summary>
internal sealed class ActivityContext
{
    public required int Id { get; set; }

    /// <summary>The activity that scheduled it; 0 for the root.</summary>
    public int Parent { get; set; }

    public required string Activity { get; set; }

    public ContextStatus Status { get; set; }

    /// <summary>Whether a flowchart began it through a backward connection.</summary>
    public bool Backward { get; set; }

    /// <summary>Whether a break reached it: it ends after the child that is under way.</summary>
    public bool Breaking { get; set; }

    /// <summary>Where a sequence or loop is.</summary>
    public int Position { get; set; }

    /// <summary>How many children are still to come back.</summary>
    public int Remaining { get; set; }

    /// <summary>The bounds of a counting loop, computed once.</summary>
    public ForBounds? Bounds { get; set; }

    public FlowCounters? Flow { get; set; }

    public List<Slot> Variables { get; set; } = [];
}

/// <summary>The bounds of a counting loop and where it is.</summary>
internal sealed record ForBounds(double Current, double End, double Step, bool Inclusive);

/// <summary>Values in the state are plain JSON.</summary>
internal sealed class ValueConverter : JsonConverter<object?>
{
    public override bool HandleNull => true;

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Values.FromJson(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (Values.ToJson(value) is { } node)
        {
            node.WriteTo(writer, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
