using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>What makes a sheet unprintable before a line of it is set.</summary>
internal static class SheetChecks
{
    private const int MostCapacityLines = 5;
    private const int MostContactLines = 4;

    private static readonly string[] CopyLabels = ["SAO Y", "SAO LỤC", "TRÍCH SAO", "SAO Y BẢN CHÍNH"];

    /// <summary>The kind of a sheet that can be printed.</summary>
    /// <exception cref="UnprintableSheetException">It cannot; the message says why and what to do.</exception>
    public static SheetKind Kind(DispatchSheet sheet)
    {
        var kind = KindOf(sheet.KindName);
        Require(sheet.IssuerName, "issuer", "Chưa có tên cơ quan ban hành.");
        if (!kind.MayLackSubject)
        {
            Require(sheet.Subject, "subject", "Chưa có trích yếu. Hãy ghi văn bản nói về việc gì.");
        }

        if (kind.Abbreviation is not null || kind.Form == SheetForm.Letter)
        {
            Require(sheet.Symbol, "symbol", "Chưa có ký hiệu văn bản.");
        }

        if (kind.Form != SheetForm.Minutes)
        {
            Require(sheet.Place, "place", "Chưa có địa danh. Hãy ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở (Phụ lục I mục II.4).");
        }

        // The whole sheet as one: as many addressees or grounds cost as much as text.
        if (BodySize.Flaw([.. sheet.Body, sheet.Subject, .. sheet.Grounds, .. sheet.Addressees, .. sheet.Recipients, .. sheet.Annexes.SelectMany(annex => annex.Body)]) is { } flaw)
        {
            throw new UnprintableSheetException("sheet.too-long", flaw);
        }

        Signing(sheet.Signing);
        if (sheet.SecondSigning is { } second)
        {
            Signing(second);
        }

        if (sheet.Contact.Count > MostContactLines)
        {
            throw new UnprintableSheetException("sheet.contact", $"Địa chỉ cơ quan ở chân trang có nhiều nhất {MostContactLines} dòng.");
        }

        if (sheet.Copy is { } copy)
        {
            Copy(copy);
        }

        foreach (var annex in sheet.Annexes.Where(annex => annex.KindName is not null))
        {
            KindOf(annex.KindName);
        }

        return kind;
    }

    private static SheetKind KindOf(string? name) => name is null
        ? SheetKind.Letter
        : SheetKind.Named(name) ?? throw new UnprintableSheetException(
            "sheet.unknown-kind", $"Nghị định 30/2020/NĐ-CP (Điều 7) không có tên loại “{name}”. Hãy chọn một trong 29 loại văn bản hành chính.");

    private static void Signing(SigningBlock signing)
    {
        if (signing.CapacityLines.Count is 0 or > MostCapacityLines)
        {
            throw new UnprintableSheetException("sheet.signing", $"Quyền hạn, chức vụ của người ký có từ 1 đến {MostCapacityLines} dòng.");
        }
    }

    /// <exception cref="UnprintableSheetException">The block of a copy is none the law knows.</exception>
    public static void Copy(CopyBlock copy)
    {
        if (!CopyLabels.Contains(Prose.Upper(Prose.Clean(copy.Label)), StringComparer.Ordinal))
        {
            throw new UnprintableSheetException("sheet.copy-label", $"Hình thức sao “{copy.Label}” không có trong Nghị định 30/2020/NĐ-CP: chỉ có SAO Y, SAO LỤC, TRÍCH SAO.");
        }

        Require(copy.BodyName, "issuer", "Chưa có tên cơ quan sao văn bản.");
        Signing(copy.Signing);
    }

    private static void Require(string text, string part, string message)
    {
        if (Prose.Clean(text).Length == 0)
        {
            throw new UnprintableSheetException("sheet.missing-" + part, message);
        }
    }
}
