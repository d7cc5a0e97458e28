using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Puts broken lines together to the paragraphs of the content.</summary>
internal static partial class BodyReader
{
    /// <summary>A line shorter than this was not broken because it was full.</summary>
    private const int ShortestFullLine = 60;

    /// <summary>The paragraphs of the lines from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static List<string> Paragraphs(IReadOnlyList<TextLine> lines, int from, int to)
    {
        var paragraphs = new List<StringBuilder>();
        var last = "";
        var indent = 0;
        for (var i = from; i < to; i++)
        {
            var text = lines[i].Flat;
            if (paragraphs.Count > 0 && !Begins(lines[i], last, indent))
            {
                paragraphs[^1].Append(' ').Append(text);
            }
            else
            {
                paragraphs.Add(new StringBuilder(text));
            }

            indent = lines[i].Indent;
            last = text;
        }

        // A signature a scan turned into a mark is not a word of the text.
        return [.. paragraphs.Select(p => SourceLines.Fold(SignatureMark().Replace(p.ToString(), ""))).Where(p => p.Length > 0)];
    }

    private static bool Begins(TextLine line, string last, int indent)
    {
        var text = line.Text;
        var open = char.IsUpper(text[0]) || char.IsDigit(text[0]) || text[0] is '-' or '–' or '+' or '•' or '(' or '“' or '"';
        var ended = last.TrimEnd() is { Length: > 0 } before && before[^1] is '.' or ';' or ':' or '!' or '?' or '”' or '"' or '/' or '…' or '*' or ']';
        var item = ItemMark().IsMatch(text) && (line.Indent > indent || last.Length < ShortestFullLine);

        // A page break in the middle of a sentence leaves a blank line, but the sentence goes on in small letters.
        return (line.AfterBreak && (open || ended)) || (ended && open) || item;
    }

    [GeneratedRegex(@"\*?\[\s*([Ss]ignature|đã ký)\s*\]\*?\s*$", Linear.Time)]
    private static partial Regex SignatureMark();

    /// <summary>"1.", "2.1.", "a)", "I." and dashes.</summary>
    [GeneratedRegex(@"^(\d{1,2}(\.\d{1,2})*[.)/]|\p{Ll}\)|[IVX]{1,5}[.\-]|[-–+•])\s", Linear.Time)]
    private static partial Regex ItemMark();
}
