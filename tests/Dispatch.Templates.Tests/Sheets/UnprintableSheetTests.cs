using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>What cannot be printed is refused by name, before a byte is written.</summary>
public sealed class UnprintableSheetTests
{
    private static readonly DispatchSheet Good = SeedSheets.LongLetter;

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("sheet.unknown-kind", "thông tư", Good with { KindName = "thông tư" });
        yield return Case("sheet.missing-subject", "trích yếu", Good with { Subject = " " });
        yield return Case("sheet.missing-subject", "trích yếu", Good with { KindName = "Thông báo", Subject = "" });
        yield return Case("sheet.missing-symbol", "ký hiệu", Good with { Symbol = "" });
        yield return Case("sheet.missing-issuer", "cơ quan ban hành", Good with { IssuerName = "" });
        yield return Case("sheet.signing", "1 đến 5 dòng", Good with { Signing = new SigningBlock([], "A") });
        yield return Case("sheet.contact", "4 dòng", Good with { Contact = ["a", "b", "c", "d", "e"] });
        yield return Case("sheet.style", "Lề trái là 25 mm; Nghị định 30/2020/NĐ-CP (Phụ lục I) cho từ 30 đến 35 mm", Good with { Style = new SheetStyle { MarginLeft = 25 } });
        yield return Case("sheet.style", "Lề trên là 25,5 mm", Good with { Style = new SheetStyle { MarginTop = 25.5 } });
        yield return Case("sheet.style", "Lề dưới", Good with { Style = new SheetStyle { MarginBottom = double.NaN } });
        yield return Case("sheet.style", "15 đến 20 mm", Good with { Style = new SheetStyle { MarginRight = 14 } });
        yield return Case("sheet.style", "1 đến 1,5 dòng", Good with { Style = new SheetStyle { LineSpacing = 2 } });
        yield return Case("sheet.style", "6 đến 18 pt", Good with { Style = new SheetStyle { ParagraphSpacing = 3 } });
        yield return Case("sheet.style", "10 hoặc 12,7 mm", Good with { Style = new SheetStyle { FirstLineIndent = 11 } });
        yield return Case("sheet.copy-label", "BẢN SAO", SeedSheets.CopiedLetter with { Copy = SeedSheets.CopiedLetter.Copy! with { Label = "Bản sao" } });
        yield return Case("sheet.verification", "64 chữ số", WithMark(new VerificationMark("https://a.vn/t", "12")));
        yield return Case("sheet.verification", "http", WithMark(new VerificationMark("javascript:alert(1)", new string('0', 64))));
        yield return Case("sheet.unknown-kind", "Thông tư", Good with { Annexes = [new AnnexSheet { KindName = "Thông tư", Body = [] }] });
        yield return Case("sheet.missing-place", "địa danh", Good with { Place = " " });
        yield return Case("sheet.does-not-fit", "bảng có 24 cột: cần", Good with { Body = ["|" + Cells(24, "Chỉ tiêu"), "|" + Cells(24, "---"), "|" + Cells(24, "1.234.567")], IsLandscape = true });
        yield return Case("sheet.does-not-fit", "bảng có 90 cột", Good with { Body = ["|" + Cells(90, "a"), "|" + Cells(90, "---"), "|" + Cells(90, "b")] });
    }

    [TestCaseSource(nameof(Wrong))]
    public void It_says_what_is_wrong_and_what_the_law_allows(string code, string said, DispatchSheet sheet) =>
        Assert.That(() => DispatchSheetPrinter.Print(sheet), Throws.InstanceOf<UnprintableSheetException>().With.Property("Code").EqualTo(code).And.Message.Contains(said).IgnoreCase);

    [Test]
    public void Everything_inside_the_ranges_is_printed([Values(20, 25)] double vertical, [Values(30, 35)] double left, [Values(15, 20)] double right, [Values] SheetSize size)
    {
        var style = new SheetStyle { MarginTop = vertical, MarginBottom = vertical, MarginLeft = left, MarginRight = right, LineSpacing = 1.5, ParagraphSpacing = 12, FirstLineIndent = 10 };

        var words = PlacedWord.Of(DispatchSheetPrinter.Print(Good with { Style = style, Size = size }));

        foreach (var word in words.Where(word => word.Top > vertical - 0.2))
        {
            Assert.That(word.Left, Is.GreaterThanOrEqualTo(left - 0.05), word.Text);
            Assert.That(word.Right, Is.LessThanOrEqualTo(210 - right + 0.05), word.Text);
            Assert.That(word.Bottom, Is.LessThanOrEqualTo(297 - vertical + 0.1), word.Text);
        }

        Assert.That(words.First(word => word.Text == "Thực").Left, Is.EqualTo(left + 10).Within(0.1));
    }

    private static string Cells(int count, string cell) => string.Concat(Enumerable.Repeat($"{cell}|", count));

    private static DispatchSheet WithMark(VerificationMark mark) => SeedSheets.CopiedLetter with { Copy = SeedSheets.CopiedLetter.Copy! with { Verification = mark } };

    private static TestCaseData Case(string code, string said, DispatchSheet sheet) => new TestCaseData(code, said, sheet).SetArgDisplayNames(code, said);
}
