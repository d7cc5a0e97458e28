using System.Text;
using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>
/// The words of a paragraph: letters without a space between them, perhaps of several looks, how wide they are, and the width of the space that
/// follows each. They are places in one text, so that neither a word nor a line of them is copied.
/// </summary>
internal sealed class Words
{
    private readonly StyledText text;
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly double[] widths;
    private readonly double[] spaces;
    private readonly double widest;

    public Words(IReadOnlyList<Span> spans)
    {
        text = StyledText.Of(spans);
        var most = text.Letters.AsSpan().Count(' ') + 1;
        (starts, ends, widths, spaces) = (new int[most], new int[most], new double[most], new double[most]);
        for (var start = 0; start < text.Letters.Length;)
        {
            var end = text.EndOfWord(start);
            if (end > start)
            {
                starts[Count] = start;
                ends[Count] = end;
                widths[Count] = text.WidthOf(start, end);
                spaces[Count] = text.StyleAt(Math.Min(end, text.Letters.Length - 1)).WidthOf(" ");
                Width += widths[Count] + (Count > 0 ? spaces[Count - 1] : 0);
                widest = Math.Max(widest, widths[Count]);
                Count++;
            }

            start = end + 1;
        }
    }

    private Words(StyledText text, List<Part> parts)
    {
        this.text = text;
        Count = parts.Count;
        starts = [.. parts.Select(part => part.Start)];
        ends = [.. parts.Select(part => part.End)];
        widths = [.. parts.Select(part => part.Width)];
        spaces = [.. parts.Select(part => part.SpaceAfter)];
        Width = WidthOf(0, Count);
    }

    public int Count { get; }

    /// <summary>All of them on one line.</summary>
    public double Width { get; }

    public ReadOnlySpan<char> this[int word] => text.Letters.AsSpan(starts[word], ends[word] - starts[word]);

    public double WidthOf(int word) => widths[word];

    public double SpaceAfter(int word) => spaces[word];

    /// <summary>Words on one line, and the spaces between them.</summary>
    public double WidthOf(int from, int to)
    {
        var width = 0.0;
        for (var i = from; i < to; i++)
        {
            width += widths[i] + (i < to - 1 ? spaces[i] : 0);
        }

        return width;
    }

    /// <summary>A dash between words never begins a line: the word before it goes along ("kinh / tế - xã hội").</summary>
    public bool IsDash(int word) => this[word] is ['-' or '–' or '—'];

    /// <summary>The spaces between these words that grow when their line is justified.</summary>
    public int GapsBetween(int from, int to) => text.Letters.AsSpan(starts[from], ends[to - 1] - starts[from]).Count(' ');

    /// <summary>
    /// Letters of one look are one piece with its spaces in it, so that a reader's selection and search see plain text. A line that goes on ends with
    /// its space, though nobody sees it: read aloud, the last word would otherwise run into the first of the next line.
    /// </summary>
    public Piece[] PiecesOf(int from, int to, double start, double stretch, bool goesOn) =>
        text.Pieces(starts[from], ends[to - 1] + (goesOn && spaces[to - 1] > 0 ? 1 : 0), start, stretch);

    /// <summary>The same with each word that is wider than a line cut into parts, after a stroke or hyphen if it has one.</summary>
    /// <exception cref="UnprintableSheetException">A letter alone is wider.</exception>
    public Words NoWiderThan(double limit)
    {
        if (widest <= limit)
        {
            return this;
        }

        var parts = new List<Part>();
        for (var i = 0; i < Count; i++)
        {
            for (var start = starts[i]; start < ends[i];)
            {
                var end = widths[i] <= limit ? ends[i] : text.EndOfPart(start, ends[i], limit);
                parts.Add(new Part(start, end, text.WidthOf(start, end), end == ends[i] ? spaces[i] : 0));
                start = end;
            }
        }

        return new Words(text, parts);
    }

    private sealed record Part(int Start, int End, double Width, double SpaceAfter);
}

/// <summary>Letters and where their looks change; one space between words.</summary>
internal sealed class StyledText
{
    private static readonly int[] NoPlaces = [];

