using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>The places of a sheet to be signed (Phụ lục I mục II.7, II.8 and Phần II mục I.3).</summary>
public sealed class SignatureFieldTests
{
    [Test]
    public void The_seal_lies_over_no_word_of_the_list_of_recipients()
    {
        var letter = SeedSheets.LongLetter with { IsToBeSigned = true, Body = ["Bộ Ngoại giao xin thông báo."] };
        var pdf = DispatchSheetPrinter.Print(letter);

        var seal = Regex.Match(Encoding.Latin1.GetString(pdf), @"/T <FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(SheetFields.Seal)) + @">.*?/Rect \[(?<left>[\d.]+) ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        var left = double.Parse(seal.Groups["left"].Value, CultureInfo.InvariantCulture) * 25.4 / 72;
        var list = PlacedWord.Of(pdf).SkipWhile(word => word.Text != "nhận:").Where(word => word.Left < 100).ToList();

        Assert.That(list, Has.Count.GreaterThan(30));
        Assert.That(list.Max(word => word.Right), Is.LessThan(left));
    }

    private const double MillimetresPerPoint = 25.4 / 72;

    private static readonly DispatchSheet ToBeSigned = SeedSheets.LongLetter with { IsToBeSigned = true };

    [Test]
    public void A_sheet_to_be_signed_has_five_fields_and_says_neither_number_nor_date()
    {
        var pdf = DispatchSheetPrinter.Print(ToBeSigned);
        var fields = PdfObjects.Of(pdf).Values.Where(value => value.ValueKind == System.Text.Json.JsonValueKind.Object && value.TryGetProperty("/FT", out _)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                fields.Select(field => field.GetProperty("/T").GetString()!["u:".Length..]),
                Is.EquivalentTo(new[] { SheetFields.Number, SheetFields.Date, SheetFields.Signature, SheetFields.Seal, SheetFields.CopyMark }));
            Assert.That(fields.Count(field => field.GetProperty("/FT").GetString() == "/Sig"), Is.EqualTo(3));
            Assert.That(PdfTool.Text(pdf), Does.Not.Contain("1349/").And.Not.Contain("ngày 15 tháng 3").And.Contain("/BNG-CNV").And.Contain("Hà Nội,"));
            Assert.That(PdfTool.Run("qpdf", pdf, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
        });
    }

    [Test]
    public void Number_and_date_are_left_empty_even_when_they_are_known() =>
        Assert.That(DispatchSheetPrinter.Print(ToBeSigned), Is.EqualTo(DispatchSheetPrinter.Print(ToBeSigned with { Number = null, Date = null })));

    [Test]
    public void A_sheet_not_to_be_signed_has_no_fields() =>
        Assert.That(Notebook.PagesOf(new DispatchLayout(SeedSheets.LongLetter).Sections).SelectMany(page => page.Fields), Is.Empty);

    [Test]
    public void The_leader_signs_between_capacity_and_name_and_the_seal_covers_the_left_third()
    {
        var page = Notebook.PagesOf(new DispatchLayout(ToBeSigned).Sections)[1];
        var leader = page.Fields.Single(field => field.Field.Name == SheetFields.Signature).Area;
        var seal = page.Fields.Single(field => field.Field.Name == SheetFields.Seal).Area;
        var title = page.Texts.Single(text => text.Text == "THỨ TRƯỞNG");
        var name = page.Texts.Single(text => text.Text == "Nguyễn Minh Hằng");

        Assert.Multiple(() =>
        {
            Assert.That(leader.Y, Is.GreaterThan(title.Baseline));
            Assert.That(leader.Y + leader.Height, Is.LessThan(name.Baseline - (0.7 * name.Style.Size)));
            Assert.That(leader.X + (leader.Width / 2), Is.EqualTo(name.X + (name.Style.WidthOf(name.Text) / 2)).Within(0.5));
            Assert.That((seal.X + seal.Width - leader.X) / leader.Width, Is.EqualTo(1.0 / 3).Within(0.001));
            Assert.That((seal.Width * MillimetresPerPoint, seal.Height * MillimetresPerPoint), Is.EqualTo((36.0, 36.0)).Within(0.01));
        });
    }

    [Test]
    public void A_copying_body_signs_at_the_upper_right_corner_of_the_first_page()
    {
        var area = Notebook.PagesOf(new DispatchLayout(ToBeSigned).Sections)[0].Fields.Single(field => field.Field.Name == SheetFields.CopyMark).Area;

        Assert.Multiple(() =>
        {
            Assert.That((area.X + area.Width) * MillimetresPerPoint, Is.EqualTo(195).Within(0.01));
            Assert.That((area.Y + area.Height) * MillimetresPerPoint, Is.LessThan(20));
        });
    }

    [Test]
    public void The_number_will_stand_close_to_its_symbol_and_the_date_where_it_would_be_printed()
    {
        var page = Notebook.PagesOf(new DispatchLayout(ToBeSigned).Sections)[0];
        var number = page.Fields.Single(field => field.Field.Name == SheetFields.Number);
        var date = page.Fields.Single(field => field.Field.Name == SheetFields.Date);
        var symbol = page.Texts.Single(text => text.Text == "/BNG-CNV");
        var place = page.Texts.Single(text => text.Text.StartsWith("Hà Nội,", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(((TextField)number.Field).Alignment, Is.EqualTo(Alignment.Right));
            Assert.That(number.Area.X + number.Area.Width, Is.EqualTo(symbol.X).Within(0.01));
            Assert.That(number.Area.Width, Is.GreaterThan(new TextStyle(13).WidthOf("99999")));
            Assert.That(date.Area.X, Is.EqualTo(place.X + place.Style.WidthOf(place.Text)).Within(4));
            Assert.That(date.Area.Width, Is.GreaterThan(((TextField)date.Field).Style.WidthOf("ngày 30 tháng 12 năm 2024")));
            Assert.That(place.Baseline, Is.EqualTo(symbol.Baseline).Within(0.01));
        });
    }

    [Test]
    public void A_symbol_too_long_for_the_line_stands_on_the_next()
    {
        var page = Notebook.PagesOf(new DispatchLayout(ToBeSigned with { Symbol = "QĐ-BNNMT-QLCLCBPTTT-KHTC-TTHTQT" }).Sections)[0];

        Assert.That(page.Texts.Single(text => text.Text.StartsWith("/QĐ-", StringComparison.Ordinal)).Baseline, Is.GreaterThan(page.Texts.Single(text => text.Text.StartsWith("Số:", StringComparison.Ordinal)).Baseline + 10));
    }
}
