namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>A part of a script. Every part is an expression: there are no statements, no assignments, no functions to define.</summary>
internal abstract record ScriptNode;

internal sealed record ConstantNode(object? Value) : ScriptNode;

internal sealed record NameNode(string Name) : ScriptNode;

internal sealed record MemberNode(ScriptNode Target, ScriptNode Key, bool Optional) : ScriptNode;

/// <summary>A row of members with <c>?.</c> in it: where that finds nothing, the rest of the row is not looked at.</summary>
internal sealed record ChainNode(ScriptNode Row) : ScriptNode;

/// <summary>A call of one of <see cref="ScriptFunctions"/>.</summary>
internal sealed record FunctionNode(string Name, IReadOnlyList<ScriptNode> Arguments) : ScriptNode;

/// <summary>A call of one of <see cref="ScriptMethods"/> on a value.</summary>
internal sealed record MethodNode(ScriptNode Target, string Name, IReadOnlyList<ScriptNode> Arguments, bool Optional) : ScriptNode;

internal sealed record UnaryNode(string Operator, ScriptNode Operand) : ScriptNode;

internal sealed record BinaryNode(string Operator, ScriptNode Left, ScriptNode Right) : ScriptNode;

internal sealed record LogicalNode(string Operator, ScriptNode Left, ScriptNode Right) : ScriptNode;

internal sealed record ConditionalNode(ScriptNode Test, ScriptNode Then, ScriptNode Else) : ScriptNode;

internal sealed record TemplateNode(IReadOnlyList<ScriptNode> Parts) : ScriptNode;

internal sealed record ListNode(IReadOnlyList<ScriptNode> Items) : ScriptNode;

internal sealed record MapNode(IReadOnlyList<KeyValuePair<ScriptNode, ScriptNode>> Members) : ScriptNode;

/// <summary>What a <c>?.</c> that found nothing gives to the rest of its row; no script sees it.</summary>
internal sealed class CutShort
{
    public static readonly CutShort Value = new();

    private CutShort()
    {
    }
}

/// <summary>JavaScript's undefined: what a missing variable or member is.</summary>
internal sealed class Undefined
{
    public static readonly Undefined Value = new();

    private Undefined()
    {
    }
}
