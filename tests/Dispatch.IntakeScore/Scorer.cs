using System.Globalization;
using System.Text.Json.Nodes;

namespace Dispatch.IntakeScore;

/// <summary>
/// Compares registrations with labels made by reading: scalars right, wrong, missed or invented; lists by entry;
/// citations by number and symbol. The field accuracy is over all scalars that label or reader filled, of dispatches only.
/// </summary>
internal sealed class Scorer
{
    private static readonly string[] Scalars = ["kind", "number", "symbol", "issuer", "parent", "place", "date", "subject", "authority", "on_behalf_of", "signer_title", "signer_name", "urgency", "secrecy"];
    private static readonly string[] ListNames = ["addressees", "recipients", "archive"];
    private static readonly string[] CopyFields = ["form", "body", "number", "symbol", "place", "date", "authority", "on_behalf_of", "signer_title", "signer_name"];

    private readonly Tally copies = new();

    public Dictionary<string, Tally> Fields { get; } = Scalars.ToDictionary(f => f, _ => new Tally(), StringComparer.Ordinal);

    public Dictionary<string, ListTally> Lists { get; } = ListNames.Append("references").ToDictionary(f => f, _ => new ListTally(), StringComparer.Ordinal);

    /// <summary>Of the values with a confidence of at least 0.9, 0.5 to 0.9 and below: how many, and how many right.</summary>
    public (int Given, int Right)[] Bands { get; } = new (int, int)[3];

    /// <summary>Field, confidence, right or not, for a calibration.</summary>
    public List<(string Field, double Confidence, bool Right)> Sure { get; } = [];

    public List<string> Differences { get; } = [];

    public int Dispatches { get; private set; }

    public int Taken { get; private set; }

    public int Others { get; private set; }

    public int Refused { get; private set; }

    public int Whole { get; private set; }

    public double FieldAccuracy => Fields.Values.Sum(f => f.Total) is > 0 and var total ? (double)Fields.Values.Sum(f => f.Right) / total : 0;

    public double CopyAccuracy => copies.Total == 0 ? 0 : (double)copies.Right / copies.Total;

    /// <summary>Adds one text; <paramref name="got"/> is null where the reader left none.</summary>
    public void Add(string name, JsonObject gold, JsonObject? got)
    {
        var taken = got?["is_dispatch"]?.GetValue<bool>() == true;
        if (gold["is_dispatch"]?.GetValue<bool>() != true)
        {
            Others++;
            Refused += taken ? 0 : 1;
            if (taken)
            {
                Differences.Add($"{name}: took a page that is no dispatch");
            }

            return;
        }

        Dispatches++;
        Taken += taken ? 1 : 0;
        var right = Scalars.Count(f => AddField(name, f, gold, got)) == Scalars.Length;
        right &= ListNames.Count(f => AddList(name, f, gold, got)) == ListNames.Length;
        AddReferences(name, gold, got);
        foreach (var field in CopyFields)
        {
            copies.Add(Norm(field, Text(gold["copy"]?[field])), Norm(field, Text(got?["copy"]?[field])));
        }

        Whole += right ? 1 : 0;
    }

    private bool AddField(string name, string field, JsonObject gold, JsonObject? got)
    {
        var (expected, read) = (Norm(field, Text(gold[field])), Norm(field, Text(got?[field])));
        Fields[field].Add(expected, read);
        if (read is not null)
        {
            Weigh(field, got, expected == read);
        }

        if (expected != read)
        {
            Differences.Add($"{name} {field}: gold {Text(gold[field]) ?? "-"} | got {Text(got?[field]) ?? "-"} @{got?["confidence"]?[field]}");
        }

        return expected == read;
    }

    private bool AddList(string name, string field, JsonObject gold, JsonObject? got)
    {
        var (expected, read) = (Entries(gold[field]), Entries(got?[field]));
        var rest = read.ToList();
        var hit = expected.Count(rest.Remove);
        Lists[field].Add(hit, expected.Count, read.Count);
        var right = hit == expected.Count && hit == read.Count;
        if (read.Count > 0)
        {
            Weigh(field, got, right);
        }

        if (!right)
        {
            Differences.Add($"{name} {field}: {hit} of {expected.Count}, printed {read.Count}: {string.Join(" ¦ ", read.Except(expected, StringComparer.Ordinal))} <> {string.Join(" ¦ ", expected.Except(read, StringComparer.Ordinal))} @{got?["confidence"]?[field]}");
        }

        return right;
    }

    private void AddReferences(string name, JsonObject gold, JsonObject? got)
    {
        static HashSet<string> Keys(JsonNode? list) => [.. (list as JsonArray ?? []).Select(r => Folded.Number(Text(r?["number"])) + "/" + Folded.Of(Text(r?["symbol"])))];
        var (expected, read) = (Keys(gold["references"]), Keys(got?["references"]));
        Lists["references"].Add(expected.Count(read.Contains), expected.Count, read.Count);
        foreach (var key in expected.Except(read, StringComparer.Ordinal).Select(k => "missed " + k).Concat(read.Except(expected, StringComparer.Ordinal).Select(k => "invented " + k)))
        {
            Differences.Add($"{name} references: {key}");
        }
    }

    private void Weigh(string field, JsonObject? got, bool right)
    {
        var confidence = got?["confidence"]?[field]?.GetValue<double>() ?? 1;
        var band = confidence >= 0.9 ? 0 : confidence >= 0.5 ? 1 : 2;
        Bands[band] = (Bands[band].Given + 1, Bands[band].Right + (right ? 1 : 0));
        Sure.Add((field, confidence, right));
    }

    private static string? Norm(string field, string? value) => field switch
    {
        "number" => Folded.Number(value),
        "authority" => Folded.Authority(value),
        _ => Folded.Of(value),
    };

    private static List<string?> Entries(JsonNode? list) => [.. (list as JsonArray ?? []).Select(x => Folded.Of(Text(x)))];

    private static string? Text(JsonNode? node) => node?.ToString();

    /// <summary>The table, in the words and places of other scorers of the same labels.</summary>
    public IEnumerable<string> Report()
    {
        yield return Line($"{"field",-14}{"right",6}{"wrong",6}{"missed",7}{"invented",9}{"acc",7}");
        foreach (var (field, tally) in Fields.Where(f => f.Value.Total > 0))
        {
            yield return Line($"{field,-14}{tally.Right,6}{tally.Wrong,6}{tally.Missed,7}{tally.Invented,9}{Percent((double)tally.Right / tally.Total),7}");
        }

        foreach (var (field, tally) in Lists)
        {
            yield return Line($"{field,-14} {tally.Hit} of {tally.Gold}, printed {tally.Got}: precision {Percent(tally.Precision)} recall {Percent(tally.Recall)} F1 {Percent(tally.F1)}");
        }

        if (copies.Total > 0)
        {
            yield return Line($"copy fields    {copies.Right} of {copies.Total} = {Percent(CopyAccuracy)}");
        }

        yield return Line($"dispatches taken {Taken} of {Dispatches}; others refused {Refused} of {Others}; whole registrations right {Whole} of {Dispatches}");
        yield return Line($"confidence: >= 0.9 {Share(Bands[0])}; 0.5 to 0.9 {Share(Bands[1])}; below {Share(Bands[2])}");
        yield return Line($"field accuracy {Percent(FieldAccuracy)}");
    }

    private static string Share((int Given, int Right) band) => Line($"{band.Right} of {band.Given} right ({(band.Given == 0 ? "-" : Percent((double)band.Right / band.Given))})");

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
