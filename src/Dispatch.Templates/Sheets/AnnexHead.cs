using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>What stands above the text of an annex (Phụ lục I mục III.1; Phụ lục III, Mẫu 2.1 and after Mẫu 1.3).</summary>
internal sealed class AnnexHead(AnnexSheet annex, DispatchSheet sheet, SheetSizes sizes)
{
    public void Compose(ColumnDescriptor column, int number)
    {
        var title = Prose.Glued(annex.Title);
        if (annex.KindName is { } kind)
        {
            column.Item(above: Mm(8), keepWithNext: true).Text(Prose.Upper(Prose.Glued(kind)), sizes.Title).AlignCenter().Balanced().Role("H1");
        }
        else
        {
            column.Item(keepWithNext: true).Text(sheet.Annexes.Count > 1 ? "Phụ lục " + Roman.Of(number + 1) : "Phụ lục", sizes.Annex).AlignCenter().Role("H1");
            title = Prose.Upper(title);
        }

        if (title.Length > 0)
        {
            column.Item(keepWithNext: true).Inset(15, 15).Text(title, sizes.Title).AlignCenter().Balanced();
        }

        column.Item(keepWithNext: true).Inset(5, 5).Text(Prose.Glued(Reference()), sizes.PlaceAndDate).AlignCenter().Balanced()
            .RuleBelow(DispatchHead.ShareOfRule, gap: 3);
    }

    // On an electronic paper the blanks stay blank: number and date are not known when the annex is signed with it (mục III.1.c).
    private string Reference()
    {
        var kind = Wording.Sentence(sheet.KindName ?? SheetKind.Letter.Name);
        var number = sheet.Number is null ? "……/" + Prose.Clean(sheet.Symbol) : Prose.Clean(sheet.Number) + "/" + Prose.Clean(sheet.Symbol);
        return $"(Kèm theo {kind} số {number} {Wording.Date(sheet.Date, "……")} của {Prose.Clean(sheet.IssuerName)})";
    }
}
