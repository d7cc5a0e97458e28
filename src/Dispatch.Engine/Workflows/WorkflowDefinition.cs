using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Reading;

namespace Dispatch.Engine.Workflows;

/// <summary>
/// A procedure, read and checked once and never changed: who does what in which order. It is written as an Elsa 3 workflow definition, so Elsa's own
/// designer can draw it, but what it may contain is our short list.
/// </summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition()
    {
    }

    /// <summary>Which procedure; the same over all its versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Which version of it.</summary>
    public required int Version { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The file it was read from, as the reader was told.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the UTF-8 text, lower-case hexadecimal. A running matter is pinned to it.</summary>
    public required string Hash { get; init; }

    /// <summary>What a start may be given.</summary>
    public required IReadOnlyList<WorkflowParameter> Inputs { get; init; }

    /// <summary>What a finished run may give back.</summary>
    public required IReadOnlyList<WorkflowParameter> Outputs { get; init; }

    /// <summary>The steps that wait for a person, in the order of the file.</summary>
    public required IReadOnlyList<WorkflowStep> Steps { get; init; }

    internal IReadOnlyList<VariableDeclaration> Variables { get; init; } = [];

    /// <summary>Whether a fault stops only the path it is on; otherwise it stops the whole run.</summary>
    internal bool ContinuesWithIncidents { get; init; }

    internal ActivityNode? Root { get; init; }

    internal IReadOnlyDictionary<string, ActivityNode> Activities { get; init; } = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);

    internal ProcedureLibrary Library { get; init; } = ProcedureLibrary.Empty;

    /// <summary>The outcomes it declares for those who use it as an activity.</summary>
    internal IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Whether it is a procedure of an office and not merely control flow: somewhere in it, or in what it calls, stands one of our own steps.</summary>
    public bool IsProcedure => AllCalled().Prepend(this).Any(one => one.Activities.Values.Any(node => node.Type.StartsWith("Dispatch.", StringComparison.Ordinal)));

    /// <summary>
    /// The whole text it was read from: the file itself or, when it calls others, one document that holds theirs too. To keep a version is to keep this text;
    /// <see cref="Read(string, string, ProcedureLibrary?)"/> reads it back.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Reads a definition, or refuses it naming the place: nothing that is not understood is dropped.</summary>
    /// <param name="json">The text of the file, or a kept <see cref="Text"/>.</param>
    /// <param name="fileName">What to call the file in a refusal.</param>
    /// <param name="library">The definitions it may call; none when it is null.</param>
    public static Outcome<WorkflowDefinition> Read(string json, string fileName, ProcedureLibrary? library = null) => DefinitionBundle.Read(json, fileName, library ?? ProcedureLibrary.Empty);

    /// <summary>Whether there is a step of that id, in this procedure or in one it calls.</summary>
    internal bool Knows(string activityId) => AllCalled().Prepend(this).Any(one => one.Activities.ContainsKey(activityId));

    /// <summary>Whether a step puts one question to several, in this procedure or in one it calls.</summary>
    internal bool AsksSeveral(string activityId) => AllCalled().Prepend(this).Any(one => one.Activities.GetValueOrDefault(activityId)?.Behaviour is ParallelApprovalActivity);

    /// <summary>An activity by its id, here or in a definition that is called; null when there is none.</summary>
    internal ActivityNode? Find(string? procedure, string id) => (procedure is null ? this : Called(procedure))?.Activities.GetValueOrDefault(id);

    /// <summary>A definition that is called; null when it is not there or was refused.</summary>
    internal WorkflowDefinition? Called(string definitionId) => Library.Read(definitionId) is { IsRefused: false } read ? read.Value : null;

    /// <summary>The ids of the definitions it calls by a name that is written, in the order of the file.</summary>
    internal IEnumerable<string> Calls => Activities.Values.Select(CalledBy).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Every definition that is called, however deep, once.</summary>
    internal IReadOnlyList<WorkflowDefinition> AllCalled()
    {
        var found = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        var work = new Queue<string>(Calls);
        while (work.TryDequeue(out var id))
        {
            if (!found.ContainsKey(id) && Called(id) is { Root: not null } called)
            {
                found.Add(id, called);
                foreach (var next in called.Calls)
                {
                    work.Enqueue(next);
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>The definition an activity calls; null when it calls none or computes which.</summary>
    internal static string? CalledBy(ActivityNode node) => node.Behaviour switch
    {
        ProcedureActivity procedure => procedure.Header.DefinitionId,
        SubProcedureActivity => node.Literal("procedure") as string,
        RunWorkflowActivity => node.Literal("workflowDefinitionId") as string,
        _ => null,
    };

    /// <summary>The same definition, pinned to its text together with the texts of what it calls.</summary>
    internal WorkflowDefinition Packed(string text, string hash) => new()
    {
        DefinitionId = DefinitionId,
        Version = Version,
        Name = Name,
        FileName = FileName,
        Hash = hash,
        Text = text,
        Inputs = Inputs,
        Outputs = Outputs,
        Steps = Steps,
        Variables = Variables,
        Outcomes = Outcomes,
        ContinuesWithIncidents = ContinuesWithIncidents,
        Root = Root,
        Activities = Activities,
        Library = Library,
    };
}

/// <summary>An input or output of a procedure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Elsa's alias of its type, such as <c>String</c> or <c>Int32</c>.</param>
public sealed record WorkflowParameter(string Name, string TypeName)
{
    internal ValueKind Kind => ValueKinds.Of(TypeName, isArray: false);
}

/// <summary>A step of a procedure that waits for a person.</summary>
/// <param name="ActivityId">Its id in the definition.</param>
/// <param name="ActivityType">Its type, such as <c>Dispatch.Sign</c>.</param>
/// <param name="Act">The legal act it is for; null when it is none.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Role">Who does it, by role; null when a unit or person is named.</param>
/// <param name="Outcomes">How it can end; the first is the one by which the act is done.</param>
public sealed record WorkflowStep(string ActivityId, string ActivityType, string? Act, string Title, string? Role, IReadOnlyList<string> Outcomes);

/// <param name="Id">What <c>SetVariable</c> and output bindings name it by.</param>
/// <param name="Name">What expressions name it by.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Default">Its value at the beginning, already converted.</param>
internal sealed record VariableDeclaration(string Id, string Name, ValueKind Kind, object? Default);
