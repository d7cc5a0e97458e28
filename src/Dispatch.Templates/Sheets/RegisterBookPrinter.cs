using System.Globalization;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>Prints a register book as Phụ lục IV of Nghị định 30/2020/NĐ-CP lays it out.</summary>
public static class RegisterBookPrinter
{
    private const string ToBeWritten = "……………";

    private static readonly SheetSizes Sizes = new(SheetSize.Small);
    private static readonly TextStyle Heading = new(11, FontStyle.Bold);
    private static readonly TextStyle Entry = new(11);
    private static readonly TextStyle CoverTitle = new(24, FontStyle.Bold);
    private static readonly TextStyle CoverLine = new(14);

    /// <summary>Makes the PDF of a book. The same sheet gives the same bytes on every machine, in every culture, at every time.</summary>
    /// <param name="book">The book, exactly as it is to be printed.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    /// <exception cref="UnprintableSheetException">A column is too narrow for a letter.</exception>
    /// <exception cref="ArgumentException">A row has not one text per column, or there are no columns.</exception>
    public static byte[] Print(RegisterBookSheet book)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Columns.Count == 0 || book.Rows.Any(row => row.Count != book.Columns.Count))
        {
            throw new ArgumentException("Every row of a book has one text per column, and there is at least one column.", nameof(book));
        }

        var pages = Document.Compose(document =>
        {
            if (book.Cover is { } cover)
            {
                document.Page(page => Cover(page, book, cover));
            }

            document.Page(page => Lines(page, book));
        });
        var document = new PdfDocument(Paper.Landscape.Width, Paper.Landscape.Height, Prose.Clean(book.Title), book.Date);
        PageFlow.Draw(pages, page => document.NewPage(page.Width, page.Height));
        return document.ToBytes(isPacked: true);
    }

    private static void Cover(PageDescriptor page, RegisterBookSheet book, RegisterCover cover)
    {
        page.Setup(Paper.Landscape);
        page.Content().Column(column =>
        {
            column.Item().Column(names => Names(names, book.ParentName, book.BodyName));
            column.Item().Blank(Mm(38));
            column.Item().Text(Prose.Upper(Prose.Glued(book.Title)), CoverTitle).AlignCenter().Balanced();
            column.Item(above: Mm(6)).Text("Năm: " + cover.Year.ToString(CultureInfo.InvariantCulture), CoverLine).AlignCenter();
            column.Item(above: Mm(14)).Text($"Từ ngày {Written(cover.FromDate)} đến ngày {Written(cover.ToDate)}", CoverLine).AlignCenter();
            column.Item(above: Mm(3)).Text($"Từ số {cover.FromNumber ?? ToBeWritten} đến số {cover.ToNumber ?? ToBeWritten}", CoverLine).AlignCenter();
            column.Item(above: Mm(14)).Text("Quyển số: " + (cover.Volume?.ToString(CultureInfo.InvariantCulture) ?? ToBeWritten), CoverLine).AlignCenter();
        });
    }

    private static void Lines(PageDescriptor page, RegisterBookSheet book)
    {
        page.Setup(Paper.Landscape);
        page.Header().SkipOnce().CurrentPageNumber(Sizes.PageNumber);
        page.Content().Column(column =>
        {
            column.Item().Row(row =>
            {
                row.ConstantItem(Mm(100)).Column(names => Names(names, book.ParentName, book.BodyName));
                row.RelativeItem(1);
            });
            column.Item(above: Mm(4), keepWithNext: true).Text(Prose.Upper(Prose.Glued(book.Title)), Sizes.Title).AlignCenter().Balanced().Role("H1");
            if (book.Period is { } period)
            {
                column.Item(keepWithNext: true).Text(Prose.Clean(period), Sizes.PlaceAndDate).AlignCenter().Balanced();
            }

            column.Item(above: Mm(4)).Table(table => Lines(table, book.Columns, book.Rows, isNumbered: true));
        });
    }

    /// <summary>Who keeps it, above a short rule.</summary>
    internal static void Names(ColumnDescriptor column, string? parent, string body)
    {
        if (parent is not null)
        {
            column.Item().Text(Prose.Upper(Prose.Glued(parent)), Sizes.ParentBody).AlignCenter().Balanced();
        }

        column.Item().Text(Prose.Upper(Prose.Glued(body)), Sizes.Body).AlignCenter().Balanced().RuleBelow(DispatchHead.ShareOfRule, gap: 2);
    }

    /// <summary>The lines under their heads; the columns of a book are numbered.</summary>
    internal static void Lines(TableDescriptor table, IReadOnlyList<RegisterColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, bool isNumbered)
    {
        var heads = table.Header();
        var numbers = isNumbered ? table.Header() : null;
        for (var i = 0; i < columns.Count; i++)
        {
            table.RelativeColumn(columns[i].Share);
            heads.Cell().Text(Prose.Clean(columns[i].Heading), Heading).AlignCenter().Balanced();
            numbers?.Cell().Text(string.Create(CultureInfo.InvariantCulture, $"({i + 1})"), Entry).AlignCenter();
        }

        table.Rows(rows, (cells, entry) =>
        {
            for (var i = 0; i < entry.Count; i++)
            {
                Write(cells.Cell(), entry[i], columns[i].IsCentred ? Alignment.Centre : Alignment.Left);
            }
        });
    }

    private static void Write(Container cell, string text, Alignment alignment)
    {
        var lines = Prose.Paragraphs(text).ToList();
        if (lines is [var only])
        {
            cell.Text(only, Entry).Align(alignment);
            return;
        }

        cell.Column(column => lines.ForEach(line => column.Item().Text(line, Entry).Align(alignment)));
    }

    private static string Written(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? ToBeWritten;
}
