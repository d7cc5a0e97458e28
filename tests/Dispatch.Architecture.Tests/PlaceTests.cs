using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

/// <summary>The project builds and runs anywhere: it names no place of the machine it was written on.</summary>
public sealed partial class PlaceTests
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".sh", ".txt", ".razor", ".http", ".yml", ".js", ".css", ".editorconfig", "run"];

    [Test]
    public void No_file_names_a_place_of_one_machine()
    {
        var files = Sources.AllFiles().Where(IsText).ToList();

        Assert.That(files, Has.Some.EqualTo("test.sh").And.Some.EqualTo(".ci/run").And.Some.EndsWith("PlaceTests.cs"));
        Assert.That(files.Where(path => Place().IsMatch(Sources.Read(path))), Is.Empty);
    }

    [TestCase("/", "root/.nuget", true)]
    [TestCase("\"/", "home/anna/dispatch\"", true)]
    [TestCase("see /", "work/notes.md", true)]
    [TestCase("C:", "\\Users\\anna", true)]
    [TestCase("$work/", "results", false)]
    [TestCase("workflows/", "issue-dispatch.json", false)]
    [TestCase("https://host/", "home/page", false)]
    public void A_place_of_one_machine_is_known(string before, string after, bool expected) =>
        Assert.That(Place().IsMatch(before + after), Is.EqualTo(expected));

    private static bool IsText(string path) => Array.Exists(TextFiles, ending => path.EndsWith(ending, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w.\-/])/(work|root|home/\w+|Users)\b(?=[/""'\s]|$)|[A-Z]:\\Users\\|bash" + "_jobs", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
