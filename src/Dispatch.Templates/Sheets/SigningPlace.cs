using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>Cells 7a, 7c and 7b: in what capacity, room for the signature, other titles and the name. Never torn over a page.</summary>
internal sealed class SigningPlace(SigningBlock signing, SheetSizes sizes, bool hasFields)
{
    public void Compose(Container place, double roomToSign) => place.ShowEntire().Column(column =>
    {
        foreach (var line in signing.CapacityLines)
        {
            Centred(column.Item(), Prose.Upper(Prose.Glued(line)));
        }

        if (hasFields)
        {
            column.Item().Element(new SignatureFields.Pair(roomToSign));
        }
        else
        {
            column.Item().Blank(roomToSign);
        }

        foreach (var title in signing.OtherTitles)
        {
            Centred(column.Item(), Prose.Upper(Prose.Glued(title)));
        }

        Centred(column.Item(), Prose.Clean(signing.Name));
    });

    private void Centred(Container place, string text) => place.Text(text, sizes.Signing).AlignCenter().Balanced();
}
