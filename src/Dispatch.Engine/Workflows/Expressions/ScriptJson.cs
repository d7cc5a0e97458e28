using System.Globalization;
using System.Text;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>JSON as <c>JSON.stringify</c> writes it: numbers as JavaScript prints them, nothing escaped that need not be. What leaves a run is written by <see cref="Values.JsonText"/> instead.</summary>
internal static class ScriptJson
{
    private const int WidestIndent = 10;

    /// <summary>The text of a value without undefined in it.</summary>
    /// <exception cref="ActivityFaultException">Longer than <see cref="ScriptInterpreter.LongestText"/>.</exception>
    public static string Write(object? value, string indent)
    {
        var text = new StringBuilder();
        Write(text, value, indent, depth: 0);
        return text.ToString();
    }

    /// <summary>What a line is moved in by: so many blanks or the given text, at most ten letters; nothing keeps all on one line.</summary>
    public static string Indent(object? space) => space switch
    {
        double number => new string(' ', (int)Math.Clamp(double.IsNaN(number) ? 0 : number, 0, WidestIndent)),
        string text => text[..Math.Min(text.Length, WidestIndent)],
        _ => string.Empty,
    };

    private static void Write(StringBuilder text, object? value, string indent, int depth)
    {
        switch (value)
        {
            case string letters:
                Quote(text, letters);
                break;
            case IReadOnlyList<object?> list:
                Row(text, list.Count, ('[', ']'), indent, depth, at => Write(text, list[at], indent, depth + 1));
                break;
            case IReadOnlyDictionary<string, object?> map:
                var members = map.ToList();
                Row(text, members.Count, ('{', '}'), indent, depth, at =>
                {
                    Quote(text, members[at].Key);
                    text.Append(indent.Length == 0 ? ":" : ": ");
                    Write(text, members[at].Value, indent, depth + 1);
                });
                break;
            default:
                text.Append(value is double number && !double.IsFinite(number) ? "null" : ScriptOperators.ToText(value));
                break;
        }

        if (text.Length > ScriptInterpreter.LongestText)
        {
            throw new ActivityFaultException("Chuỗi quá dài.");
        }
    }

    private static void Row(StringBuilder text, int count, (char Open, char Close) marks, string indent, int depth, Action<int> write)
    {
        text.Append(marks.Open);
        for (var at = 0; at < count; at++)
        {
            text.Append(at == 0 ? string.Empty : ",");
            Break(text, indent, depth + 1);
            write(at);
        }

        if (count > 0)
        {
            Break(text, indent, depth);
        }

        text.Append(marks.Close);
    }

    private static void Break(StringBuilder text, string indent, int depth)
    {
        if (indent.Length > 0)
        {
            text.Append('\n').Insert(text.Length, indent, depth);
        }
    }

    private static void Quote(StringBuilder text, string letters)
    {
        text.Append('"');
        for (var at = 0; at < letters.Length; at++)
        {
            var letter = letters[at];
            var isWhole = char.IsHighSurrogate(letter) && at + 1 < letters.Length && char.IsLowSurrogate(letters[at + 1]);
            if (isWhole)
            {
                text.Append(letter).Append(letters[++at]);
                continue;
            }

            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => Code(letter),
                _ when char.IsSurrogate(letter) => Code(letter),
                _ => letter.ToString(),
            });
        }

        text.Append('"');
    }

    private static string Code(char letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
}
