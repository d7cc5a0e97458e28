using System.Globalization;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>The methods a script may call on a text, a list or a number.</summary>
internal static class ScriptMethods
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<object?>, object?>> OfText = new(StringComparer.Ordinal)
    {
        ["toString"] = (text, _) => text,
        ["toUpperCase"] = (text, _) => text.ToUpperInvariant(),
        ["toLowerCase"] = (text, _) => text.ToLowerInvariant(),
        ["trim"] = (text, _) => text.Trim(),
        ["includes"] = (text, given) => text.Contains(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["startsWith"] = (text, given) => text.StartsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["endsWith"] = (text, given) => text.EndsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["indexOf"] = (text, given) => (double)text.IndexOf(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["charAt"] = (text, given) => ScriptFunctions.Number(given, 0) is var at && at >= 0 && at < text.Length ? text[(int)at].ToString() : string.Empty,
        ["slice"] = (text, given) => text[Range(text.Length, given)],
        ["substring"] = (text, given) => text[Range(text.Length, given)],
        ["split"] = (text, given) => text.Split(ScriptFunctions.Text(given, 0)).ToList<object?>(),
        ["concat"] = (text, given) => text + string.Concat(given.Select(ScriptOperators.ToText)),
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, IReadOnlyList<object?>, object?>> OfList = new(StringComparer.Ordinal)
    {
        ["toString"] = (list, _) => ScriptOperators.ToText(list),
        ["includes"] = (list, given) => list.Any(item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["indexOf"] = (list, given) => (double)list.ToList().FindIndex(item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["join"] = (list, given) => string.Join(
            given.Count == 0 ? "," : ScriptFunctions.Text(given, 0),
            list.Select(item => item is null or Undefined ? string.Empty : ScriptOperators.ToText(item))),
        ["slice"] = (list, given) => list.Take(Range(list.Count, given)).ToList(),
        ["concat"] = (list, given) => list.Concat(given.SelectMany(item => item as IReadOnlyList<object?> ?? [item])).ToList(),
    };

    private static readonly Dictionary<string, Func<double, IReadOnlyList<object?>, object?>> OfNumber = new(StringComparer.Ordinal)
    {
        ["toString"] = (number, _) => Values.NumberText(number),
        ["toFixed"] = (number, given) => number.ToString("F" + (int)Math.Clamp(ScriptFunctions.Number(given, 0) is var digits && !double.IsNaN(digits) ? digits : 0, 0, 20), CultureInfo.InvariantCulture),
    };

    public static bool Knows(string name) => OfText.ContainsKey(name) || OfList.ContainsKey(name) || OfNumber.ContainsKey(name);

    /// <exception cref="ActivityFaultException">The value has no such method.</exception>
    public static object? Call(object target, string name, IReadOnlyList<object?> given) => target switch
    {
        string text when OfText.TryGetValue(name, out var method) => method(text, given),
        IReadOnlyList<object?> list when OfList.TryGetValue(name, out var method) => method(list, given),
        double number when OfNumber.TryGetValue(name, out var method) => method(number, given),
        bool truth when name == "toString" => ScriptOperators.ToText(truth),
        _ => throw new ActivityFaultException($"Property '{name}' of object is not a function"),
    };

    private static Range Range(int length, IReadOnlyList<object?> given)
    {
        var start = Place(ScriptFunctions.At(given, 0), 0, length);
        var end = Place(ScriptFunctions.At(given, 1), length, length);
        return start..Math.Max(start, end);
    }

    private static int Place(object? value, int missing, int length)
    {
        if (value is Undefined)
        {
            return missing;
        }

        var place = ScriptOperators.ToNumber(value);
        place = double.IsNaN(place) ? 0 : Math.Truncate(place);
        return (int)Math.Clamp(place < 0 ? length + place : place, 0, length);
    }
}
