using System.Globalization;
using System.Text;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>JavaScript's operators and conversions on our values.</summary>
internal static class ScriptOperators
{
    /// <summary>What JavaScript trims.</summary>
    public static readonly char[] Blanks = [.. "\t\n\v\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF", .. Enumerable.Range(0x2000, 11).Select(code => (char)code)];

    public static bool Truthy(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        _ => true,
    };

    public static string ToText(object? value) => value switch
    {
        null => "null",
        Undefined => "undefined",
        bool truth => truth ? "true" : "false",
        string text => text,
        double number => Values.NumberText(number),
        IReadOnlyList<object?> list => Join(list, ","),
        _ => "[object Object]",
    };

    /// <summary>The texts of a list in a row; what is not there is empty.</summary>
    /// <exception cref="ActivityFaultException">Longer than <see cref="ScriptInterpreter.LongestText"/>: told before it is made, because a short list can name the same long text often.</exception>
    public static string Join(IReadOnlyList<object?> list, string between)
    {
        var text = new StringBuilder();
        for (var at = 0; at < list.Count; at++)
        {
            text.Append(at == 0 ? string.Empty : between).Append(list[at] is null or Undefined ? string.Empty : ToText(list[at]));
            if (text.Length > ScriptInterpreter.LongestText)
            {
                throw new ActivityFaultException("Chuỗi quá dài.");
            }
        }

        return text.ToString();
    }

    public static double ToNumber(object? value) => value switch
    {
        null => 0,
        bool truth => truth ? 1 : 0,
        double number => number,
        string text => text.Trim(Blanks) is { Length: > 0 } number ? ParseNumber(number) : 0,
        IReadOnlyList<object?> list when list.Count <= 1 => ToNumber(ToText(value)),
        _ => double.NaN,
    };

    public static object? Apply(string mark, object? value) => mark switch
    {
        "!" => !Truthy(value),
        "-" => -ToNumber(value),
        "+" => ToNumber(value),
        "~" => (double)~ToInt32(value),
        "typeof" => TypeName(value),
        _ => throw new InvalidOperationException($"No unary operator {mark}."),
    };

    public static object? Apply(string mark, object? left, object? right) => mark switch
    {
        "+" when AnyText(left, right) => Joined(left, right),
        "+" => ToNumber(left) + ToNumber(right),
        "-" => ToNumber(left) - ToNumber(right),
        "*" => ToNumber(left) * ToNumber(right),
        "/" => ToNumber(left) / ToNumber(right),
        "%" => ToNumber(left) % ToNumber(right),
        "**" => Power(ToNumber(left), ToNumber(right)),
        "&" => (double)(ToInt32(left) & ToInt32(right)),
        "|" => (double)(ToInt32(left) | ToInt32(right)),
        "^" => (double)(ToInt32(left) ^ ToInt32(right)),
        "<<" => (double)(ToInt32(left) << (ToInt32(right) & 31)),
        ">>" => (double)(ToInt32(left) >> (ToInt32(right) & 31)),
        ">>>" => (double)((uint)ToInt32(left) >> (ToInt32(right) & 31)),
        "===" => Same(left, right),
        "!==" => !Same(left, right),
        "==" => Alike(left, right),
        "!=" => !Alike(left, right),
        "<" => Compare(left, right, order => order < 0),
        ">" => Compare(left, right, order => order > 0),
        "<=" => Compare(left, right, order => order <= 0),
        ">=" => Compare(left, right, order => order >= 0),
        _ => throw new InvalidOperationException($"No operator {mark}."),
    };

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (double a, double b) => a == b,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        _ => ReferenceEquals(left, right),
    };

    /// <summary>As <c>includes</c> compares: NaN is found too.</summary>
    public static bool SameOrNaN(object? left, object? right) => Same(left, right) || (left is double a && right is double b && double.IsNaN(a) && double.IsNaN(b));

    /// <summary>JavaScript's power: one to the infinite or to what is no number is no number.</summary>
    public static double Power(double left, double right) => double.IsNaN(right) || (double.IsInfinity(right) && Math.Abs(left) == 1) ? double.NaN : Math.Pow(left, right);

    /// <summary>A number as JavaScript writes one in decimals; .NET would take other spellings of infinity too.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<char> text, out double number)
    {
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        number = text switch
        {
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        };
        var isDecimal = text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.');
        return !double.IsNaN(number) || (isDecimal && double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out number));
    }

    private static double ParseNumber(string text)
    {
        var radix = text.Length < 3 || text[0] != '0' ? 10 : char.ToLowerInvariant(text[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 };
        return radix == 10 ? TryParseDecimal(text, out var number) ? number : double.NaN
            : text[2..].All(letter => char.IsAsciiHexDigit(letter) && System.Convert.ToInt32(letter.ToString(), 16) < radix)
                ? text[2..].Aggregate(0d, (value, letter) => (value * radix) + System.Convert.ToInt32(letter.ToString(), 16))
                : double.NaN;
    }

    private static int ToInt32(object? value)
    {
        var number = ToNumber(value);
        return double.IsFinite(number) ? unchecked((int)(uint)(long)Math.IEEERemainder(Math.Truncate(number), 4294967296d)) : 0;
    }

    private static bool Alike(object? left, object? right)
    {
        if (left is null or Undefined || right is null or Undefined)
        {
            return left is null or Undefined && right is null or Undefined;
        }

        if (left.GetType() == right.GetType())
        {
            return Same(left, right);
        }

        var (a, b) = (Primitive(left), Primitive(right));
        return a is string && b is string ? Same(a, b) : ToNumber(a) == ToNumber(b);
    }

    private static object? Primitive(object? value) => value is IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> ? ToText(value) : value;

    private static bool AnyText(object? left, object? right) => Primitive(left) is string || Primitive(right) is string;

    private static string Joined(object? left, object? right)
    {
        var text = ToText(left) + ToText(right);
        return text.Length <= ScriptInterpreter.LongestText ? text : throw new ActivityFaultException("Chuỗi quá dài.");
    }

    private static bool Compare(object? left, object? right, Func<int, bool> holds)
    {
        var (a, b) = (Primitive(left), Primitive(right));
        if (a is string x && b is string y)
        {
            return holds(string.CompareOrdinal(x, y));
        }

        var (p, q) = (ToNumber(a), ToNumber(b));
        return !double.IsNaN(p) && !double.IsNaN(q) && holds(p.CompareTo(q));
    }

    private static string TypeName(object? value) => value switch
    {
        Undefined => "undefined",
        bool => "boolean",
        double => "number",
        string => "string",
        _ => "object",
    };
}
