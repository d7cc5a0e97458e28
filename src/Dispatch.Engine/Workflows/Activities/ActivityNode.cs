using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>One activity of a definition, as it was read. Immutable; what happens to it in a run is kept in the run.</summary>
internal sealed class ActivityNode
{
    public required string Id { get; init; }

    /// <summary>The id in the file. It differs from <see cref="Id"/> where two containers use the same one.</summary>
    public required string GivenId { get; init; }

    public required Behaviour Behaviour { get; init; }

    /// <summary>Where it stands in the file, such as <c>root.activities[2]</c>.</summary>
    public required string Path { get; init; }

    public required string Title { get; init; }

    /// <summary>What expressions call it in <c>getOutputFrom</c>; its id when the file gives no name.</summary>
    public required string Name { get; init; }

    /// <summary>The definition it stands in, when that is called by another; null in a run's own.</summary>
    public string? Procedure { get; init; }

    public bool CanStart { get; init; }

    public IReadOnlyDictionary<string, Expression> Inputs { get; init; } = new Dictionary<string, Expression>(StringComparer.Ordinal);

    /// <summary>Where an output goes: the id of a variable, or the name of an output of the workflow.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the variable it sets is given without an id, by its name alone.</summary>
    public bool SetsByName { get; init; }

    public IReadOnlyList<VariableDeclaration> Variables { get; init; } = [];

    /// <summary>The activities of a container, in the order of the file.</summary>
    public IReadOnlyList<ActivityNode> Activities { get; init; } = [];

    /// <summary>The activities embedded under a name: then, else, body, default.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Ports { get; init; } = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);

    public IReadOnlyList<SwitchCase> Cases { get; init; } = [];

    /// <summary>The graph of a flowchart; null for everything else.</summary>
    public FlowGraph? Flow { get; init; }

    public string Type => Behaviour.Type;

    public IEnumerable<ActivityNode> Children => Activities.Concat(Ports.Values).Concat(Cases.Select(c => c.Activity).OfType<ActivityNode>());

    /// <summary>The value of an input that the definition gives as a literal; null when it is absent or computed.</summary>
    public object? Literal(string input) => Inputs.GetValueOrDefault(input) is LiteralExpression literal ? literal.Value : null;

    /// <summary>Itself and everything inside, in the order of the file.</summary>
    public IEnumerable<ActivityNode> Flatten() => Children.SelectMany(child => child.Flatten()).Prepend(this);
}

/// <param name="Label">The outcome of a flow switch, or just a name.</param>
/// <param name="Condition">When it matches.</param>
/// <param name="Activity">What an embedded switch runs.</param>
internal sealed record SwitchCase(string Label, Expression Condition, ActivityNode? Activity);
