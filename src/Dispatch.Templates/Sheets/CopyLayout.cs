using Dispatch.Templates.Layout;
using Dispatch.Templates.Marks;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>What makes a sheet of paper a copy (Phụ lục III, Mẫu 3.1): under a rule from margin to margin, who copied, under which number, and who vouches for it.</summary>
internal sealed class CopyLayout(CopyBlock copy, SheetSizes sizes)
{
    private const double LeftShare = 45;
    private const double RightShare = 55;

    public void Compose(Container place) => place.Column(column =>
    {
        column.Item().LineHorizontal();
        column.Item(above: Mm(3)).LevelColumns(Head);
        EndingBlock.OfCopy(column.Item(above: Mm(3)), copy, sizes, Mm(26), Verification);
    });

    private void Head(LevelColumnsDescriptor columns)
    {
        columns.RelativeColumn(LeftShare);
        columns.RelativeColumn(RightShare);

        // Cells 2 and 1.
        var names = columns.Row();
        names[0].Text(Prose.Upper(Prose.Glued(copy.BodyName)), sizes.Body).AlignCenter().Balanced().RuleBelow(DispatchHead.ShareOfRule, gap: 2);
        names[1].Text(Prose.Upper(Prose.Glued(copy.Label)), sizes.Title).AlignCenter().Balanced().LevelWith(sizes.Body);

        // Cells 3 and 4.
        var numbers = columns.Row(above: 6);
        numbers[0].Text(Wording.Number(copy.NumberAndSymbol), sizes.Number).AlignCenter().Balanced().LevelWith(sizes.PlaceAndDate);
        numbers[1].Text(Wording.PlaceAndDate(copy.Place, copy.Date, copy.Year), sizes.PlaceAndDate).AlignCenter().Balanced();
    }

    private void Verification(ColumnDescriptor column)
    {
        if (copy.Verification is { } mark)
        {
            column.Item(above: 6).Element(new QrSquare(VerificationText.Of(copy, mark)));
        }
    }
}
