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
        column.Item(above: Mm(3)).Row(BodyAndLabel);
        column.Item(above: 6).Row(NumberAndDate);
        EndingBlock.OfCopy(column.Item(above: Mm(3)), copy, sizes, Mm(26), Verification);
    });

    // Cells 2 and 1.
    private void BodyAndLabel(RowDescriptor row)
    {
        row.RelativeItem(LeftShare).Text(Prose.Upper(Prose.Glued(copy.BodyName)), sizes.Body).AlignCenter().Balanced().RuleBelow(DispatchHead.ShareOfRule, gap: 2);
        row.RelativeItem(RightShare).Text(Prose.Upper(Prose.Glued(copy.Label)), sizes.Title).AlignCenter().Balanced().LevelWith(sizes.Body);
    }

    // Cells 3 and 4.
    private void NumberAndDate(RowDescriptor row)
    {
        row.RelativeItem(LeftShare).Text(Wording.Number(copy.NumberAndSymbol), sizes.Number).AlignCenter().Balanced().LevelWith(sizes.PlaceAndDate);
        row.RelativeItem(RightShare).Text(Wording.PlaceAndDate(copy.Place, copy.Date, copy.Year), sizes.PlaceAndDate).AlignCenter().Balanced();
    }

    private void Verification(ColumnDescriptor column)
    {
        if (copy.Verification is { } mark)
        {
            column.Item(above: 6).Element(new QrSquare(VerificationText.Of(copy, mark)));
        }
    }
}
