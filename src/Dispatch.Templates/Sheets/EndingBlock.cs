using System.Globalization;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>"Nơi nhận" on the left and, level with it, who signs on the right. A long list goes on over the page; a signature is never torn.</summary>
internal sealed class EndingBlock(DispatchSheet sheet, SheetSizes sizes)
{
    // The signature stands in the right half; its lines are short, so the list has the larger share.
    private const double LeftShare = 52.5;
    private const double RightShare = 47.5;

    // So many lines of a torn list at least go to the next page.
    private const int FewestOverPage = 4;

    private static readonly double Between = Mm(3);

    // A seal reaches so far to the left of the signature's half; it may not lie over the list.
    private static readonly double BesideSeal = Mm(7);

    /// <summary>The block with so many points between capacity and name.</summary>
    public IBlock With(double roomToSign)
    {
        var place = new Container();
        if (sheet.SecondSigning is null)
        {
            Beside(place, Recipients, right => Signing(right, sheet.Signing, roomToSign, sheet.IsToBeSigned), sheet.IsToBeSigned ? BesideSeal : Between);
        }
        else
        {
            place.Column(column =>
            {
                Beside(
                    column.Item().ShowEntire(),
                    left => Signing(left, sheet.SecondSigning, roomToSign, hasFields: false),
                    right => Signing(right, sheet.Signing, roomToSign, sheet.IsToBeSigned),
                    Between);
                Recipients(column.Item(above: Mm(5)));
            });
        }

        return place.Block;
    }

    /// <summary>The same for a copy: its own list and signer.</summary>
    public static void OfCopy(Container place, CopyBlock copy, SheetSizes sizes, double roomToSign, Action<ColumnDescriptor> belowRecipients) => Beside(
        place,
        left => left.Column(column =>
        {
            List(column, copy.Recipients, sizes);
            belowRecipients(column);
        }),
        right => new SigningPlace(copy.Signing, sizes, hasFields: false).Compose(right, roomToSign),
        Between);

    private static void Beside(Container place, Action<Container> left, Action<Container> right, double between) => place.Row(row =>
    {
        left(row.RelativeItem(LeftShare));
        row.Spacing(between);
        right(row.RelativeItem(RightShare));
    });

    // Cells 9b and 12.
    private void Recipients(Container place) => place.Column(column =>
    {
        List(column, sheet.Recipients, sizes);
        if (DrafterMark() is { Length: > 0 } mark)
        {
            column.Item(above: 4).Text(mark, sizes.Recipients);
        }
    });

    private static void List(ColumnDescriptor column, IReadOnlyList<string> recipients, SheetSizes sizes)
    {
        var lines = Wording.Listed(recipients).ToList();
        if (lines.Count > 0)
        {
            column.Item(keepWithNext: true).Text(Wording.Recipients, sizes.RecipientsHeading).LevelWith(sizes.Signing);
            for (var i = 0; i < lines.Count; i++)
            {
                var isAmongLast = i >= lines.Count - FewestOverPage;
                column.Item(keepWithNext: isAmongLast && i < lines.Count - 1).Text(Prose.Glued(lines[i]), sizes.Recipients);
            }
        }
    }

    private string DrafterMark() => Prose.Upper(Prose.Clean(sheet.DrafterMark ?? ""))
        + (sheet.CopyCount is { } count ? string.Create(CultureInfo.InvariantCulture, $"{(sheet.DrafterMark is null ? "" : ".")}({count})") : "");

    private void Signing(Container place, SigningBlock signing, double roomToSign, bool hasFields) =>
        new SigningPlace(signing, sizes, hasFields).Compose(place, roomToSign);
}
