using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>No pattern may take longer than its text is long, whoever wrote the text: it is made at build time, and it runs without going back or against a clock.</summary>
public sealed class PatternTests
{
    private static readonly string[] Bounded = ["Linear.Time", "NonBacktracking", "matchTimeoutMilliseconds"];

    [Test]
    public void Every_pattern_is_made_at_build_time_and_bounded()
    {
        Patterns(Sources.Src).ToList().MustBeFound("pattern");

        Assert.That(Sources.Src.SelectMany(Faults), Is.Empty);
    }

    [TestCase("class A { [GeneratedRegex(\"(a+)+$\")] partial Regex B(); }")]
    [TestCase("class A { [GeneratedRegex(\"(a+)+$\", RegexOptions.None)] partial Regex B(); }")]
    [TestCase("class A { Regex B() => new Regex(\"a\"); }")]
    [TestCase("class A { bool B(string c) => Regex.IsMatch(c, \"a\"); }")]
    public void This_test_would_notice_a_pattern_without_bounds(string code) => Assert.That(Faults(new SourceFile("src/A.cs", code)), Is.Not.Empty);

    private static IEnumerable<AttributeSyntax> Patterns(IEnumerable<SourceFile> files) =>
        files.SelectMany(f => f.Root.DescendantNodes().OfType<AttributeSyntax>()).Where(a => a.Name.ToString() == "GeneratedRegex");

    private static IEnumerable<string> Faults(SourceFile file)
    {
        foreach (var pattern in Patterns([file]).Where(p => !Array.Exists(Bounded, b => p.ArgumentList!.ToString().Contains(b, StringComparison.Ordinal)) && p.ArgumentList!.Arguments.Count < 3))
        {
            yield return $"{file.At(pattern)}: a pattern without bounds";
        }

        foreach (var made in file.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Where(o => o.Type.ToString() == "Regex"))
        {
            yield return $"{file.At(made)}: a pattern made at run time";
        }

        foreach (var call in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(m => m.Expression.ToString() == "Regex" && m.Name.ToString() is ("IsMatch" or "Match" or "Matches" or "Replace" or "Split")))
        {
            yield return $"{file.At(call)}: a pattern made at run time";
        }
    }
}
