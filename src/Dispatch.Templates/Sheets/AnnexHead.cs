using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>What stands above the text of an annex (Phụ lục I mục III.1; Phụ lục III, Mẫu 2.1 and after Mẫu 1.3).</summary>
internal sealed class AnnexHead(AnnexSheet annex, DispatchSheet sheet, SheetSizes sizes)
{
    public void Compose(ColumnDescriptor column)
    {
        var title = Prose.Glued(annex.Title);
        if (annex.KindName is { } kind)
        {
            column.Item(above: Mm(8), keepWithNext: true).Text(Prose.Upper(Prose.Glued(kind)), sizes.Title).AlignCenter().Balanced().Role("H1");
        }
        else
        {
            column.Item(keepWithNext: true).Text(Label(), sizes.Annex).AlignCenter().Role("H1");
            title = Prose.Upper(title);
        }

        if (title.Length > 0)
        {
            column.Item(keepWithNext: true).Inset(15, 15).Text(title, sizes.Title).AlignCenter().Balanced();
        }

        column.Item(keepWithNext: true).Inset(5, 5).Text(Reference(), sizes.PlaceAndDate).AlignCenter().Balanced()
            .RuleBelow(DispatchHead.ShareOfRule, gap: 3);
    }

    // One alone has no number; texts that a decision issues are not counted.
    private string Label()
    {
        var annexes = sheet.Annexes.Where(other => other.KindName is null).ToList();
        return annexes.Count == 1 ? "Phụ lục" : "Phụ lục " + Roman.Of(1 + annexes.FindIndex(other => ReferenceEquals(other, annex)));
    }

    // On an electronic paper the blanks stay blank: number and date are not known when the annex is signed with it (mục III.1.c).
    private string Reference()
    {
        var kind = Wording.Sentence(sheet.KindName ?? SheetKind.Letter.Name);
        var number = sheet.Number is null ? "……/" + Prose.Clean(sheet.Symbol) : Wording.Ordinal(sheet.Number) + "/" + Prose.Clean(sheet.Symbol);
        return $"(Kèm theo {Prose.Together($"{kind} số {number}")} {Prose.Together(Wording.Date(sheet.Date, "……"))} của {Prose.Glued(sheet.IssuerName)})";
    }
}
