using System.Globalization;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>Prints a register book as Phụ lục IV of Nghị định 30/2020/NĐ-CP lays it out.</summary>
public static class RegisterBookPrinter
{
    private static readonly SheetSizes Sizes = new(SheetSize.Small);
    private static readonly TextStyle Heading = new(11, FontStyle.Bold);
    private static readonly TextStyle Entry = new(11);

    /// <summary>Makes the PDF of a book. The same sheet gives the same bytes on every machine, in every culture, at every time.</summary>
    /// <param name="book">The book, exactly as it is to be printed.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    /// <exception cref="ArgumentException">A row has not one text per column, or there are no columns.</exception>
    public static byte[] Print(RegisterBookSheet book)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Columns.Count == 0 || book.Rows.Any(row => row.Count != book.Columns.Count))
        {
            throw new ArgumentException("Every row of a book has one text per column, and there is at least one column.", nameof(book));
        }

        var paper = Paper.Landscape;
        var document = new PdfDocument(paper.Width, paper.Height, Prose.Clean(book.Title), book.Date);
        PageFlow.Draw(Whole(book), paper, document.NewPage, (canvas, page) => PageNumber.Draw(canvas, page, paper, Sizes.PageNumber));
        return document.ToBytes(isPacked: true);
    }

    private static Column Whole(RegisterBookSheet book) => new(
    [
        new(Keeper(book)),
        new(new Paragraph(Centred with { Role = "H1" }, new Span(Prose.Upper(Prose.Glued(book.Title)), Sizes.Title)), Mm(4), KeepsWithNext: true),
        .. book.Period is null ? Array.Empty<Item>() : [new(new Paragraph(Centred, new Span(Prose.Clean(book.Period), Sizes.PlaceAndDate)), 0, KeepsWithNext: true)],
        new(Lines(book), Mm(4)),
    ]);

    private static Row Keeper(RegisterBookSheet book)
    {
        var body = new Paragraph(Centred, new Span(Prose.Upper(Prose.Glued(book.BodyName)), Sizes.Body));
        var rule = new Item(new Rule(body.WidestLine(Mm(100)) * DispatchHead.ShareOfRule), 2);
        var names = book.ParentName is null
            ? new Column(new Item(body), rule)
            : new Column(new Item(new Paragraph(Centred, new Span(Prose.Upper(Prose.Glued(book.ParentName)), Sizes.ParentBody))), new Item(body), rule);
        return new Row(Cell.Wide(Mm(100), names), Cell.Sharing(1, Blank.None));
    }

    private static Table Lines(RegisterBookSheet book)
    {
        var heads = new TableRow("TH", [.. book.Columns.Select(column => new Paragraph(Centred, new Span(Prose.Clean(column.Heading), Heading)))]);
        var numbers = new TableRow("TH", [.. book.Columns.Select((_, i) => new Paragraph(Centred, new Span(Number(i + 1), Entry)))]);
        var rows = book.Rows.Select(row => new TableRow("TD", [.. row.Select((text, i) => Written(text, book.Columns[i].IsCentred))])).ToList();
        return new Table([.. book.Columns.Select(column => column.Share)], [heads, numbers], rows);
    }

    private static Column Written(string text, bool isCentred)
    {
        var style = new ParagraphStyle { Alignment = isCentred ? Alignment.Centre : Alignment.Left };
        return new Column([.. Prose.Paragraphs(text).Select(line => new Item(new Paragraph(style, new Span(line, Entry))))]);
    }

    private static string Number(int column) => "(" + column.ToString(CultureInfo.InvariantCulture) + ")";

    private static ParagraphStyle Centred => new() { Alignment = Alignment.Centre, IsBalanced = true };
}
