using System.Globalization;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>Sets the text of a paper: each part as Phụ lục I mục II.6 has it.</summary>
internal sealed class BodyLayout(SheetSizes sizes, SheetStyle style, double width)
{
    // A table ends in a rule; text right below it would touch.
    private const double BelowTable = 9;

    private const int LongestHeading = 160;
    private const int DeepestHeading = 6;

    // From the outermost inwards: how deep a heading is depends on which of them the text has.
    private static readonly BodyPart[] Ranks =
        [BodyPart.Part, BodyPart.Chapter, BodyPart.NumberedTitle, BodyPart.Section, BodyPart.Subsection, BodyPart.Title];

    /// <param name="column">Where it goes.</param>
    /// <param name="text">What is said.</param>
    /// <param name="above">Points above its first line.</param>
    /// <param name="endsWithSigning">Its end goes with the signature: a page with nothing but a signature could be put under any text.</param>
    /// <param name="firstHeading">The level of its highest headings.</param>
    public void Compose(ColumnDescriptor column, BodyText text, double above, bool endsWithSigning, int firstHeading)
    {
        var blocks = text.Blocks;
        var parts = blocks.OfType<BodyParagraph>().Select(paragraph => paragraph.Part).ToHashSet();
        for (var i = 0; i < blocks.Count; i++)
        {
            var room = i == 0 ? above : IsTitleOfDivision(blocks, i) ? 0 : blocks[i - 1] is BodyTable ? Math.Max(BelowTable, style.ParagraphSpacing) : style.ParagraphSpacing;
            var isLast = i == blocks.Count - 1;
            var goesWithSigning = endsWithSigning && (isLast || (i == blocks.Count - 2 && IsOneLine(blocks[^1])));
            var place = column.Item(room, keepWithNext: goesWithSigning || (!isLast && IsHeading(blocks[i])));
            if (blocks[i] is BodyTable table)
            {
                new BodyTableLayout(table, sizes, width).Compose(place);
            }
            else
            {
                Paragraph(place, blocks, i, part => HeadingOf(part, parts, firstHeading));
            }
        }
    }

    private void Paragraph(Container place, IReadOnlyList<BodyBlock> blocks, int at, Func<BodyPart, string> heading)
    {
        var paragraph = (BodyParagraph)blocks[at];
        switch (paragraph.Part)
        {
            case BodyPart.Part or BodyPart.Chapter or BodyPart.Section or BodyPart.Subsection:
                Centred(place, Prose.Clean(paragraph.Text)).Role(heading(paragraph.Part));
                break;
            case BodyPart.Title when IsTitleOfDivision(blocks, at):
                Centred(place, Prose.Upper(Prose.Glued(paragraph.Text)));
                break;
            case BodyPart.Title:
                Centred(place, Prose.Glued(paragraph.Text)).Role(heading(paragraph.Part));
                break;
            case BodyPart.NumberedTitle:
                Running(place, [new Span(paragraph.Text, sizes.Title)]).Role(heading(paragraph.Part));
                break;
            case BodyPart.Article:
                Running(place, Article(paragraph, isTitled: IsTitled(paragraph, blocks, at)));
                break;
            case BodyPart.Plain or BodyPart.Clause or BodyPart.Point:
                Running(place, Spans(paragraph.Runs, sizes.Text));
                break;
        }
    }

    // As many levels above it as there are kinds of divisions above its own in this text.
    private static string HeadingOf(BodyPart part, HashSet<BodyPart> parts, int firstHeading)
    {
        var above = Ranks.TakeWhile(rank => rank != part).Count(parts.Contains);
        return "H" + Math.Min(DeepestHeading, firstHeading + above).ToString(CultureInfo.InvariantCulture);
    }

    private TextDescriptor Centred(Container place, string text) => place.Text(text, sizes.Title).AlignCenter().Balanced().LineHeight(style.LineSpacing);

    private TextDescriptor Running(Container place, IReadOnlyList<Span> spans) =>
        place.Text(spans).Justify().FirstLineIndent(Mm(style.FirstLineIndent)).LineHeight(style.LineSpacing);

    /// <summary>Letters with their looks, at one size.</summary>
    public static IReadOnlyList<Span> Spans(IReadOnlyList<BodyRun> runs, TextStyle look) =>
        [.. runs.Select(run => new Span(run.Text, look with { Style = look.Style | (run.IsBold ? FontStyle.Bold : FontStyle.Regular) | (run.IsItalic ? FontStyle.Italic : FontStyle.Regular) }))];

    // "Điều 1." is bold, and so is the title of an article that has one.
    private IReadOnlyList<Span> Article(BodyParagraph article, bool isTitled)
    {
        if (isTitled)
        {
            return Spans([.. article.Runs.Select(run => run with { IsBold = true })], sizes.Text);
        }

        var label = PartLabel.Article(article.Text);
        var runs = new List<BodyRun>();
        foreach (var run in article.Runs)
        {
            var cut = Math.Clamp(label, 0, run.Text.Length);
            label -= cut;
            runs.Add(run with { Text = run.Text[..cut], IsBold = true });
            runs.Add(run with { Text = run.Text[cut..] });
        }

        return Spans([.. runs.Where(run => run.Text.Length > 0)], sizes.Text);
    }

    // A title is a phrase, and what it is the title of follows.
    private static bool IsTitled(BodyParagraph article, IReadOnlyList<BodyBlock> blocks, int at) =>
        article.Text.Length <= LongestHeading && article.Text[^1] is not ('.' or ';' or ':' or ',' or '/')
        && at + 1 < blocks.Count && blocks[at + 1] is not BodyParagraph { Part: BodyPart.Article or BodyPart.Chapter or BodyPart.Part };

    // A closing sentence of one line takes the end of the paragraph above along: the page of the signature has two lines of text at least.
    private bool IsOneLine(BodyBlock block) =>
        block is BodyParagraph paragraph && Mm(style.FirstLineIndent) + (sizes.Text with { Style = FontStyle.Bold }).WidthOf(paragraph.Text) <= width;

    private static bool IsHeading(BodyBlock block) => block is BodyParagraph paragraph && paragraph.Part switch
    {
        BodyPart.Part or BodyPart.Chapter or BodyPart.Section or BodyPart.Subsection or BodyPart.Title or BodyPart.NumberedTitle => true,
        _ => paragraph.Text.Length <= LongestHeading && paragraph.Runs.All(run => run.IsBold),
    };

    private static bool IsTitleOfDivision(IReadOnlyList<BodyBlock> blocks, int at) =>
        at > 0 && blocks[at] is BodyParagraph { Part: BodyPart.Title }
        && blocks[at - 1] is BodyParagraph { Part: BodyPart.Part or BodyPart.Chapter or BodyPart.Section or BodyPart.Subsection };
}
