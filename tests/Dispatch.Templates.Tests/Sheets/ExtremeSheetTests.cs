using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Bodies;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>Papers nobody wants and somebody will send.</summary>
public sealed class ExtremeSheetTests
{
    [Test]
    public void An_empty_text_still_makes_a_whole_paper()
    {
        var text = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [], Recipients = [], Addressees = [] }));

        Assert.That(text, Does.Contain("Số: 1349/BNG-CNV").And.Contain("Nguyễn Minh Hằng").And.Not.Contain("Nơi nhận").And.Not.Contain("Kính gửi"));
    }

    [Test]
    public void A_paragraph_of_five_thousand_words_loses_none()
    {
        var words = Enumerable.Range(1, 5000).Select(number => $"chữ{number}").ToList();

        var text = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [string.Join(' ', words)] }));

        Assert.That(text.Split((char[]?)null).Where(word => word.StartsWith("chữ", StringComparison.Ordinal)), Is.EqualTo(words));
    }

    [Test]
    public void A_word_over_several_columns_is_not_torn_because_they_are_narrow()
    {
        var long1 = string.Join(' ', Enumerable.Repeat("triển khai nhiệm vụ trọng tâm", 6));
        string[] table = [$"| Nội dung | NGHIỆPVỤCHUYÊNMÔN || Ghi chú |\n|---|---|---|---|\n| {long1} | 1 | 2 | {long1} |"];

        Assert.That(PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = table })), Does.Contain("NGHIỆPVỤCHUYÊNMÔN"));
    }

    [Test]
    public void Three_hundred_recipients_go_on_over_the_pages_beside_an_untorn_signature()
    {
        var names = Enumerable.Range(1, 300).Select(number => $"Cơ-quan-{number}").ToList();

        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Recipients = names }));
        var found = words.Where(word => word.Text.StartsWith("Cơ-quan-", StringComparison.Ordinal)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(found.Select(word => word.Text.TrimEnd(';', '.')), Is.EqualTo(names));
            Assert.That(found.Max(word => word.Bottom), Is.LessThanOrEqualTo(277.1));
            Assert.That(words.First(word => word.Text == "KT.").Page, Is.EqualTo(words.Last(word => word.Text == "Hằng").Page));
            Assert.That(words.First(word => word.Text == "KT.").Top, Is.EqualTo(words.First(word => word.Text == "nhận:").Top).Within(1));
        });
    }

    [Test]
    public void Three_hundred_addressees_go_on_over_the_pages()
    {
        var names = Enumerable.Range(1, 300).Select(number => $"Nơi-{number}").ToList();

        var words = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Addressees = names })).Split((char[]?)null);

        Assert.That(words.Where(word => word.StartsWith("Nơi-", StringComparison.Ordinal)).Select(word => word.TrimEnd(';', '.')), Is.EqualTo(names));
    }

    [Test]
    public void A_copy_longer_than_a_page_begins_under_the_text_and_goes_on()
    {
        var copy = SeedSheets.CopiedLetter.Copy! with { Recipients = [.. Enumerable.Range(1, 200).Select(number => $"Nơi-{number}")] };

        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Body = ["Một dòng./."], Copy = copy }));

        Assert.Multiple(() =>
        {
            Assert.That(words.Count(word => word.Text.StartsWith("Nơi-", StringComparison.Ordinal)), Is.EqualTo(200));
            Assert.That(words.First(word => word.Text == "SAO").Page, Is.EqualTo(1));
        });
    }

    [Test]
    public void A_subject_of_five_thousand_words_and_a_text_of_asterisks_are_printed_too()
    {
        var subject = string.Join(' ', Enumerable.Range(1, 5000).Select(number => $"mục{number}"));
        var stars = string.Concat(Enumerable.Repeat("*a ", 20_000));

        var text = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Subject = subject, Body = [stars] }));

        Assert.Multiple(() =>
        {
            Assert.That(text.Split((char[]?)null).Count(word => word.StartsWith("mục", StringComparison.Ordinal)), Is.EqualTo(5000));
            Assert.That(text.Count(letter => letter == '*'), Is.EqualTo(20_000));
        });
    }

    [Test]
    public void One_word_as_long_as_a_page_is_printed_to_its_last_letter()
    {
        var word = string.Concat(Enumerable.Range(0, 800).Select(number => (char)('a' + (number % 26))));

        var text = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [word] }));

        Assert.That(text.Replace("\n", ""), Does.Contain(word));
    }

    [Test]
    public void A_hundred_pages_are_numbered_to_the_last()
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [.. Enumerable.Repeat(SeedSheets.LongLetter.Body, 60).SelectMany(body => body)] }));
        var numbers = words.Where(word => word.Bottom < 20).Select(word => word.Text).ToList();

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(2, words[^1].Page - 1).Select(number => $"{number}")));
        Assert.That(numbers, Has.Count.GreaterThan(60));
    }

    [Test]
    public void Texts_of_every_part_stay_inside_the_margins([Range(1, 150)] int seed)
    {
        var body = Enumerable.Range(0, 6).SelectMany(more => MarkdownBody.Write(RandomBody.Of((1000 * seed) + more))).ToList();
        var sheet = SeedSheets.LongLetter with { Body = body, IsLandscape = seed % 3 == 0, Size = (SheetSize)(seed % 2), Annexes = [new AnnexSheet { Body = body }] };

        foreach (var page in Notebook.PagesOf(new DispatchLayout(sheet).Sections).Select((page, number) => (page.Texts, Setup: sheet.IsLandscape ? Paper.Landscape : Paper.Portrait)))
        {
            foreach (var (x, baseline, text, style, stretch) in page.Texts)
            {
                var end = x + style.WidthOf(text.TrimEnd(' ')) + (stretch * text.TrimEnd(' ').Count(letter => letter == ' '));
                var width = sheet.IsLandscape ? Math.Max(page.Setup.Width, Paper.Landscape.Width) : Paper.Portrait.Width;
                Assert.That(x, Is.GreaterThanOrEqualTo(page.Setup.Left - 0.01), text);
                Assert.That(end, Is.LessThanOrEqualTo(width - page.Setup.Right + 0.01), text);
                Assert.That(baseline, Is.LessThanOrEqualTo(Paper.Portrait.Height - page.Setup.Bottom), text);
            }
        }
    }
}
