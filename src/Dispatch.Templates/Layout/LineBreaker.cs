namespace Dispatch.Templates.Layout;

/// <summary>Letters of one look on one line, and where they begin.</summary>
internal readonly record struct Piece(double X, ReadOnlyMemory<char> Text, TextStyle Style);

/// <summary>One line ready to draw; <paramref name="Stretch"/> is what each space gains when the line is justified.</summary>
internal sealed record TextLine(Piece[] Pieces, double Width, double Stretch);

/// <summary>Breaks text into lines at its spaces; a word longer than a whole line is broken between letters, since nothing may be lost.</summary>
internal sealed class LineBreaker(ParagraphStyle style, IReadOnlyList<Span> spans)
{
    // What is longer is no heading, and weighing every way to break it would take its time.
    private const int MostBalancedLines = 20;

    // Of the size of the letters. Between spaces that are wider than this the eye loses the line: one before a word as long as itself stays ragged.
    private const double WidestSpace = 1.5;

    private readonly Words words = new(spans);

    public TextLine[] Full(double width)
    {
        var fitting = Fitting(width);
        var ends = Split(fitting, width);

        // One word alone on the last line of a list takes another along; justified text would gape.
        if (style.Alignment != Alignment.Justified && ends.Count > 1 && ends[^2] == fitting.Count - 1
            && ends[^2] - (ends.Count > 2 ? ends[^3] : 0) > 2 && !fitting[^1].Contains(' '))
        {
            ends[^2]--;
        }

        return Set(fitting, ends, width);
    }

    /// <summary>As few lines as the width allows, of like length, and broken where the sense breaks.</summary>
    public TextLine[] Balanced(double width)
    {
        var fitting = Fitting(width);
        var ends = Split(fitting, width);
        return Set(fitting, ends.Count is > 1 and <= MostBalancedLines ? HeadingBreaker.Balance(fitting, ends.Count, line => width - Indent(line)) : ends, width);
    }

    private Words Fitting(double width) =>
        words.Width + style.FirstLineIndent <= width ? words : words.NoWiderThan(width - Math.Max(style.FirstLineIndent, style.HangingIndent));

    /// <summary>After how many words each line ends.</summary>
    private List<int> Split(Words fitting, double limit)
    {
        if (fitting.Count == 0 || fitting.Width + style.FirstLineIndent <= limit)
        {
            return fitting.Count == 0 ? [] : [fitting.Count];
        }

        var ends = new List<int>();
        var (first, used) = (0, 0.0);
        for (var i = 0; i < fitting.Count; i++)
        {
            if (i > first && Indent(ends.Count) + used + fitting.SpaceAfter(i - 1) + fitting.WidthOf(i) > limit)
            {
                var isCarried = fitting.IsDash(i) && i - first > 1;
                first = isCarried ? i - 1 : i;
                ends.Add(first);
                used = isCarried ? fitting.WidthOf(first) : 0;
            }

            used += (i > first ? fitting.SpaceAfter(i - 1) : 0) + fitting.WidthOf(i);
        }

        ends.Add(fitting.Count);
        return ends;
    }

    private TextLine[] Set(Words fitting, List<int> ends, double width)
    {
        var lines = new TextLine[ends.Count];
        for (var number = 0; number < lines.Length; number++)
        {
            lines[number] = Set(fitting, number == 0 ? 0 : ends[number - 1], ends[number], number, width);
        }

        return lines;
    }

    private double Indent(int line) => line == 0 ? style.FirstLineIndent : style.HangingIndent;

    private TextLine Set(Words fitting, int from, int to, int number, double width)
    {
        var isLast = to == fitting.Count;
        var indent = Indent(number);
        var natural = fitting.WidthOf(from, to);
        var spare = width - indent - natural;
        var gaps = style.Alignment == Alignment.Justified && !isLast ? fitting.GapsBetween(from, to) : 0;
        var stretch = gaps > 0 && spare / gaps <= WidestSpace * spans[0].Style.Size ? spare / gaps : 0;
        var start = style.Alignment switch
        {
            Alignment.Centre => indent + (spare / 2),
            Alignment.Right => indent + spare,
            Alignment.Left or Alignment.Justified => indent,
        };
        return new TextLine(fitting.PiecesOf(from, to, start, stretch, goesOn: !isLast), natural, stretch);
    }
}
