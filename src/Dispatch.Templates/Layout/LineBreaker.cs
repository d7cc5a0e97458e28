namespace Dispatch.Templates.Layout;

/// <summary>Letters of one look on one line, and where they begin.</summary>
internal readonly record struct Piece(double X, string Text, TextStyle Style);

/// <summary>One line ready to draw; <paramref name="Stretch"/> is what each space gains when the line is justified.</summary>
internal sealed record TextLine(IReadOnlyList<Piece> Pieces, double Width, double Stretch);

/// <summary>Breaks text into lines at its spaces; a word longer than a whole line is broken between letters, since nothing may be lost.</summary>
internal sealed class LineBreaker
{
    private readonly ParagraphStyle style;
    private readonly List<Word> words;

    public LineBreaker(ParagraphStyle style, IReadOnlyList<Span> spans)
    {
        this.style = style;
        words = WordSplitter.Split(spans);
    }

    public IReadOnlyList<TextLine> Full(double width) => Break(width, width);

    /// <summary>As few lines as the width allows, then as narrow as that number of lines allows.</summary>
    public IReadOnlyList<TextLine> Balanced(double width)
    {
        var lines = Full(width);
        if (lines.Count < 2)
        {
            return lines;
        }

        var (narrow, wide) = (Math.Max(width / 4, words.Max(word => word.Width)), width);
        while (wide - narrow > 1)
        {
            var middle = (narrow + wide) / 2;
            (narrow, wide) = Break(middle, width).Count == lines.Count ? (narrow, middle) : (middle, wide);
        }

        return Break(wide, width);
    }

    private List<TextLine> Break(double limit, double width)
    {
        var lines = new List<TextLine>();
        var pending = new List<Word>();
        var used = 0.0;
        foreach (var whole in words)
        {
            foreach (var word in whole.CutTo(limit - Math.Max(style.FirstLineIndent, style.HangingIndent)))
            {
                if (pending.Count > 0 && Indent(lines.Count) + used + pending[^1].SpaceAfter + word.Width > limit)
                {
                    var carried = word.IsDash && pending.Count > 1 ? pending[^1] : null;
                    lines.Add(Set(carried is null ? pending : pending[..^1], lines.Count, width, isLast: false));
                    pending = carried is null ? [] : [carried];
                    used = carried?.Width ?? 0;
                }

                used += (pending.Count > 0 ? pending[^1].SpaceAfter : 0) + word.Width;
                pending.Add(word);
            }
        }

        if (pending.Count > 0)
        {
            lines.Add(Set(pending, lines.Count, width, isLast: true));
        }

        return lines;
    }

    private double Indent(int line) => line == 0 ? style.FirstLineIndent : style.HangingIndent;

    private TextLine Set(List<Word> onLine, int number, double width, bool isLast)
    {
        var indent = Indent(number);
        var gaps = onLine.Count - 1;
        var natural = onLine.Sum(word => word.Width) + onLine.Take(gaps).Sum(word => word.SpaceAfter);
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
