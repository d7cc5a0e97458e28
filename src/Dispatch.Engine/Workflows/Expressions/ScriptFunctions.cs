using System.Globalization;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>The functions a script may call. All are pure; none changes a variable and none sees the clock, chance or the host.</summary>
internal static class ScriptFunctions
{
    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, IScope, object?>> Known = new(StringComparer.Ordinal)
    {
        ["getVariable"] = (given, scope) => scope.TryGetByName(Text(given, 0), out var value) ? value : Undefined.Value,
        ["getInput"] = (given, scope) => scope.TryGetInput(Text(given, 0), out var value) ? value : Undefined.Value,
        ["getLastResult"] = (_, scope) => scope.LastResult,
        ["getOutputFrom"] = (given, scope) => scope.TryGetOutput(Text(given, 0), given.Count > 1 ? Text(given, 1) : "result", out var value) ? value : Undefined.Value,
        ["toJson"] = (given, _) => Values.JsonText(Plain(At(given, 0))),
        ["JSON.stringify"] = (given, _) => Values.JsonText(Plain(At(given, 0))),
        ["isNullOrEmpty"] = (given, _) => At(given, 0) is null or Undefined or "",
        ["isNullOrWhiteSpace"] = (given, _) => At(given, 0) is null or Undefined || (At(given, 0) is string text && string.IsNullOrWhiteSpace(text)),
        ["Number"] = (given, _) => given.Count == 0 ? 0d : At(given, 0) is Undefined ? double.NaN : ScriptOperators.ToNumber(given[0]),
        ["String"] = (given, _) => given.Count == 0 ? string.Empty : ScriptOperators.ToText(given[0]),
        ["Boolean"] = (given, _) => ScriptOperators.Truthy(At(given, 0)),
        ["parseInt"] = (given, _) => Leading(Text(given, 0), whole: true),
        ["parseFloat"] = (given, _) => Leading(Text(given, 0), whole: false),
        ["isNaN"] = (given, _) => double.IsNaN(Number(given, 0)),
        ["Math.abs"] = (given, _) => Math.Abs(Number(given, 0)),
        ["Math.floor"] = (given, _) => Math.Floor(Number(given, 0)),
        ["Math.ceil"] = (given, _) => Math.Ceiling(Number(given, 0)),
        ["Math.round"] = (given, _) => Math.Floor(Number(given, 0) + 0.5),
        ["Math.trunc"] = (given, _) => Math.Truncate(Number(given, 0)),
        ["Math.sqrt"] = (given, _) => Math.Sqrt(Number(given, 0)),
        ["Math.pow"] = (given, _) => Math.Pow(Number(given, 0), Number(given, 1)),
        ["Math.min"] = (given, _) => given.Select(ScriptOperators.ToNumber).Aggregate(double.PositiveInfinity, Math.Min),
        ["Math.max"] = (given, _) => given.Select(ScriptOperators.ToNumber).Aggregate(double.NegativeInfinity, Math.Max),
    };

    /// <summary>Whether a call of this name is in the subset: one of the table, or a getter of a variable, an input or a property of the run.</summary>
    public static bool Knows(string name) => Known.ContainsKey(name) || IsGetter(name);

    /// <summary>Whether the name is one of the table, whatever is declared.</summary>
    public static bool IsFixed(string name) => Known.ContainsKey(name);

    public static object? Call(string name, IReadOnlyList<object?> given, IScope scope) =>
        Known.TryGetValue(name, out var function) ? function(given, scope) : Get(name["get".Length..], scope);

    public static object? At(IReadOnlyList<object?> given, int index) => index < given.Count ? given[index] : Undefined.Value;

    public static double Number(IReadOnlyList<object?> given, int index) => ScriptOperators.ToNumber(At(given, index));

    public static string Text(IReadOnlyList<object?> given, int index) => ScriptOperators.ToText(At(given, index));

    private static bool IsGetter(string name) => name.StartsWith("get", StringComparison.Ordinal) && name.Length > 3 && !char.IsLower(name[3]);

    private static object? Get(string name, IScope scope) =>
        scope.TryGetByPascalName(name, out var value) || scope.TryGetProperty(name, out value) ? value : throw new ActivityFaultException($"get{name} is not defined");

    private static object? Plain(object? value) => value is Undefined ? null : value;

    private static double Leading(string text, bool whole)
    {
        var trimmed = text.AsSpan().Trim();
        for (var length = trimmed.Length; length > 0; length--)
        {
            var styles = whole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
            if (double.TryParse(trimmed[..length], styles, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return double.NaN;
    }
}
