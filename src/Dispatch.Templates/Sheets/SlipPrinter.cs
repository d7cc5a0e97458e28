using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>Prints slips as Phụ lục IV mục VII of Nghị định 30/2020/NĐ-CP lays out its one.</summary>
public static class SlipPrinter
{
    private const int LinesToWriteOn = 5;

    private static readonly SheetSizes Sizes = new(SheetSize.Small);

    /// <summary>Makes the PDF of a slip. The same sheet gives the same bytes on every machine, in every culture, at every time.</summary>
    /// <param name="slip">The slip, exactly as it is to be printed.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    /// <exception cref="UnprintableSheetException">A column of a table is too narrow for a letter.</exception>
    /// <exception cref="ArgumentException">A row of a table has not one text per column, or a table has no columns.</exception>
    public static byte[] Print(SlipSheet slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        if (slip.Parts.Any(part => part.Table is { IsEven: false }))
        {
            throw new ArgumentException("Every row of a table has one text per column, and there is at least one column.", nameof(slip));
        }

        var pages = Document.Compose(document => document.Page(page =>
        {
            page.Setup(Paper.Portrait);
            page.Header().SkipOnce().CurrentPageNumber(Sizes.PageNumber);
            page.Content().Column(column => Compose(column, slip, page.TextWidth));
        }));
        var document = new PdfDocument(Paper.Portrait.Width, Paper.Portrait.Height, Prose.Clean(slip.Title), slip.Date);
        PageFlow.Draw(pages, page => document.NewPage(page.Width, page.Height));
        return document.ToBytes();
    }

    private static void Compose(ColumnDescriptor column, SlipSheet slip, double width)
    {
        column.Item().LevelColumns(head =>
        {
            var right = Sizes.Nation.WidthOf(Wording.Nation) + 1;
            head.ConstantColumn(width - right - Mm(4));
            head.ConstantColumn(Mm(4));
            head.ConstantColumn(right);
            var names = head.Row();
            names[0].Column(name => RegisterBookPrinter.Names(name, slip.ParentName, slip.BodyName));
            names[2].Column(DispatchHead.Nation(Sizes));
            head.Row(above: 9)[2].Text(Wording.PlaceAndDate(slip.Place, slip.Date, year: null), Sizes.PlaceAndDate).AlignCenter();
        });
        column.Item(above: Mm(8), keepWithNext: true).Text(Prose.Upper(Prose.Glued(slip.Title)), Sizes.Title).AlignCenter().Balanced().Role("H1");
        column.Item(above: 3, keepWithNext: true).Inset(10, 10).Text(Prose.Clean(slip.Paper), Sizes.Text).AlignCenter().Balanced().RuleBelow(DispatchHead.ShareOfRule, gap: 3);
        foreach (var part in slip.Parts)
        {
            Part(column, part);
        }

        if (slip.Signing is { } signing)
        {
            column.Item(above: Mm(8)).Row(row =>
            {
                row.RelativeItem(1);
                new SigningPlace(signing, Sizes, hasFields: false).Compose(row.RelativeItem(1), Mm(28));
            });
        }
    }

    private static void Part(ColumnDescriptor column, SlipPart part)
    {
        column.Item(above: Mm(6), keepWithNext: true).Text(Prose.Clean(part.Heading), Sizes.Title).Role("H2");
        foreach (var line in part.Lines.SelectMany(Prose.Paragraphs))
        {
            column.Item(above: 6).Text(line, Sizes.Text).Justify().FirstLineIndent(Mm(12.7));
        }

        if (part.Table is { Rows.Count: > 0 } listed)
        {
            column.Item(above: 6).Table(table => RegisterBookPrinter.Lines(table, listed.Columns, listed.Rows, isNumbered: false));
            return;
        }

        for (var i = 0; part.Lines.Count == 0 && i < LinesToWriteOn; i++)
        {
            column.Item(above: Mm(8)).LineHorizontal();
        }
    }
}
