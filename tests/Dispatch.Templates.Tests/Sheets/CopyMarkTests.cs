using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Signatures.Signing;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>Cell 14: the signature of the body that copies, on a file with a place for it and on one without.</summary>
public sealed class CopyMarkTests
{
    private const string Words = "Sao y; Ủy ban nhân dân tỉnh Điện Biên; 24/12/2024; 14:05:09\u00A0+07:00";

    private static readonly DateTimeOffset Time = new(2024, 12, 24, 14, 5, 9, TimeSpan.FromHours(7));

    [Test]
    public void It_says_the_form_the_body_and_the_time_with_its_zone() => Assert.That(CopyMark.Words("Sao y", "Ủy ban nhân dân tỉnh Điện Biên", Time), Is.EqualTo(Words));

    [Test]
    public async Task A_sheet_made_for_it_bears_its_field_and_no_other()
    {
        var sheet = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { HasCopyMark = true });

        var (request, signed) = await SignedAsync(sheet);

        Assert.That((request.Field, request.Place), Is.EqualTo((SheetFields.CopyMark, (NewField?)null)));
        Assert.That(SignedPaper.Verify(signed).Signatures.Select(signature => signature.Field), Is.EqualTo(new[] { SheetFields.CopyMark }));
    }

    [Test]
    public async Task A_file_without_a_place_gets_one_at_the_upper_right_corner_and_a_second_copier_another()
    {
        var (first, once) = await SignedAsync(SignedPaper.A4);
        var (second, twice) = await SignedAsync(once);

        Assert.That((first.Place!.Name, first.Place.Page, second.Place!.Name), Is.EqualTo((SheetFields.CopyMark, 1, SheetFields.CopyMark + "2")));
        Assert.That(first.Place.Left + first.Place.Width, Is.EqualTo(200).Within(0.5), "10 mm from the edge of an A4");
        Assert.That((second.Place.Left, second.Place.Left + second.Place.Width), Is.EqualTo((38.0, 113.0)).Within(0.5), "left of the first, also where that stands at the margin of a sheet of ours");
        Assert.That(SignedPaper.Verify(twice).Signatures, Has.Count.EqualTo(2));
        Assert.That(PdfTool.Text(once).ReplaceLineEndings(" "), Does.Contain("Sao y; Ủy ban nhân dân tỉnh Điện Biên").And.Contain("14:05:09 +07:00"));
    }

    private static async Task<(SignatureRequest Request, byte[] Signed)> SignedAsync(byte[] file)
    {
        using var stream = new MemoryStream(file);
        var request = CopyMark.On(stream, Words, Time);
        return (request, await SignedPaper.Basic.SignAsync(file, request, DemoAuthority.QuietKeys["p256"], SignatureLevel.Basic, CancellationToken.None));
    }
}
