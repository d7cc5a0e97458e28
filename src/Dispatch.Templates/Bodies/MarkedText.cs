using System.Text;

namespace Dispatch.Templates.Bodies;

/// <summary>**Bold**, *italic* and ***both*** in a line of text. A mark without its partner is an asterisk, and so is one after a backslash.</summary>
internal static class MarkedText
{
    private const string Escapable = "*|#";

    /// <summary>The runs of a line; neighbours differ in look.</summary>
    public static IReadOnlyList<BodyRun> Read(string text)
    {
        var runs = new List<BodyRun>();
        Read(text, new BodyRun(string.Empty), runs);
        return runs;
    }

    /// <summary>
    /// The line that reads back as these runs. Where bold touches italic without a letter between, the marks could not be told apart; the shorter
    /// of the two then takes the look of the longer.
    /// </summary>
    public static string Write(IReadOnlyList<BodyRun> runs)
    {
        var result = new StringBuilder();
        foreach (var run in Told(runs))
        {
            var mark = (run.IsBold ? "**" : "") + (run.IsItalic ? "*" : "");
            var inner = run.Text.Trim(' ');
            var start = run.Text.Length - run.Text.TrimStart(' ').Length;
            if (mark.Length == 0 || inner.Length == 0)
            {
                result.Append(Escaped(run.Text));
                continue;
            }

            result.Append(' ', start).Append(mark).Append(Escaped(inner)).Append(mark).Append(' ', run.Text.Length - start - inner.Length);
        }

        return result is [('#' or '|') and var first, ..] ? $"\\{first}{result.ToString(1, result.Length - 1)}" : result.ToString();
    }

    private static List<BodyRun> Told(IReadOnlyList<BodyRun> runs)
    {
        var told = new List<BodyRun>();
        foreach (var run in runs.Where(run => run.Text.Length > 0))
        {
            if (told is not [.., var last])
            {
                told.Add(run);
                continue;
            }

            var isSame = (last.IsBold, last.IsItalic) == (run.IsBold, run.IsItalic);
            var touches = IsMarked(last) && IsMarked(run) && last.Text[^1] != ' ' && run.Text[0] != ' ';
            if (isSame || touches)
            {
                var look = run.Text.Length > last.Text.Length ? run : last;
                told[^1] = look with { Text = last.Text + run.Text };
                continue;
            }

            told.Add(run);
        }

        return told;
    }

    private static bool IsMarked(BodyRun run) => run.IsBold || run.IsItalic;

    private static string Escaped(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static void Read(string text, BodyRun look, List<BodyRun> runs)
    {
        var plain = 0;
        var unpaired = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                i++;
                continue;
            }

            if (text[i] != '*')
            {
                continue;
            }

            var mark = text.AsSpan(i).StartsWith("***") ? "***" : text.AsSpan(i).StartsWith("**") ? "**" : "*";
            var end = unpaired.Contains(mark) ? -1 : PartnerOf(text, i, mark);
            if (end < 0)
            {
                // A mark without a letter after it may still close; one that found no partner shows that there is none further on either.
                if (i + mark.Length < text.Length && text[i + mark.Length] != ' ')
                {
                    unpaired.Add(mark);
                }

                i += mark.Length - 1;
                continue;
            }

            Add(text[plain..i]);
            Read(text[(i + mark.Length)..end], Marked(look, mark), runs);
            plain = end + mark.Length;
            i = plain - 1;
        }

        Add(text[plain..]);

        void Add(string part)
        {
            if (part.Length > 0)
            {
                runs.Add(look with { Text = Unescaped(part) });
            }
        }
    }

    private static bool IsEscape(string text, int at) =>
        text[at] == '\\' && at + 1 < text.Length && Escapable.Contains(text[at + 1], StringComparison.Ordinal);

    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(IsEscape(text, i) ? text[++i] : text[i]);
        }

        return result.ToString();
    }

    private static BodyRun Marked(BodyRun look, string mark) =>
        look with { IsBold = look.IsBold || mark.Length >= 2, IsItalic = look.IsItalic || mark.Length != 2 };

    // The closing mark stands right after a letter, as the opening one stands right before one: "2 * 3 * 4" is arithmetic.
    private static int PartnerOf(string text, int at, string mark)
    {
        var begin = at + mark.Length;
        if (begin >= text.Length || text[begin] == ' ')
        {
            return -1;
        }

        for (var i = text.IndexOf(mark, begin, StringComparison.Ordinal); i >= 0; i = text.IndexOf(mark, i + 1, StringComparison.Ordinal))
        {
            var isLonger = mark.Length == 1 && ((i + 1 < text.Length && text[i + 1] == '*') || (text[i - 1] == '*' && !IsEscape(text, i - 2)));
            if (i > begin && text[i - 1] != ' ' && text[i - 1] != '\\' && !isLonger)
            {
                return i;
            }
        }

        return -1;
    }
}
