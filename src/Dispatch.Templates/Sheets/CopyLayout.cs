using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>What makes a sheet of paper a copy (Phụ lục III, Mẫu 3.1): under a rule from margin to margin, who copied, under which number, and who vouches for it.</summary>
internal sealed class CopyLayout(CopyBlock copy, SheetSizes sizes)
{
    private const double LeftShare = 45;
    private const double RightShare = 55;

    public IBlock Whole => new Column(
        new Item(new Rule()),
        new Item(BodyAndLabel, Mm(3)),
        new Item(NumberAndDate, 6),
        new Item(new EndingBlock(copy.Recipients, copy.Signing, sizes).With(Mm(26)), Mm(3)));

    // Cells 2 and 1.
    private Row BodyAndLabel
    {
        get
        {
            var body = new Paragraph(Centred, new Span(Prose.Upper(Prose.Glued(copy.BodyName)), sizes.Body));
            var width = Paper.Portrait.TextWidth * LeftShare / (LeftShare + RightShare);
            return new Row(
                Cell.Sharing(LeftShare, new Column(new Item(body), new Item(new Rule(body.WidestLine(width) * DispatchHead.ShareOfRule), 2))),
                Cell.Sharing(RightShare, new Paragraph(Centred with { Strut = sizes.Body.Size }, new Span(Prose.Upper(Prose.Glued(copy.Label)), sizes.Title))));
        }
    }

    // Cells 3 and 4.
    private Row NumberAndDate => new(
        Cell.Sharing(LeftShare, new Paragraph(Centred with { Strut = sizes.PlaceAndDate.Size }, new Span(Wording.Number(copy.NumberAndSymbol), sizes.Number))),
        Cell.Sharing(RightShare, new Paragraph(Centred, new Span(Wording.PlaceAndDate(copy.Place, copy.Date, copy.Year), sizes.PlaceAndDate))));

    private static ParagraphStyle Centred => new() { Alignment = Alignment.Centre, IsBalanced = true };
}
