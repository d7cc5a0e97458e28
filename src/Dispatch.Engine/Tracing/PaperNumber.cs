using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Tracing;

/// <summary>Số, ký hiệu in the one form by which papers are found, however they were written: "06983 / BNG-CNV" and "6983/BNG-CNV" are the same, "34-NQ/TW" and "34/NQ-TW" too.</summary>
internal static partial class PaperNumber
{
    /// <summary>Longer texts name no paper.</summary>
    public const int Longest = 100;

    private const int MostAsked = 400;

    /// <summary>The key, such as <c>6983/BNG/CNV</c>; empty when the text begins with no number.</summary>
    public static string Key(string? text)
    {
        if (text is null)
        {
            return string.Empty;
        }

        var plain = NameFolding.WithoutMarks(text).ToUpperInvariant();
        var parts = plain.Split(plain.Where(letter => !char.IsLetterOrDigit(letter)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries).ToList();
        // "Số: 6983/BNG-CNV", as it stands on the paper.
        if (parts is ["SO", ..])
        {
            parts.RemoveAt(0);
        }

        if (parts.Count == 0 || !char.IsAsciiDigit(parts[0][0]))
        {
            return string.Empty;
        }

        var key = new StringBuilder(parts[0].TrimStart('0'));
        foreach (var part in parts.Skip(1))
        {
            key.Append('/').Append(part);
        }

        return key.Length is 0 or > Longest ? string.Empty : key.ToString();
    }

    /// <summary>The key of what somebody typed or copied out of a paper: of the one number with a symbol in it ("công văn số 6983/BNG-CNV ngày 17/12/2024 của Bộ Ngoại giao"), else of the whole.</summary>
    public static string Asked(string? text) =>
        text is { Length: <= MostAsked } && Cited().Matches(NameFolding.Compose(text)) is { Count: > 0 } cited && cited.Select(match => Key(match.Value)).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } only] ? only : Key(text);

    /// <summary>Số đến, when the words ask for one: "số đến 12", "đến số 12/2024"; null when they do not.</summary>
    public static (int Number, int? Year)? Arrival(string? text)
    {
        var asked = Arrivals().Match(NameFolding.Plain(text ?? string.Empty));
        return asked.Success && int.TryParse(asked.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, asked.Groups["year"].Value is { Length: > 0 } year ? int.Parse(year, CultureInfo.InvariantCulture) : null)
            : null;
    }

    /// <summary>The number that begins a key.</summary>
    public static string Head(string key) => key.Split('/')[0];

    // A symbol has a letter in each of its parts but for a year ("12/2024/NQ-HĐND"), a day has none. Across a blank it goes on in capitals only: "34-NQ/TW - Bộ Chính trị".
    [GeneratedRegex(@"(?<=^|[\s:(“""])\d{1,7}\p{L}?\s?[/–-]\s?(\d{4}\s?/\s?)?\p{L}[\p{L}\d.&]*([/–-]\p{L}[\p{L}\d.&]*|\s?[/–-]\s?\p{Lu}[\p{Lu}\d]*(?!\p{L}))*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cited();

    [GeneratedRegex(@"^(so den|den so)( so)? (?<number>\d{1,7})(, ?(?<year>\d{4}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arrivals();
}
