using System.Globalization;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>The functions a script may call. All are pure; none changes a variable and none sees the clock, chance or the host.</summary>
internal static class ScriptFunctions
{
    // What the host gives and does not have is null, as in Elsa; what JavaScript does not have is undefined.
    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, IScope, object?>> Known = new(StringComparer.Ordinal)
    {
        ["getVariable"] = (given, scope) => scope.TryGetByName(Text(given, 0), out var value) ? value : null,
        ["getInput"] = (given, scope) => scope.TryGetInput(Text(given, 0), out var value) ? value : null,
        ["getLastResult"] = (_, scope) => scope.LastResult,
        ["getOutputFrom"] = (given, scope) => scope.TryGetOutput(Text(given, 0), given.Count > 1 ? Text(given, 1) : "result", out var value) ? value : null,
        ["toJson"] = (given, _) => Values.JsonText(ScriptInterpreter.Plain(At(given, 0))),
        ["JSON.stringify"] = (given, _) => Stringify(given),
        ["JSON.parse"] = (given, _) => Values.TryParseJson(Text(given, 0), out var value) ? value : throw new ActivityFaultException("Unexpected token in JSON"),
        ["Object.keys"] = (given, _) => Members(given).Select(member => (object?)member.Key).ToList(),
        ["Object.values"] = (given, _) => Members(given).Select(member => member.Value).ToList(),
        ["Array.isArray"] = (given, _) => At(given, 0) is IReadOnlyList<object?>,
        ["Number.isInteger"] = (given, _) => At(given, 0) is double number && double.IsInteger(number),
        ["isFinite"] = (given, _) => double.IsFinite(Number(given, 0)),
        ["isNullOrEmpty"] = (given, _) => At(given, 0) is null or Undefined or "",
        ["isNullOrWhiteSpace"] = (given, _) => At(given, 0) is null or Undefined || (At(given, 0) is string text && string.IsNullOrWhiteSpace(text)),
        ["Number"] = (given, _) => given.Count == 0 ? 0d : At(given, 0) is Undefined ? double.NaN : ScriptOperators.ToNumber(given[0]),
        ["String"] = (given, _) => given.Count == 0 ? string.Empty : ScriptOperators.ToText(given[0]),
        ["Boolean"] = (given, _) => ScriptOperators.Truthy(At(given, 0)),
        ["parseInt"] = (given, _) => LeadingWhole(Text(given, 0), Number(given, 1)),
        ["parseFloat"] = (given, _) => Leading(Text(given, 0)),
        ["isNaN"] = (given, _) => double.IsNaN(Number(given, 0)),
        ["Math.abs"] = (given, _) => Math.Abs(Number(given, 0)),
        ["Math.floor"] = (given, _) => Math.Floor(Number(given, 0)),
        ["Math.ceil"] = (given, _) => Math.Ceiling(Number(given, 0)),
        ["Math.round"] = (given, _) => Number(given, 0) is var number && Math.Floor(number) is var whole && number - whole >= 0.5 ? whole + 1 : whole,
        ["Math.trunc"] = (given, _) => Math.Truncate(Number(given, 0)),
        ["Math.sqrt"] = (given, _) => Math.Sqrt(Number(given, 0)),
        ["Math.sign"] = (given, _) => Number(given, 0) is var number && double.IsNaN(number) ? number : Math.Sign(number),
        ["Math.pow"] = (given, _) => ScriptOperators.Power(Number(given, 0), Number(given, 1)),
        ["Math.min"] = (given, _) => given.Select(ScriptOperators.ToNumber).Aggregate(double.PositiveInfinity, Math.Min),
        ["Math.max"] = (given, _) => given.Select(ScriptOperators.ToNumber).Aggregate(double.NegativeInfinity, Math.Max),
    };

    /// <summary>Getters that Elsa's host gives and we do not have: they tell of chance, or of ids that differ from run to run.</summary>
    private static readonly HashSet<string> OfElsasHost = new(StringComparer.Ordinal) { "getGuidString", "getShortGuid", "getWorkflowInstanceId", "getWorkflowDefinitionVersionId" };

