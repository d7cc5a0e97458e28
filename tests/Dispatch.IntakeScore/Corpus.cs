using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Intake;

namespace Dispatch.IntakeScore;

/// <summary>A text and its label.</summary>
internal sealed record Labelled(string Name, string Text, JsonObject Gold)
{
    public bool IsDispatch => Gold["is_dispatch"]?.GetValue<bool>() == true;
}

/// <summary>The labelled texts of a folder: NAME.txt beside NAME.json.</summary>
internal static class Corpus
{
    /// <summary>The day of reading, later than every text, so that the same texts score the same on any day.</summary>
    private static readonly DateOnly Today = new(2026, 12, 31);

    public static IEnumerable<Labelled> In(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
        let text = Path.ChangeExtension(file, ".txt")
        where File.Exists(text)
        let gold = JsonNode.Parse(File.ReadAllText(file)) as JsonObject
        where gold?["is_dispatch"] is not null
        select new Labelled(Path.GetFileNameWithoutExtension(file), File.ReadAllText(text), gold);

    public static JsonObject Read(string text) => JsonSerializer.SerializeToNode(IntakeReader.Read(text, Today), IntakeJson.Options)!.AsObject();

    public static Scorer Score(IEnumerable<Labelled> texts)
    {
        var scorer = new Scorer();
        foreach (var text in texts)
        {
            scorer.Add(text.Name, text.Gold, Read(text.Text));
        }

        return scorer;
    }
}
