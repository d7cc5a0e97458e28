using Dispatch.Templates.Fonts;

namespace Dispatch.Templates.Layout;

internal enum Alignment
{
    Left,
    Centre,
    Right,
    Justified,
}

/// <summary>A run of letters of one look.</summary>
internal sealed record Span(string Text, TextStyle Style);

internal sealed record ParagraphStyle
{
    public Alignment Alignment { get; init; } = Alignment.Left;

    /// <summary>The first line stands in by this much.</summary>
    public double FirstLineIndent { get; init; }

    /// <summary>Every line but the first stands in by this much: for lists with a dash.</summary>
    public double HangingIndent { get; init; }

    /// <summary>Lines of like length instead of full lines and a short last one: for headings.</summary>
    public bool IsBalanced { get; init; }

    /// <summary>Lines as high as this size demands, though the letters are smaller, so that neighbours share a baseline.</summary>
    public double Strut { get; init; }

    /// <summary>1 is single spacing.</summary>
    public double LineSpacing { get; init; } = 1;

    public string Role { get; init; } = "P";
}

/// <summary>Running text: broken into lines for a width, and over pages so that no line stands alone.</summary>
internal sealed class Paragraph : IBlock
{
    private const int FewestLinesTogether = 2;

    private readonly Lines lines;
    private readonly int first;

    public Paragraph(ParagraphStyle style, params IReadOnlyList<Span> spans)
        : this(new Lines(style, spans), 0)
    {
    }

    private Paragraph(Lines lines, int first)
    {
        this.lines = lines;
        this.first = first;
    }

    public Plan PlanFor(Room room)
    {
        var all = lines.For(room.Width);
        var left = all.Length - first;
        var taken = room.Holds(left * lines.Height) ? left : Split(left, (int)((room.Height + 0.01) / lines.Height), room.IsFresh);
        if (taken == 0 && left > 0)
        {
            return Plan.Nothing;
        }

        var rest = taken == left ? null : new Paragraph(lines, first + taken);
        return Plan.Of(taken * lines.Height, rest, (canvas, x, y) => Draw(canvas, x, y, all, taken));
    }

    /// <summary>The widest line in this room.</summary>
    public double WidestLine(double width)
    {
        var widest = 0.0;
        foreach (var line in lines.For(width))
        {
            widest = Math.Max(widest, line.Width);
        }

        return widest;
    }

    // Two lines at least on either side of a page break; a page that would stay empty takes what it can.
    private static int Split(int left, int fitting, bool isFresh)
    {
        var taken = Math.Min(fitting, left - FewestLinesTogether);
        return taken >= FewestLinesTogether ? taken : isFresh ? Math.Clamp(fitting, 1, left) : 0;
    }

    private void Draw(ICanvas canvas, double x, double y, TextLine[] all, int count)
    {
        canvas.Enter(lines.Element);
        for (var i = 0; i < count; i++)
        {
            var baseline = y + (i * lines.Height) + lines.Baseline;
            foreach (var piece in all[first + i].Pieces)
            {
                canvas.Text(x + piece.X, baseline, piece.Text.Span, piece.Style, all[first + i].Stretch);
            }
        }

        canvas.Leave();
    }

    /// <summary>The lines of a whole paragraph, broken once per width and shared by the parts on several pages.</summary>
    private sealed class Lines
    {
        private readonly ParagraphStyle style;
        private readonly LineBreaker breaker;
        private (double Width, TextLine[] Lines) last = (-1, []);

        public Lines(ParagraphStyle style, IReadOnlyList<Span> spans)
        {
            this.style = style;
            breaker = new LineBreaker(style, spans);
            var strut = style.Strut;
            for (var i = 0; i < spans.Count; i++)
            {
                strut = Math.Max(strut, spans[i].Style.Size);
            }

            Height = strut * FontFamily.SingleLine * style.LineSpacing;
            Baseline = Height - (strut * (FontFamily.SingleLine - FontFamily.Ascent));
            Element = new Element(style.Role);
        }

        public double Height { get; }

        public double Baseline { get; }

        public Element Element { get; }

        public TextLine[] For(double width)
        {
            if (Math.Abs(last.Width - width) > double.Epsilon)
            {
                last = (width, style.IsBalanced ? breaker.Balanced(width) : breaker.Full(width));
            }

            return last.Lines;
        }
    }
}
