using System.Globalization;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>JavaScript's operators and conversions on our values.</summary>
internal static class ScriptOperators
{
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
        IReadOnlyList<object?> list => string.Join(',', list.Select(item => item is null or Undefined ? string.Empty : ToText(item))),
        _ => "[object Object]",
    };

    public static double ToNumber(object? value) => value switch
    {
        null => 0,
        bool truth => truth ? 1 : 0,
        double number => number,
        string text when string.IsNullOrWhiteSpace(text) => 0,
        string text => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        IReadOnlyList<object?> list when list.Count <= 1 => ToNumber(ToText(value)),
        _ => double.NaN,
    };

    public static object? Apply(string mark, object? value) => mark switch
    {
        "!" => !Truthy(value),
        "-" => -ToNumber(value),
        "+" => ToNumber(value),
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
        "**" => Math.Pow(ToNumber(left), ToNumber(right)),
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
