using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>Letters of one look on one line, and where they begin.</summary>
internal readonly record struct Piece(double X, string Text, TextStyle Style);

/// <summary>One line ready to draw; <paramref name="Stretch"/> is what each space gains when the line is justified.</summary>
internal sealed record TextLine(IReadOnlyList<Piece> Pieces, double Width, double Stretch);

/// <summary>Breaks text into lines at its spaces; a word longer than a whole line is broken between letters, since nothing may be lost.</summary>
internal sealed class LineBreaker
{
    // What is longer is no heading, and weighing every way to break it would take its time.
    private const int MostBalancedLines = 20;

    private readonly ParagraphStyle style;
    private readonly List<Word> words;

    public LineBreaker(ParagraphStyle style, IReadOnlyList<Span> spans)
    {
        this.style = style;
        words = WordSplitter.Split(spans);
    }

    public IReadOnlyList<TextLine> Full(double width)
    {
        var lines = Split(width);

        // One word alone on the last line of a list takes another along; justified text would gape.
        if (style.Alignment != Alignment.Justified && lines is [.., { Count: > 2 } before, [{ Text: var last }]] && !last.Contains(' ', StringComparison.Ordinal))
        {
            lines[^1].Insert(0, before[^1]);
            before.RemoveAt(before.Count - 1);
        }

        return Set(lines, width);
    }

    /// <summary>As few lines as the width allows, of like length, and broken where the sense breaks.</summary>
    public IReadOnlyList<TextLine> Balanced(double width)
    {
        var lines = Split(width);
        return Set(lines.Count is > 1 and <= MostBalancedLines ? HeadingBreaker.Balance(lines.SelectMany(line => line).ToList(), lines.Count, line => width - Indent(line)) : lines, width);
    }

    /// <summary>Which words stand on which line.</summary>
    private List<List<Word>> Split(double limit)
    {
        if (WidthOf(words) + style.FirstLineIndent <= limit)
        {
            return words.Count == 0 ? [] : [[.. words]];
        }

        var lines = new List<List<Word>>();
        var line = new List<Word>();
        var used = 0.0;
        var longest = limit - Math.Max(style.FirstLineIndent, style.HangingIndent);
        foreach (var word in words.TrueForAll(word => word.Width <= longest) ? words : words.SelectMany(word => Cut(word, longest)))
        {
            if (line.Count > 0 && Indent(lines.Count) + used + line[^1].SpaceAfter + word.Width > limit)
            {
                var carried = word.IsDash && line.Count > 1 ? line[^1] : null;
                lines.Add(carried is null ? line : line[..^1]);
                line = carried is null ? [] : [carried];
                used = carried?.Width ?? 0;
            }

            used += (line.Count > 0 ? line[^1].SpaceAfter : 0) + word.Width;
            line.Add(word);
        }

        if (line.Count > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static IReadOnlyList<Word> Cut(Word word, double longest)
    {
        var parts = word.CutTo(longest);
        return parts.FirstOrDefault(part => part.Width > longest) is { } letter
            ? throw UnprintableSheetException.DoesNotFit($"chữ “{letter.Text}”", letter.Width, Math.Max(0, longest))
            : parts;
    }

    private List<TextLine> Set(List<List<Word>> lines, double width)
    {
        var set = new List<TextLine>(lines.Count);
        for (var number = 0; number < lines.Count; number++)
        {
            set.Add(Set(lines[number], number, width, isLast: number == lines.Count - 1));
        }

        return set;
    }

    /// <summary>The words and the spaces between them.</summary>
    private static double WidthOf(List<Word> line)
    {
        var width = 0.0;
        for (var i = 0; i < line.Count; i++)
        {
            width += line[i].Width + (i < line.Count - 1 ? line[i].SpaceAfter : 0);
        }

        return width;
    }

    private double Indent(int line) => line == 0 ? style.FirstLineIndent : style.HangingIndent;

    private TextLine Set(List<Word> onLine, int number, double width, bool isLast)
    {
        var indent = Indent(number);
        var gaps = onLine.Count - 1;
        var natural = WidthOf(onLine);
        var spare = width - indent - natural;
        var stretch = style.Alignment == Alignment.Justified && !isLast && gaps > 0 ? spare / gaps : 0;
        var start = style.Alignment switch
        {
            Alignment.Centre => indent + (spare / 2),
            Alignment.Right => indent + spare,
            Alignment.Left or Alignment.Justified => indent,
        };
        return new TextLine(PieceMaker.Join(onLine, start, stretch, goesOn: !isLast), natural, stretch);
    }
}
