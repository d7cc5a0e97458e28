using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>
/// Papers of every kind of house, invented here and labelled before they were read first: parties, councils, courts, schools, companies, joint issuers,
/// drafts, papers of before 1976, and what is no dispatch. <c>Dispatch.IntakeScore</c> takes the same folder.
/// </summary>
public sealed class IntakePaperTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Intake", "Papers");

    public static IEnumerable<string> Texts => System.IO.Directory.EnumerateFiles(Folder, "*.txt").Select(File.ReadAllText);

    private static IEnumerable<string> Names => System.IO.Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void A_paper_is_read_as_a_person_reads_it(string name)
    {
        var label = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();
        var read = JsonSerializer.SerializeToNode(IntakeReader.Read(File.ReadAllText(Path.Combine(Folder, name + ".txt")), Today), IntakeJson.Options)!.AsObject();

        Assert.That(Shown(read, label), Is.EqualTo(Shown(label, label)));
    }

    /// <summary>The fields that the label has, a line each.</summary>
    private static string Shown(JsonObject paper, JsonObject label) => string.Join('\n', label.Select(field => $"{field.Key}: {Shown(field.Key, paper[field.Key], field.Value)}"));

    private static string? Shown(string field, JsonNode? value, JsonNode? label) => (field, value, label) switch
    {
        ("references", JsonArray cited, _) => string.Join("; ", cited.Select(one => $"{one!["number"]}/{one["symbol"]}")),
        (_, JsonArray list, _) => string.Join("; ", list),
        (_, JsonObject block, JsonObject expected) => "\n" + Shown(block, expected),
        _ => value?.ToString(),
    };
}