    /// <summary>Whether a call of this name is in the subset: one of the table, or a getter of a variable, an input or a property of the run.</summary>
    public static bool Knows(string name) => Known.ContainsKey(name) || (IsGetter(name) && !OfElsasHost.Contains(name));

    /// <summary>Whether the name is one of the table, whatever is declared.</summary>
    public static bool IsFixed(string name) => Known.ContainsKey(name);

    public static object? Call(string name, IReadOnlyList<object?> given, IScope scope) =>
        Known.TryGetValue(name, out var function) ? function(given, scope) : Get(name["get".Length..], scope);

    public static object? At(IReadOnlyList<object?> given, int index) => index < given.Count ? given[index] : Undefined.Value;

    public static double Number(IReadOnlyList<object?> given, int index) => ScriptOperators.ToNumber(At(given, index));

    public static string Text(IReadOnlyList<object?> given, int index) => ScriptOperators.ToText(At(given, index));

    /// <summary>Whether the name is that of a getter.</summary>
    public static bool IsGetter(string name) => name.StartsWith("get", StringComparison.Ordinal) && name.Length > 3 && !char.IsLower(name[3]);

    private static object? Get(string name, IScope scope) =>
        scope.TryGetByPascalName(name, out var value) || scope.TryGetProperty(name, out value) ? value : throw new ActivityFaultException($"get{name} is not defined");

    /// <summary>The second argument of JavaScript's, which chooses members, is not there: what it may be is mostly a function.</summary>
    private static object? Stringify(IReadOnlyList<object?> given) =>
        At(given, 1) is not (null or Undefined) ? throw new ActivityFaultException("JSON.stringify: đối số thứ hai phải là null.")
        : At(given, 0) is Undefined ? Undefined.Value
        : ScriptJson.Write(ScriptInterpreter.Written(At(given, 0)), ScriptJson.Indent(At(given, 2)));

    private static IEnumerable<KeyValuePair<string, object?>> Members(IReadOnlyList<object?> given) => At(given, 0) switch
    {
        // Names that are places come first, by size, as JavaScript lists them.
        IReadOnlyDictionary<string, object?> map => map.OrderBy(member => ScriptInterpreter.PlaceIn(member.Key) ?? double.PositiveInfinity),
        IReadOnlyList<object?> list => Numbered(list),
        string text => Numbered([.. text.Select(letter => letter.ToString())]),
        null or Undefined => throw new ActivityFaultException("Cannot convert undefined or null to object"),
        _ => [],
    };

    private static IEnumerable<KeyValuePair<string, object?>> Numbered(IReadOnlyList<object?> items) =>
        items.Select((item, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), item));

    private static double Leading(string text)
    {
        var trimmed = text.AsSpan().Trim();
        for (var length = Math.Min(trimmed.Length, 400); length > 0; length--)
        {
            if (ScriptOperators.TryParseDecimal(trimmed[..length], out var number))
            {
                return number;
            }
        }

        return double.NaN;
    }

    private static double LeadingWhole(string text, double radix)
    {
        var digits = text.AsSpan().Trim();
        var sign = digits is ['-', ..] ? -1 : 1;
        digits = digits is ['-' or '+', ..] ? digits[1..] : digits;
        var isHex = digits is ['0', 'x' or 'X', ..] && (double.IsNaN(radix) || radix is 0 or 16);
        digits = isHex ? digits[2..] : digits;
        var @base = isHex ? 16 : double.IsNaN(radix) || radix == 0 ? 10 : radix;
        if (@base is < 2 or > 36)
        {
            return double.NaN;
        }

        var (value, read) = (0d, false);
        foreach (var letter in digits)
        {
            var digit = char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetter(letter) ? char.ToLowerInvariant(letter) - 'a' + 10 : 36;
            if (digit >= @base)
            {
                break;
            }

            (value, read) = ((value * @base) + digit, true);
        }

        return read ? sign * value : double.NaN;
    }
}
