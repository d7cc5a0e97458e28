using System.Diagnostics;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>A paper costs the server what a long one costs, whoever writes it: what is more is refused with the reason before memory is taken for it.</summary>
public sealed class HostileSheetTests
{
    // A long paper takes two seconds and a fifth of this; before there were limits these took from half a minute to hours, and 1.4 GB.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const long MostAllocated = 3_000_000_000;

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Of("a line for each of 330,000 letters", "sheet.too-long", string.Concat(Enumerable.Repeat("a\n", 330_000)));
        yield return Of("90,000 rows", "sheet.too-long", "| a | b |\n|---|---|\n" + string.Concat(Enumerable.Repeat("| x | y |\n", 90_000)));
        yield return Of("a cell of 190,000 paragraphs", "sheet.too-long", "| a |\n|---|\n| " + string.Concat(Enumerable.Repeat("x<br>", 190_000)));
        yield return Of("half a million pairs of asterisks", "sheet.too-long", string.Concat(Enumerable.Repeat("*a", 500_000)));
        yield return Of("a title on each line", "sheet.too-many-pages", string.Concat(Enumerable.Repeat("# a\n", BodySize.MostParts - 10)));
        yield return Of("500 columns", "sheet.does-not-fit", string.Concat(Enumerable.Repeat("|a", 500)) + "|\n|" + string.Concat(Enumerable.Repeat("-|", 500)) + "\n");

        static TestCaseData Of(string name, string code, string text) => new TestCaseData(text, code).SetName($"{{m}} ({name})");
    }

    private static IEnumerable<TestCaseData> Printed()
    {
        yield return Of("a million letters without a space", [.. Enumerable.Repeat(new string('x', 99_000), 10)]);
        yield return Of("letters with 999 marks above them", [.. Enumerable.Repeat("a" + new string('\u0301', 999), 900)]);
        yield return Of("a look for each letter", [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("**a** *b* ", 9_900)), 10)]);
        yield return Of("asterisks and nothing else", [.. Enumerable.Repeat(new string('*', 99_000), 10)]);
        yield return Of("lists a thousand deep", [.. Enumerable.Range(0, 1_000).Select(depth => new string(' ', 2 * depth % 900) + "- mục")]);

        static TestCaseData Of(string name, string[] body) => new TestCaseData((object)body).SetName($"{{m}} ({name})");
    }

    [TestCaseSource(nameof(Refused))]
    public void What_is_more_than_a_paper_is_refused_with_its_limit(string text, string code)
    {
        var sheet = SeedSheets.LongLetter with { Body = [text] };

        var refusal = Within(() => Assert.Throws<UnprintableSheetException>(() => DispatchSheetPrinter.Print(sheet)))!;

        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(refusal.Message, Does.Contain("Hãy"));
    }

    [TestCaseSource(nameof(Printed))]
    public void What_is_odd_but_no_more_is_printed_in_the_time_of_a_long_paper(string[] body) =>
        Assert.That(Within(() => DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = body })), Is.Not.Empty);

    [Test]
    public void Addressees_and_recipients_count_as_text() =>
        Assert.That(
            () => DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Addressees = [.. Enumerable.Repeat("Nơi nhận", BodySize.MostParts)] }),
            Throws.TypeOf<UnprintableSheetException>().With.Property("Code").EqualTo("sheet.too-long"));

    private static T Within<T>(Func<T> work)
    {
        var (begun, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var done = work();
        Assert.That(Stopwatch.GetElapsedTime(begun), Is.LessThan(Patience));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated));
        return done;
    }
}
