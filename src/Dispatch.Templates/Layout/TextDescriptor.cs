using System.Globalization;

namespace Dispatch.Templates.Layout;

/// <summary>How a paragraph is set.</summary>
internal sealed class TextDescriptor(IReadOnlyList<Span> spans)
{
    private ParagraphStyle style = new();
    private (double Share, double Gap)? rule;

    public IBlock Block => rule is { } below ? new Underlined(new Paragraph(style, spans), below.Share, below.Gap) : new Paragraph(style, spans);

    public TextDescriptor AlignCenter() => With(style with { Alignment = Alignment.Centre });

    public TextDescriptor Justify() => With(style with { Alignment = Alignment.Justified });

    public TextDescriptor Align(Alignment alignment) => With(style with { Alignment = alignment });

    public TextDescriptor FirstLineIndent(double points) => With(style with { FirstLineIndent = points });

    public TextDescriptor HangingIndent(double points) => With(style with { HangingIndent = points });

    /// <summary>Lines of like length, broken where the sense breaks.</summary>
    public TextDescriptor Balanced() => With(style with { IsBalanced = true });

    public TextDescriptor LineHeight(double lines) => With(style with { LineSpacing = lines });

    /// <summary>Lines as high as this size demands, so that neighbours of other sizes share the baseline.</summary>
    public TextDescriptor LevelWith(TextStyle neighbour) => With(style with { Strut = neighbour.Size });

    /// <summary>What the paragraph is in the document's structure: P, H1, H2.</summary>
    public TextDescriptor Role(string role) => With(style with { Role = role });

    /// <summary>A rule in the middle below, so long as a share of the widest line.</summary>
    public TextDescriptor RuleBelow(double share, double gap)
    {
        rule = (share, gap);
        return this;
    }

    private TextDescriptor With(ParagraphStyle changed)
    {
        style = changed;
        return this;
    }
}

/// <summary>The number of the page in its section, in the middle of the room.</summary>
internal sealed class PageNumberText(TextStyle style) : IBlock
{
    public Plan PlanFor(Room room) =>
        new Paragraph(new ParagraphStyle { Alignment = Alignment.Centre }, new Span(room.PageNumber.ToString(CultureInfo.InvariantCulture), style)).PlanFor(room);
}
