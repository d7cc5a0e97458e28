using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>The two columns at the top: who writes, under which number and about what; on the right the nation, the place and the day.</summary>
internal sealed class DispatchHead(DispatchSheet sheet, SheetKind kind, SheetSizes sizes)
{
    /// <summary>A rule is a third to a half as long as the words above it.</summary>
    public const double ShareOfRule = 0.4;

    private const double BelowNames = 9;
    private static readonly double Between = Mm(4);
    private static readonly double WidestLeft = Mm(100);

    /// <summary>The whole head of a dispatch.</summary>
    public void Compose(Container place, double width) => place.LevelColumns(columns =>
    {
        Columns(columns, width);
        Names(columns);

        var numbers = columns.Row(above: BelowNames);
        Number(numbers[0]);
        PlaceAndDate(numbers[2]);

        if (kind.Form == SheetForm.Letter && Prose.Glued(Wording.Subject(sheet.Subject, kind.Form)) is { Length: > 0 } subject)
        {
            // Cell 5b: six points below the number.
            columns.Row(above: 6)[0].Text("V/v " + subject, sizes.LetterSubject).AlignCenter().Balanced();
        }

        if (Stamp() is var (millimetres, word))
        {
            // Cell 10b.
            columns.Row(above: 8)[0].Frame(millimetres, 8, Ink.Red).Text(word, sizes.Stamp).AlignCenter();
        }
    });

    /// <summary>The head of a text that a decision issues: names only, for its number is the decision's.</summary>
    public void ComposeNames(Container place, double width) => place.LevelColumns(columns =>
    {
        Columns(columns, width);
        Names(columns);
    });

    private string DateLine => Wording.PlaceAndDate(sheet.Place, sheet.Date, sheet.Year);

    private void Columns(LevelColumnsDescriptor columns, double width)
    {
        // Wide enough for the nation's name on one line, and for a long place name if that leaves the issuer its share; what is longer is broken anyway.
        var date = sizes.PlaceAndDate.WidthOf(DateLine);
        var right = Math.Max(sizes.Nation.WidthOf(Wording.Nation), date <= width * 0.6 ? date : 0) + 1;
        var left = Math.Min(WidestLeft, width - right - Between);
        columns.ConstantColumn(left);
        columns.ConstantColumn(width - left - right);
        columns.ConstantColumn(right);
    }

    private void Names(LevelColumnsDescriptor columns)
    {
        var names = columns.Row();
        names[0].Column(Issuer);
        names[2].Column(Nation(sizes));
    }

    // Cell 2.
    private void Issuer(ColumnDescriptor column)
    {
        if (sheet.ParentName is { } parent)
        {
            column.Item().Text(Prose.Upper(Prose.Glued(parent)), sizes.ParentBody).AlignCenter().Balanced();
        }

        column.Item().Text(Prose.Upper(Prose.Glued(sheet.IssuerName)), sizes.Body).AlignCenter().Balanced().RuleBelow(ShareOfRule, gap: 2);
    }

    // Cell 1.
    public static Action<ColumnDescriptor> Nation(SheetSizes sizes) => column =>
    {
        column.Item().Text(Wording.Nation, sizes.Nation).AlignCenter();
        column.Item().Text(Wording.Motto, sizes.Motto).AlignCenter().RuleBelow(share: 1, gap: 2);
    };

    // Cell 3. A thư công has no number.
    private void Number(Container place)
    {
        if (sheet.IsToBeSigned)
        {
            SignatureFields.Number(place, sheet.Symbol, sheet.NumberFigures, sizes);
        }
        else if (sheet.Symbol.Length > 0)
        {
            place.Text(Wording.Number(sheet.Number, sheet.Symbol), sizes.Number).AlignCenter().Balanced().LevelWith(sizes.PlaceAndDate);
        }
    }

    // Cell 4; minutes say place and time in their text.
    private void PlaceAndDate(Container place)
    {
        if (kind.Form == SheetForm.Minutes)
        {
            return;
        }

        if (sheet.IsToBeSigned)
        {
            SignatureFields.Date(place, sheet.Place, sizes);
        }
        else
        {
            place.Text(DateLine, sizes.PlaceAndDate).AlignCenter().Balanced();
        }
    }

    private (double Millimetres, string Word)? Stamp() => sheet.Urgency switch
    {
        SheetUrgency.Normal => null,
        SheetUrgency.Urgent => (20, "KHẨN"),
        SheetUrgency.VeryUrgent => (40, "THƯỢNG KHẨN"),
        SheetUrgency.Express => (30, "HỎA TỐC"),
    };
}
