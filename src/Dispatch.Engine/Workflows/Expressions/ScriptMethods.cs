using System.Globalization;
using System.Text;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>The methods a script may call on a text, a list or a number. None changes what it is called on.</summary>
internal static class ScriptMethods
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<object?>, object?>> OfText = new(StringComparer.Ordinal)
    {
        ["toString"] = (text, _) => text,
        ["toUpperCase"] = (text, _) => text.ToUpperInvariant(),
        ["toLowerCase"] = (text, _) => text.ToLowerInvariant(),
        ["trim"] = (text, _) => text.Trim(),
        ["trimStart"] = (text, _) => text.TrimStart(),
        ["trimEnd"] = (text, _) => text.TrimEnd(),
        ["includes"] = (text, given) => text.Contains(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["startsWith"] = (text, given) => text.StartsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["endsWith"] = (text, given) => text.EndsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["indexOf"] = (text, given) => (double)text.IndexOf(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["lastIndexOf"] = (text, given) => (double)text.LastIndexOf(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["charAt"] = (text, given) => Whole(given, 0) is var at && at >= 0 && at < text.Length ? text[(int)at].ToString() : string.Empty,
        ["charCodeAt"] = (text, given) => Whole(given, 0) is var at && at >= 0 && at < text.Length ? text[(int)at] : double.NaN,
        ["at"] = (text, given) => At(text.Length, given) is { } at ? text[at].ToString() : Undefined.Value,
        ["slice"] = (text, given) => text[Slice(text.Length, given)],
        ["substring"] = (text, given) => text[Substring(text.Length, given)],
        ["split"] = Split,
        ["concat"] = (text, given) => Short(text + string.Concat(given.Select(ScriptOperators.ToText))),
        ["repeat"] = (text, given) => Repeat(text, Whole(given, 0)),
        ["padStart"] = (text, given) => Padding(text, given) + text,
        ["padEnd"] = (text, given) => text + Padding(text, given),
        ["replace"] = (text, given) => ReplaceFirst(text, ScriptFunctions.Text(given, 0), ScriptFunctions.Text(given, 1)),
        ["replaceAll"] = (text, given) => ReplaceAll(text, ScriptFunctions.Text(given, 0), ScriptFunctions.Text(given, 1)),
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, IReadOnlyList<object?>, object?>> OfList = new(StringComparer.Ordinal)
    {
        ["toString"] = (list, _) => ScriptOperators.ToText(list),
        ["includes"] = (list, given) => list.Any(item => ScriptOperators.SameOrNaN(item, ScriptFunctions.At(given, 0))),
        ["indexOf"] = (list, given) => (double)list.ToList().FindIndex(item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["lastIndexOf"] = (list, given) => (double)list.ToList().FindLastIndex(item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["join"] = (list, given) => ScriptOperators.Join(list, ScriptFunctions.At(given, 0) is Undefined ? "," : ScriptFunctions.Text(given, 0)),
        ["at"] = (list, given) => At(list.Count, given) is { } at ? list[at] : Undefined.Value,
        ["slice"] = (list, given) => list.Take(Slice(list.Count, given)).ToList(),
        ["concat"] = (list, given) => list.Concat(given.SelectMany(item => item as IReadOnlyList<object?> ?? [item])).ToList(),
    };

    private static readonly Dictionary<string, Func<double, IReadOnlyList<object?>, object?>> OfNumber = new(StringComparer.Ordinal)
    {
        ["toString"] = (number, _) => Values.NumberText(number),
        ["toFixed"] = (number, given) => number.ToString("F" + (int)Math.Clamp(Whole(given, 0), 0, 20), CultureInfo.InvariantCulture),
    };

    public static bool Knows(string name) => OfText.ContainsKey(name) || OfList.ContainsKey(name) || OfNumber.ContainsKey(name);

    /// <exception cref="ActivityFaultException">The value has no such method.</exception>
    public static object? Call(object target, string name, IReadOnlyList<object?> given) => target switch
    {
        string text when OfText.TryGetValue(name, out var method) => method(text, given),
        IReadOnlyList<object?> list when OfList.TryGetValue(name, out var method) => method(list, given),
        double number when OfNumber.TryGetValue(name, out var method) => method(number, given),
        bool or IReadOnlyDictionary<string, object?> when name == "toString" => ScriptOperators.ToText(target),
        _ => throw new ActivityFaultException($"Property '{name}' of object is not a function"),
    };

    private static string Short(string text) => text.Length <= ScriptInterpreter.LongestText ? text : throw new ActivityFaultException("Chuỗi quá dài.");

    private static double Whole(IReadOnlyList<object?> given, int index) => ScriptFunctions.Number(given, index) is var number && double.IsNaN(number) ? 0 : Math.Truncate(number);

    private static int? At(int length, IReadOnlyList<object?> given)
    {
        var at = Whole(given, 0);
        at = at < 0 ? length + at : at;
        return at >= 0 && at < length ? (int)at : null;
    }

    private static List<object?> Split(string text, IReadOnlyList<object?> given)
    {
        var pieces = ScriptFunctions.At(given, 0) is Undefined ? [text]
            : ScriptFunctions.Text(given, 0) is { Length: > 0 } separator ? text.Split(separator).ToList<object?>()
            : text.Select(letter => (object?)letter.ToString()).ToList();
        return ScriptFunctions.At(given, 1) is Undefined ? pieces : pieces.Take((int)Math.Clamp(Whole(given, 1), 0, pieces.Count)).ToList();
    }

    private static string Repeat(string text, double count)
    {
        if (count < 0 || count * text.Length > ScriptInterpreter.LongestText)
        {
            throw new ActivityFaultException($"Invalid count value: {Values.NumberText(count)}");
        }

        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Padding(string text, IReadOnlyList<object?> given)
    {
        var filler = ScriptFunctions.At(given, 1) is Undefined ? " " : ScriptFunctions.Text(given, 1);
        var missing = Math.Min(Whole(given, 0), ScriptInterpreter.LongestText) - text.Length;
        return missing <= 0 || filler.Length == 0 ? string.Empty : Repeat(filler, Math.Ceiling(missing / filler.Length))[..(int)missing];
    }

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : Short(string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + old.Length)));
    }

    private static string ReplaceAll(string text, string old, string with)
    {
        if (old.Length > 0)
        {
            return (long)text.Length * Math.Max(with.Length, 1) > 100L * ScriptInterpreter.LongestText
                ? throw new ActivityFaultException("Chuỗi quá dài.")
                : Short(text.Replace(old, with, StringComparison.Ordinal));
        }

        return Short(with + string.Join(with, text.Select(letter => letter.ToString())) + (text.Length > 0 ? with : string.Empty));
    }

    private static Range Slice(int length, IReadOnlyList<object?> given)
    {
        var start = Place(ScriptFunctions.At(given, 0), 0, length, fromEnd: true);
        var end = Place(ScriptFunctions.At(given, 1), length, length, fromEnd: true);
        return start..Math.Max(start, end);
    }

    /// <summary>Unlike a slice, a substring counts nothing from the end and takes its ends in either order.</summary>
    private static Range Substring(int length, IReadOnlyList<object?> given)
    {
        var one = Place(ScriptFunctions.At(given, 0), 0, length, fromEnd: false);
        var other = Place(ScriptFunctions.At(given, 1), length, length, fromEnd: false);
        return Math.Min(one, other)..Math.Max(one, other);
    }

    private static int Place(object? value, int missing, int length, bool fromEnd)
    {
        if (value is Undefined)
        {
            return missing;
        }

        var place = ScriptOperators.ToNumber(value);
        place = double.IsNaN(place) ? 0 : Math.Truncate(place);
        return (int)Math.Clamp(place < 0 && fromEnd ? length + place : place, 0, length);
    }
}
