using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>
/// How sure each value is. What a printed anchor announces is sure, what was told by its shape alone less, what was
/// inferred least; signs that a scan or a flattened column got into the value cost a part each. The steps were set so
/// that of the values at 0.9 and more at least 97 in 100 are right, on whole texts and on texts broken in every way.
/// </summary>
internal static partial class ReadingConfidence
{
    private const double Announced = 0.97;
    private const double ByShape = 0.85;
    private const double Unusual = 0.7;
    private const double Inferred = 0.45;

    /// <summary>A text turned into Unicode is looked at again: the fonts of its capitals may be lost, and one wrong sign is another word.</summary>
    private const double Converted = 0.1;

    public static IReadOnlyDictionary<string, double> Of(IntakeReading reading, DocumentParts parts, bool isConverted)
    {
        var result = new Dictionary<string, double>(StringComparer.Ordinal);
        var letter = reading.Kind == DispatchKinds.OfficialLetter;
        var shared = parts.Closing is { Signing.IsJoint: true } ? 0.2 : 0;
        Add(result, "kind", reading.Kind, parts.Title is not null || (letter && (parts.HasAddressee || parts.Head?.First(HeadPart.Subject) is not null)) ? Announced : letter ? Inferred : ByShape);
        Add(result, "number", reading.Number, Announced);
        Add(result, "symbol", reading.Symbol, Announced);
        Add(result, "year", reading.Year, Announced);
        Add(result, "issuer", reading.Issuer, IssuerOf(reading.Issuer, parts));
        Add(result, "parent", reading.Parent, IsMixed(reading.Parent) ? Inferred : ByShape);
        Add(result, "place", reading.Place, DateLine.IsPlaceWord(reading.Place?.Split(' ')[0] ?? "x") ? Announced : ByShape);
        Add(result, "date", reading.Date?.ToString("O", CultureInfo.InvariantCulture), Announced);
        Add(result, "subject", reading.Subject, SubjectOf(reading.Subject, parts.Title is null));
        Add(result, "addressees", Joined(reading.Addressees), Announced - Broken(reading.Addressees));
        Add(result, "recipients", Joined(reading.Recipients), (parts.Closing is { HasLabel: true, ArchiveLine: not null } ? Announced : ByShape) - Broken(reading.Recipients));
        Add(result, "archive", Joined(reading.Archive), Announced);
        Add(result, "authority", reading.Authority, Announced - shared);
        Add(result, "on_behalf_of", reading.OnBehalfOf, Announced - shared);
        Add(result, "signer_title", reading.SignerTitle, TitleOf(reading.SignerTitle ?? "") - shared);
        Add(result, "signer_name", reading.SignerName, NameOf(reading.SignerName ?? "", parts) - shared);
        Add(result, "urgency", reading.Urgency, Announced);
        return isConverted ? result.ToDictionary(field => field.Key, field => Math.Round(Math.Max(0.1, field.Value - Converted), 2), StringComparer.Ordinal) : result;
    }

    private static void Add(Dictionary<string, double> result, string field, string? value, double sure)
    {
        if (!string.IsNullOrEmpty(value))
        {
            result[field] = Math.Round(Math.Max(0.1, sure - Noise(value)), 2);
        }
    }

    private static double IssuerOf(string? issuer, DocumentParts parts) =>
        parts.Issuer is null || IsMixed(issuer) ? Inferred : IssuerLines.StartsBody(parts.Issuer) ? ByShape + 0.05 : Unusual;

    /// <summary>Whether words of the national header or a stamp ran into the name.</summary>
    private static bool IsMixed(string? name) => name is not null && (Mixed().IsMatch(Plain.Of(name)) || Plain.CapitalShare(name) is > 0.1 and < 0.6);

    private static double SubjectOf(string? subject, bool announced)
    {
        var plain = Plain.Of(subject ?? "");
        var open = plain.Count(c => c == '(') != plain.Count(c => c == ')') || plain.Count(c => c == '“') != plain.Count(c => c == '”');
        var cut = LeftOpen().IsMatch(plain) || plain.Length < 12 || open;
        return (announced ? Announced : ByShape + 0.05) - (cut ? 0.3 : 0);
    }

    private static double TitleOf(string title) => !SigningTitles.StartsTitle(title) ? Unusual : title.Length > 60 ? ByShape : Announced;

    private static double NameOf(string name, DocumentParts parts) =>
        parts.Closing is { IsNameStray: true } ? 0.6 : SigningBlockReader.HasFamilyName(name) ? Announced : Unusual + 0.1;

    /// <summary>Marks of two entries run together or of one broken: a semicolon or bracket left open inside, a part in the capitals of the other column.</summary>
    private static double Broken(IReadOnlyList<string> entries)
    {
        var broken = entries.Count(e => Inner().IsMatch(e) || e.Count(c => c == '(') != e.Count(c => c == ')') || Tail().IsMatch(e) || (Plain.Letters(e) > 0 && char.IsLower(e.First(char.IsLetter))));
        return Math.Min(0.5, broken * 0.15);
    }

    /// <summary>Signs that neither Vietnamese nor an official text has, and letters standing alone that are no word.</summary>
    private static double Noise(string value)
    {
        var strange = value.Count(c => c is '§' or '†' or '‡' or '{' or '}' or '<' or '>' or '=' or '~' or '|' or '\\' or '¢' or '©' or '®' or '»' or '«' or '\ufffd' or '‹' or '›' or '?' or '!' or '¬' or '„' or '@' or '^' or '£' or '€' or '¥' or '°');
        return Math.Min(0.5, (strange + Alone().Count(value)) * 0.15);
    }

    private static string? Joined(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join("; ", values);

    [GeneratedRegex(@"cong h[o0]a|xa h[o0]i ch|chu nghia|doc lap|hanh phuc|\bnam$|[.]{3}|\bngay\b|ky hieu|:", Linear.Time)]
    private static partial Regex Mixed();

    /// <summary>Words no subject ends with.</summary>
    [GeneratedRegex(@"\b(cua|va|ve|cac|cho|tai|so|voi|theo|trong|do|nhung|mot|tu|den|bang|nghi|quyet|uy|ban hanh|[a-z])$|,$", Linear.Time)]
    private static partial Regex LeftOpen();

    [GeneratedRegex(@";\s*[^\s(]", Linear.Time)]
    private static partial Regex Inner();

    [GeneratedRegex(@"\s(\p{L}|\d\S?)$", Linear.Time)]
    private static partial Regex Tail();

    /// <summary>A small consonant alone between blanks.</summary>
    [GeneratedRegex(@"\s[bcdghjklmnpqrstvxzf]\s", Linear.Time)]
    private static partial Regex Alone();
}
