using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>How the end of a paper stands at the end of a page: the text fills its page, and a signature is never without text above it.</summary>
public sealed class EndingBlockTests
{
    private const int FewestOverPage = 4;
    private const double FirstThird = 20 + (257 / 3.0);

    private static readonly DispatchSheet Letter = SeedSheets.CopiedLetter with
    {
        Copy = null,
        Body = [.. SeedSheets.CopiedLetter.Body.Take(4), "Xin trân trọng cảm ơn./."],
    };

    [Test]
    public void A_long_list_begins_beside_the_signature_under_the_text_and_goes_on_over_the_page([Values(22, 40, 120, 300)] int recipients)
    {
        var words = Printed(Letter, recipients);
        var names = words.Where(word => word.Text.StartsWith("Nơi-", StringComparison.Ordinal)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(words.First(word => word.Text == "KT.").Page, Is.EqualTo(1));
            Assert.That(words.Last(word => word.Text == "Vũ").Page, Is.EqualTo(1));
            Assert.That(names, Has.Count.EqualTo(recipients));
            Assert.That(names.Count(name => name.Page == 1), Is.GreaterThanOrEqualTo(FewestOverPage));
            Assert.That(names.Count(name => name.Page == names[^1].Page), Is.GreaterThanOrEqualTo(FewestOverPage));
        });
    }

    [Test]
    public void A_list_that_would_leave_a_line_or_two_for_the_next_page_takes_four([Range(20, 50)] int recipients)
    {
        var names = Printed(Letter, recipients).Where(word => word.Text.StartsWith("Nơi-", StringComparison.Ordinal)).ToList();

        Assert.That(names.Count(name => name.Page == names[^1].Page), Is.GreaterThanOrEqualTo(FewestOverPage));
    }

    [Test]
    public void A_short_list_stays_whole_beside_the_signature([Range(2, 14)] int recipients)
    {
        var words = Printed(Letter, recipients);
        var names = words.Where(word => word.Text.StartsWith("Nơi-", StringComparison.Ordinal)).ToList();

        Assert.That(names.Select(name => name.Page).Append(words.First(word => word.Text == "KT.").Page).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_page_of_the_signature_has_two_lines_of_text_at_least([Range(2, 60)] int lines)
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [.. Enumerable.Repeat("Một dòng của văn bản.", lines)] }));
        var signer = words.First(word => word.Text == "KT.");

        Assert.That(words.Count(word => word.Text == "dòng" && word.Page == signer.Page && word.Bottom < signer.Top), Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void A_page_before_the_signature_is_filled_to_its_last_third([Range(1, 40)] int recipients)
    {
        var words = Printed(Letter with { Body = [.. SeedSheets.CopiedLetter.Body, .. SeedSheets.CopiedLetter.Body.Take(1)] }, recipients);
        var pages = words.GroupBy(word => word.Page).OrderBy(page => page.Key).ToList();

        Assert.That(pages.SkipLast(1).Select(page => page.Max(word => word.Bottom)), Is.All.GreaterThan(297 - FirstThird));
    }

    private static List<PlacedWord> Printed(DispatchSheet sheet, int recipients) =>
        PlacedWord.Of(DispatchSheetPrinter.Print(sheet with { Recipients = [.. Enumerable.Range(1, recipients).Select(number => $"Nơi-{number}")] }));
}
