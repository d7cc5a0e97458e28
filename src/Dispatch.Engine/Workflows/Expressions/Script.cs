using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>A script that was read: one pure expression of JavaScript.</summary>
internal sealed record Script(string Source, ScriptNode Root)
{
    /// <summary>A route's condition is short; a longer text is no condition.</summary>
    public const int LongestSource = 4_000;

    /// <summary>Reads a script, or says in Vietnamese why it is not in the subset and where.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out Script? script, [NotNullWhen(false)] out string? why)
    {
        (script, why) = (null, null);
        if (source.Length > LongestSource)
        {
            why = $"biểu thức dài {source.Length} ký tự, quá {LongestSource}";
            return false;
        }

        try
        {
            script = new Script(source, ScriptParser.Parse(source));
            return true;
        }
        catch (ScriptSyntaxException refused)
        {
            why = $"{refused.Message} (ký tự thứ {refused.At + 1})";
            return false;
        }
    }
}

/// <summary>A script as an expression of a definition.</summary>
internal sealed record ScriptExpression(Script Script) : Expression
{
    public override object? Evaluate(IScope scope) => new ScriptInterpreter(scope).Run(Script);
}
