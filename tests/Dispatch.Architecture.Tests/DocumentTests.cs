using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

/// <summary>The records of decisions are whole, and the glossary's words to avoid are avoided.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Headings = ["Context", "Options that lost", "Decision", "Consequences", "When it does not apply"];

    private static IReadOnlyList<string> Records =>
        [.. Sources.AllFiles().Where(path => RecordPath().IsMatch(path)).Order(StringComparer.Ordinal)];

    [Test]
    public void Records_are_numbered_from_1_without_a_gap() =>
        Assert.That(
            Records.MustBeFound("record").Select(path => int.Parse(RecordPath().Match(path).Groups["number"].Value)),
            Is.EqualTo(Enumerable.Range(1, Records.Count)));

    [Test]
    public void Every_record_has_the_five_headings_in_order() =>
        Assert.That(Records.Where(path => !HeadingsOf(Sources.Read(path)).SequenceEqual(Headings, StringComparer.Ordinal)), Is.Empty);

    [Test]
    public void This_test_would_notice_a_record_without_the_options_that_lost() =>
        Assert.That(HeadingsOf("# 0001. X\n\n## Context\nx\n## Decision\n## Consequences\n## When it does not apply\n"), Is.Not.EqualTo(Headings));

    [Test]
    public void Every_record_is_in_the_list()
    {
        var list = Sources.Read("docs/adr/README.md");

        Assert.That(Records.Where(path => !list.Contains($"]({Path.GetFileName(path)})", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void No_type_has_a_name_that_the_glossary_avoids()
    {
        var avoided = Avoided(Sources.Read("GLOSSARY.md")).ToList();

        Assert.That(avoided, Has.Count.GreaterThan(50));
        Assert.That(Ours.Types.MustBeFound("type").Select(type => type.Name).Intersect(avoided, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void A_word_to_avoid_is_read_from_its_entry() =>
        Assert.That(
            Avoided("**sổ** · `RegisterBook`\nThe book. Avoid: `Ledger`, `Journal`.\n\n**số** · `Number`\nNever `Digit`.\n"),
            Is.EqualTo(new[] { "Ledger", "Journal" }));

    private static IEnumerable<string> HeadingsOf(string text) => Heading().Matches(text).Select(match => match.Groups["title"].Value.TrimEnd());

    private static IEnumerable<string> Avoided(string glossary) =>
        AvoidLine().Matches(glossary).SelectMany(line => Code().Matches(line.Value)).Select(match => match.Groups["word"].Value);

    [GeneratedRegex(@"^docs/adr/(?<number>\d{4})-[a-z0-9-]+\.md$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecordPath();

    [GeneratedRegex(@"^## (?<title>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"Avoid: .*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex AvoidLine();

    [GeneratedRegex(@"`(?<word>\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
