using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        MaxDepth = 2 * Values.DeepestNesting,
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

    public int LastIncident { get; set; }

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
            && Contexts.TrueForAll(context => definition.Find(context.Procedure, context.Activity) is not null && context.Parent < context.Id && (context.Parent == 0 || ids.Contains(context.Parent)))
            && Waits.TrueForAll(open => ids.Contains(open.Context) && open.Wait.Id <= LastWait)
            && Contexts.TrueForAll(context => context.Status == ContextStatus.Faulted == context.Fault is not null);
    }

    /// <summary>What the run was begun with, or what that has become; null when it has not changed.</summary>
    public void Know(IReadOnlyDictionary<string, JsonNode?>? inputs) =>
        Inputs = inputs?.ToDictionary(pair => pair.Key, pair => Values.FromJson(pair.Value), StringComparer.Ordinal) ?? Inputs;

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

    /// <summary>The called definition the activity stands in; null for the run's own.</summary>
    public string? Procedure { get; set; }

    public ContextStatus Status { get; set; }

    /// <summary>Why it cannot go on, and what is to be done again when it is retried; null while it runs.</summary>
    public FaultMoment? Fault { get; set; }

    /// <summary>How often it has faulted in a row.</summary>
    public int Tries { get; set; }

    /// <summary>Set on an activity that calls another procedure, while that runs.</summary>
    public CallState? Call { get; set; }

    /// <summary>Whether a flowchart began it through a backward connection.</summary>
    public bool Backward { get; set; }

    /// <summary>Whether a break reached it: it ends after the child that is under way.</summary>
    public bool Breaking { get; set; }

    /// <summary>Where a sequence or loop is.</summary>
    public int Position { get; set; }

    /// <summary>How many children are still to come back.</summary>
    public int Remaining { get; set; }

    /// <summary>What members have answered so far.</summary>
    public List<object?> Answers { get; set; } = [];

    /// <summary>The bounds of a counting loop, computed once.</summary>
    public ForBounds? Bounds { get; set; }

    public FlowCounters? Flow { get; set; }

    public List<Slot> Variables { get; set; } = [];
}

/// <summary>What an activity was doing when it faulted, so that a retry does just that again and nothing that was already done.</summary>
internal sealed class FaultMoment
{
    public required Incident Incident { get; set; }

    /// <summary>The child whose end it was told; null when it was beginning or going on.</summary>
    public string? Child { get; set; }

    public string? ChildProcedure { get; set; }

    public bool ChildBackward { get; set; }

    public List<string> ChildOutcomes { get; set; } = [];

    public bool ChildUnnamed { get; set; }

    /// <summary>The wait that was answered, and the answer; null when it was beginning.</summary>
    public Wait? Answered { get; set; }

    public string? Outcome { get; set; }

    public object? Payload { get; set; }
}

/// <summary>How much a called procedure shares with its caller.</summary>
internal enum CallKind
{
    /// <summary>A procedure used as an activity: one run, and it sees what is around it.</summary>
    Activity,

    /// <summary>A part of the same matter that sees only what it is given; its faults are the matter's.</summary>
    Part,

    /// <summary>A run of its own inside this one: its faults are its own, and its caller reads how it went.</summary>
    Run,
}

/// <summary>A procedure that was called and is under way.</summary>
internal sealed class CallState
{
    public required string Definition { get; set; }

    public CallKind Kind { get; set; }

    /// <summary>Whether nobody waits for it.</summary>
    public bool IsDetached { get; set; }

    public bool IsOver { get; set; }

    public bool IsFaulted { get; set; }

    /// <summary>Whether the caller is just letting it run and looks at it afterwards; never between bursts.</summary>
    [JsonIgnore]
    public bool IsAtOnce { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public Dictionary<string, object?> Inputs { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, object?> Outputs { get; set; } = new(StringComparer.Ordinal);
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
