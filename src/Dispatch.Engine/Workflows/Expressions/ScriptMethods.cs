using System.Globalization;
using System.Numerics;
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
        ["trim"] = (text, _) => text.Trim(ScriptOperators.Blanks),
        ["trimStart"] = (text, _) => text.TrimStart(ScriptOperators.Blanks),
        ["trimEnd"] = (text, _) => text.TrimEnd(ScriptOperators.Blanks),
        ["includes"] = (text, given) => IndexOf(text, given) >= 0,
        ["startsWith"] = (text, given) => text.AsSpan(Place(ScriptFunctions.At(given, 1), 0, text.Length, fromEnd: false)).StartsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["endsWith"] = (text, given) => text.AsSpan(0, Place(ScriptFunctions.At(given, 1), text.Length, text.Length, fromEnd: false)).EndsWith(ScriptFunctions.Text(given, 0), StringComparison.Ordinal),
        ["indexOf"] = (text, given) => IndexOf(text, given),
        ["lastIndexOf"] = (text, given) => LastIndexOf(text, given),
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
        ["replace"] = (text, given) => Replace(text, ScriptFunctions.Text(given, 0), ScriptFunctions.Text(given, 1), all: false),
        ["replaceAll"] = (text, given) => Replace(text, ScriptFunctions.Text(given, 0), ScriptFunctions.Text(given, 1), all: true),
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, IReadOnlyList<object?>, object?>> OfList = new(StringComparer.Ordinal)
    {
        ["toString"] = (list, _) => ScriptOperators.ToText(list),
        ["includes"] = (list, given) => list.Skip(Place(ScriptFunctions.At(given, 1), 0, list.Count, fromEnd: true)).Any(item => ScriptOperators.SameOrNaN(item, ScriptFunctions.At(given, 0))),
        ["indexOf"] = (list, given) => (double)list.ToList().FindIndex(Place(ScriptFunctions.At(given, 1), 0, list.Count, fromEnd: true), item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["lastIndexOf"] = (list, given) => (double)list.Take(Last(list.Count, given) + 1).ToList().FindLastIndex(item => ScriptOperators.Same(item, ScriptFunctions.At(given, 0))),
        ["join"] = (list, given) => ScriptOperators.Join(list, ScriptFunctions.At(given, 0) is Undefined ? "," : ScriptFunctions.Text(given, 0)),
        ["at"] = (list, given) => At(list.Count, given) is { } at ? list[at] : Undefined.Value,
        ["slice"] = (list, given) => list.Take(Slice(list.Count, given)).ToList(),
        ["concat"] = (list, given) => list.Concat(given.SelectMany(item => item as IReadOnlyList<object?> ?? [item])).ToList(),
    };

    private static readonly Dictionary<string, Func<double, IReadOnlyList<object?>, object?>> OfNumber = new(StringComparer.Ordinal)
    {
        ["toString"] = (number, given) => ScriptFunctions.At(given, 0) is Undefined ? Values.NumberText(number) : ToRadix(number, Whole(given, 0)),
        ["toFixed"] = (number, given) => ToFixed(number, Whole(given, 0)),
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

    private static double IndexOf(string text, IReadOnlyList<object?> given) =>
        text.IndexOf(ScriptFunctions.Text(given, 0), Place(ScriptFunctions.At(given, 1), 0, text.Length, fromEnd: false), StringComparison.Ordinal);

    private static double LastIndexOf(string text, IReadOnlyList<object?> given)
    {
        var wanted = ScriptFunctions.Text(given, 0);
        var from = double.IsNaN(ScriptFunctions.Number(given, 1)) ? text.Length : Place(ScriptFunctions.At(given, 1), text.Length, text.Length, fromEnd: false);
        return text.AsSpan(0, Math.Min(text.Length, from + wanted.Length)).LastIndexOf(wanted, StringComparison.Ordinal);
    }

    /// <summary>The place a search from behind begins at; -1 when that is before the first.</summary>
    private static int Last(int length, IReadOnlyList<object?> given)
    {
        var from = ScriptFunctions.At(given, 1) is Undefined ? length - 1 : Whole(given, 1);
        return (int)Math.Clamp(from < 0 ? length + from : from, -1, length - 1);
    }

    private static string Replace(string text, string old, string with, bool all)
    {
        var (made, from) = (new StringBuilder(), 0);
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0;)
        {
            made.Append(text, from, at - from);
            Substitute(made, with, text, at, old.Length);
            from = at + old.Length;
            if (made.Length > ScriptInterpreter.LongestText)
            {
                throw new ActivityFaultException("Chuỗi quá dài.");
            }

            var next = Math.Max(from, at + 1);
            at = all && next <= text.Length ? text.IndexOf(old, next, StringComparison.Ordinal) : -1;
        }

        return Short(made.Append(text, from, text.Length - from).ToString());
    }

    /// <summary>What is put in place: in it <c>$$</c> is a dollar, <c>$&amp;</c> what was found, and <c>$`</c> and <c>$'</c> what stands before and after it.</summary>
    private static void Substitute(StringBuilder made, string with, string text, int at, int length)
    {
        for (var i = 0; i < with.Length; i++)
        {
            var mark = with[i] == '$' && i + 1 < with.Length ? with[i + 1] : '\0';
            ReadOnlySpan<char> part = mark switch
            {
                '$' => "$",
                '&' => text.AsSpan(at, length),
                '`' => text.AsSpan(0, at),
                '\'' => text.AsSpan(at + length),
                _ => with.AsSpan(i, 1),
            };
            i += mark is '$' or '&' or '`' or '\'' ? 1 : 0;
            made.Append(part);
            if (made.Length > 2 * ScriptInterpreter.LongestText)
            {
                return;
            }
        }
    }

    /// <summary>So many digits behind the point, a half rounded away from zero as the exact value of the number has it.</summary>
    private static string ToFixed(double number, double digits)
    {
        if (digits is < 0 or > 100)
        {
            throw new ActivityFaultException("toFixed() digits argument must be between 0 and 100");
        }

        if (!double.IsFinite(number) || Math.Abs(number) >= 1e21)
        {
            return Values.NumberText(number);
        }

        var (mantissa, exponent) = Parts(Math.Abs(number));
        var scaled = mantissa * BigInteger.Pow(10, (int)digits);
        var rounded = exponent >= 0 ? scaled << exponent : (scaled + (BigInteger.One << (-exponent - 1))) >> -exponent;
        var text = rounded.ToString(CultureInfo.InvariantCulture).PadLeft((int)digits + 1, '0');
        return (number < 0 ? "-" : string.Empty) + (digits == 0 ? text : $"{text[..^(int)digits]}.{text[^(int)digits..]}");
    }

    /// <summary>The two whole numbers a number is made of: the first times two to the second.</summary>
    private static (BigInteger Mantissa, int Exponent) Parts(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var (exponent, fraction) = ((int)(bits >> 52) & 0x7FF, bits & 0xFFFFFFFFFFFFFL);
        return exponent == 0 ? (fraction, -1074) : (fraction | 0x10000000000000L, exponent - 1075);
    }

    private static string ToRadix(double number, double radix)
    {
        if (radix == 10 || !double.IsFinite(number))
        {
            return radix is >= 2 and <= 36 ? Values.NumberText(number) : throw new ActivityFaultException("toString() radix argument must be between 2 and 36");
        }

        if (radix is < 2 or > 36 || number != Math.Floor(number) || Math.Abs(number) > 9007199254740992d)
        {
            throw new ActivityFaultException("toString(): cơ số phải từ 2 đến 36, và chỉ dùng với số nguyên.");
        }

        var (text, left) = (new StringBuilder(), (long)Math.Abs(number));
        do
        {
            text.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(left % (long)radix)]);
            left /= (long)radix;
        }
        while (left > 0);
        return (number < 0 ? "-" : string.Empty) + text;
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
