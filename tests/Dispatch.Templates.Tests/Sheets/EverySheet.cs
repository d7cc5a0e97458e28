using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Images;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Signatures.Signing;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>One of every paper we print, made once, for the judges who look at all of them.</summary>
internal static class EverySheet
{
    private static readonly Dictionary<string, Lazy<byte[]>> Made = Makers().ToDictionary(
        maker => maker.Name, maker => new Lazy<byte[]>(maker.Make), StringComparer.Ordinal);

    // A6 at the 300 dots per inch of the maker, in two colours.
    private static byte[] Scanned => new PngMaker(1260, 1760, 1, 3) { Palette = [250, 250, 240, 20, 30, 120] }.Make();

    public static IEnumerable<string> Names => Made.Keys;

    /// <summary>Those with a text to tag: all but scans.</summary>
    public static IEnumerable<string> TaggedNames => Names.Where(name => name != "scan");

    public static byte[] Named(string name) => Made[name].Value;

    private static IEnumerable<(string Name, Func<byte[]> Make)> Makers()
    {
        yield return ("letter", () => DispatchSheetPrinter.Print(SeedSheets.LongLetter));
        yield return ("letter and copy", () => DispatchSheetPrinter.Print(SeedSheets.CopiedLetter));
        yield return ("letter to be signed", () => DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Number = null, Date = null, IsToBeSigned = true }));
        yield return ("book", () => RegisterBookPrinter.Print(RegisterBookTests.Book(60)));
        yield return ("slip", () => SlipPrinter.Print(SlipSheet.Handling("UBND tỉnh Điện Biên", "Điện Biên", "Công văn 6983/BNG-CNV", ["Giao Sở Ngoại vụ."], ["Chuyển phòng."], [])));
        yield return ("receipt", () => SlipPrinter.Print(SlipSheet.Receipt("Bộ Ngoại giao", "Hà Nội", "Công văn 6983/BNG-CNV", [new SlipPart("Nơi nhận", ["Điện Biên"])])));
        yield return ("scan", () => ScanCopyPrinter.Print(new ScanCopySheet { Title = "Sao y 1349/BNG-CNV", Pages = [new ScanPage(Scanned, "Trang một"), new ScanPage(Scanned)] }));
        yield return ("copy of a signed letter", () => FileCopyPrinter.Print(SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.Seal).GetAwaiter().GetResult(), SeedSheets.CopiedLetter.Copy!));
        yield return ("copy of a copy", () => FileCopyPrinter.Print(Named("letter and copy"), SeedSheets.CopiedLetter.Copy! with { Label = "SAO LỤC" }));
        foreach (var kind in SheetKind.All)
        {
            yield return (kind.Name, () => DispatchSheetPrinter.Print(KindTests.Sheet(kind)));
        }
    }
}
