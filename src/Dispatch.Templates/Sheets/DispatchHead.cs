using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>The two columns at the top: who writes, under which number and about what; on the right the nation, the place and the day.</summary>
internal sealed class DispatchHead(DispatchSheet sheet, SheetSizes sizes)
{
    /// <summary>A rule is a third to a half as long as the words above it.</summary>
    public const double ShareOfRule = 0.4;

    private const double BelowNames = 9;

    public IBlock For(double width)
    {
        var right = RightWidth(width);
        var left = width - right - Mm(4);
        var issuer = Issuer(left);
        var nation = Nation();

        // The number and the date share a row, below the longer of the two names.
        var issuerHeight = issuer.PlanFor(Room.Endless(left)).Height;
        var nationHeight = nation.PlanFor(Room.Endless(right)).Height;
        var names = Math.Max(issuerHeight, nationHeight) + BelowNames;
        return new Row(
            Cell.Wide(left, new Column([new(issuer), new(Number, names - issuerHeight), .. LetterSubject, .. Urgency])),
            Cell.Wide(Mm(4), Blank.None),
            Cell.Wide(right, new Column(new Item(nation), new Item(PlaceAndDate, names - nationHeight))));
    }

    private static ParagraphStyle Centred => new() { Alignment = Alignment.Centre, IsBalanced = true };

    private string DateLine => Wording.PlaceAndDate(sheet.Place, sheet.Date, sheet.Year);

    // Cell 3.
    private Paragraph Number => new(Centred with { Strut = sizes.PlaceAndDate.Size }, new Span(Wording.Number(sheet.Number, sheet.Symbol), sizes.Number));

    // Cell 4.
    private Paragraph PlaceAndDate => new(Centred, new Span(DateLine, sizes.PlaceAndDate));

    // Cell 5b: six points below the number.
    private IEnumerable<Item> LetterSubject => sheet.KindName is null && Prose.Glued(sheet.Subject) is { Length: > 0 } subject
        ? [new(new Paragraph(Centred, new Span("V/v " + subject, sizes.LetterSubject)), 6)]
        : [];

    // Cell 10b.
    private IEnumerable<Item> Urgency => sheet.Urgency switch
    {
        SheetUrgency.Normal => [],
        SheetUrgency.Urgent => [Stamp(20, "KHẨN")],
        SheetUrgency.VeryUrgent => [Stamp(40, "THƯỢNG KHẨN")],
        SheetUrgency.Express => [Stamp(30, "HỎA TỐC")],
    };

    private Item Stamp(double millimetres, string word) => new(new StampBox(Mm(millimetres), Mm(8), word, sizes.Stamp), 8);

    // Cell 2.
    private Column Issuer(double width)
    {
        var issuer = new Paragraph(Centred, new Span(Prose.Upper(Prose.Glued(sheet.IssuerName)), sizes.Body));
        var rule = new Item(new Rule(issuer.WidestLine(width) * ShareOfRule), 2);
        return sheet.ParentName is null
            ? new Column(new Item(issuer), rule)
            : new Column(new Item(new Paragraph(Centred, new Span(Prose.Upper(Prose.Glued(sheet.ParentName)), sizes.ParentBody))), new Item(issuer), rule);
    }

    // Cell 1.
    private Column Nation() => new(
        new Item(new Paragraph(Centred, new Span(Wording.Nation, sizes.Nation))),
        new Item(new Paragraph(Centred, new Span(Wording.Motto, sizes.Motto))),
        new Item(new Rule(sizes.Motto.WidthOf(Wording.Motto)), 2));

    // Wide enough for the nation's name on one line, and for a long place name if that leaves the issuer its share.
    private double RightWidth(double width) =>
        Math.Max(sizes.Nation.WidthOf(Wording.Nation), Math.Min(sizes.PlaceAndDate.WidthOf(DateLine), width * 0.6)) + 1;
}