    private readonly TextStyle[] styles;
    private readonly int[] ends;
    private readonly int[] glued;

    private StyledText(string letters, TextStyle[] styles, int[] ends, int[] glued) => (Letters, this.styles, this.ends, this.glued) = (letters, styles, ends, glued);

    public string Letters { get; }

    public static StyledText Of(IReadOnlyList<Span> spans)
    {
        if (spans.Count == 1 && spans[0].Text is var only && !only.Contains(Prose.Glue, StringComparison.Ordinal) && !only.Contains("  ", StringComparison.Ordinal))
        {
            return new StyledText(only, [spans[0].Style], [only.Length], NoPlaces);
        }

        var letters = new StringBuilder();
        var held = new List<int>();
        var bounds = new int[spans.Count];
        for (var i = 0; i < spans.Count; i++)
        {
            Append(spans[i].Text, letters, held);
            bounds[i] = letters.Length;
        }

        return new StyledText(letters.ToString(), [.. spans.Select(span => span.Style)], bounds, [.. held]);
    }

    /// <summary>The next space where a line may end, or the end of the text.</summary>
    public int EndOfWord(int start)
    {
        var end = Letters.IndexOf(' ', start);
        while (end >= 0 && Array.BinarySearch(glued, end) >= 0)
        {
            end = Letters.IndexOf(' ', end + 1);
        }

        return end < 0 ? Letters.Length : end;
    }

    public TextStyle StyleAt(int at) => styles[RunAt(at)];

    public double WidthOf(int start, int end)
    {
        var width = 0.0;
        for (var run = RunAt(start); start < end; run++)
        {
            var until = Math.Min(end, ends[run]);
            width += styles[run].WidthOf(Letters.AsSpan(start, until - start));
            start = until;
        }

        return width;
    }

    public Piece[] Pieces(int start, int end, double x, double stretch)
    {
        if (end <= ends[RunAt(start)])
        {
            return [new Piece(x, Letters.AsMemory(start, end - start), StyleAt(start))];
        }

        var pieces = new List<Piece>();
        while (start < end)
        {
            var until = EndOfLook(start, end);
            var letters = Letters.AsMemory(start, until - start);
            pieces.Add(new Piece(x, letters, StyleAt(start)));
            x += WidthOf(start, until) + (stretch * letters.Span.Count(' '));
            start = until;
        }

        return [.. pieces];
    }

    /// <summary>Where a line must end that begins with these letters of a word too wide for it.</summary>
    public int EndOfPart(int start, int end, double limit)
    {
        var (at, used, afterHyphen) = (start, 0.0, start);
        while (at < end)
        {
            var length = char.IsHighSurrogate(Letters[at]) && at + 1 < end ? 2 : 1;
            used += WidthOf(at, at + length);
            if (used > limit)
            {
                break;
            }

            at += length;
            afterHyphen = Letters[at - 1] is '/' or '-' or '–' or ' ' ? at : afterHyphen;
        }

        if (at == start)
        {
            throw UnprintableSheetException.DoesNotFit($"chữ “{Letters[start]}”", used, Math.Max(0, limit));
        }

        return at == end || afterHyphen == start ? at : afterHyphen;
    }

    // Several spaces in a row are one. The mark of a glued space goes, and no line ends at it.
    private static void Append(string text, StringBuilder letters, List<int> glued)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Prose.Glue)
            {
                glued.Add(letters.Length);
            }
            else if (text[i] != ' ' || letters.Length == 0 || letters[^1] != ' ')
            {
                letters.Append(text[i]);
            }
        }
    }

    // The first run that ends behind this place, or the last: found by halves, for a line may have as many looks as letters.
    private int RunAt(int at)
    {
        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = at >= ends[middle] ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int EndOfLook(int start, int end)
    {
        var run = RunAt(start);
        var style = styles[run];
        while (run < ends.Length - 1 && ends[run] < end && styles[run + 1] == style)
        {
            run++;
        }

        return Math.Min(end, ends[run]);
    }
}
