using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>A dispatch from head to foot. Cell numbers are those of Phụ lục I mục IV.</summary>
internal sealed class DispatchLayout(DispatchSheet sheet)
{
    private const double BetweenParagraphs = 6;

    private readonly SheetSizes sizes = new(sheet.Size);

    public string Title => Wording.Number(sheet.Number, sheet.Symbol).Replace(Prose.FixedSpace, ' ') + " " + Prose.Clean(sheet.Subject);

    public IBlock Whole => new Column([Head, .. TitleAndSubject, .. Addressees, .. Body, Ending, .. Copy]);

    public void Decorate(ICanvas canvas, int page) => PageNumber.Draw(canvas, page, Paper.Portrait, sizes.PageNumber);

    private Item Head => new(new DispatchHead(sheet, sizes).For(Paper.Portrait.TextWidth));

    // Cell 5a; a công văn has its subject in cell 5b, in the head.
    private IEnumerable<Item> TitleAndSubject
    {
        get
        {
            if (sheet.KindName is null)
            {
                yield break;
            }

            var subject = new Paragraph(Centred, new Span(Prose.Glued(sheet.Subject), sizes.Title));
            yield return new(new Paragraph(Centred with { Role = "H1" }, new Span(Prose.Upper(Prose.Glued(sheet.KindName)), sizes.Title)), Mm(8), KeepsWithNext: true);
            yield return new(new Inset(Mm(15), Mm(15), subject), 0, KeepsWithNext: true);
            yield return new(new Rule(subject.WidestLine(Paper.Portrait.TextWidth - Mm(30)) * DispatchHead.ShareOfRule), 3, KeepsWithNext: true);
        }
    }

    // Cell 9a.
    private IEnumerable<Item> Addressees => Wording.Names(sheet.Addressees) is { Count: > 0 } names
        ? [new(new AddresseeBlock(names, sizes.Text).For(Paper.Portrait.TextWidth), Mm(6))]
        : [];

    // Cell 6. The end of the text goes with the signature: a page with nothing but a signature could be put under any text.
    private IEnumerable<Item> Body
    {
        get
        {
            var paragraphs = sheet.Body.SelectMany(Prose.Paragraphs).Select(text => new BodyParagraph(text, sizes.Text)).ToList();
            return paragraphs.Select((paragraph, i) => new Item(
                paragraph.Block, i == 0 ? Mm(4) : BetweenParagraphs, paragraph.IsHeading || i == paragraphs.Count - 1));
        }
    }

    // Cells 9b and 7a-7b, level with each other.
    private Item Ending => new(new KeptTogether(new Tightening(Signatures.With(Mm(30)), Signatures.With(Mm(24)))), Mm(5));

    private IEnumerable<Item> Copy => sheet.Copy is null ? [] : [new(new KeptTogether(new CopyLayout(sheet.Copy, sizes).Whole), Mm(6))];

    private EndingBlock Signatures => new(sheet.Recipients, sheet.Signing, sizes);

    private static ParagraphStyle Centred => new() { Alignment = Alignment.Centre, IsBalanced = true };
}
