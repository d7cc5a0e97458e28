namespace Dispatch.Engine.Intake;

/// <summary>
/// How sure each value is. A rule of thumb in the open: what a printed anchor announces is sure, what was told by its
/// shape alone less, what was inferred least; signs of a bad scan in the value cost a part.
/// </summary>
internal static class ReadingConfidence
{
    private const double Announced = 0.97;
    private const double ByShape = 0.85;
    private const double Inferred = 0.5;

    public static IReadOnlyDictionary<string, double> Of(IntakeReading reading, DocumentParts parts)
    {
        var result = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(result, "kind", reading.Kind, parts.Title is not null || reading.Kind == DispatchKinds.OfficialLetter ? Announced : ByShape);
        Add(result, "number", reading.Number, Announced);
        Add(result, "symbol", reading.Symbol, Announced);
        Add(result, "year", reading.Year, Announced);
        Add(result, "issuer", reading.Issuer, parts.Issuer is null ? Inferred : ByShape + 0.05);
        Add(result, "parent", reading.Parent, ByShape);
        Add(result, "place", reading.Place, Announced);
        Add(result, "date", reading.Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Announced);
        Add(result, "subject", reading.Subject, parts.Title is null ? Announced : ByShape);
        Add(result, "addressees", Joined(reading.Addressees), Announced);
        Add(result, "recipients", Joined(reading.Recipients), parts.Closing?.HasLabel == true ? Announced : ByShape);
        Add(result, "archive", Joined(reading.Archive), Announced);
        Add(result, "authority", reading.Authority, Announced);
        Add(result, "on_behalf_of", reading.OnBehalfOf, Announced);
        Add(result, "signer_title", reading.SignerTitle, SigningTitles.StartsTitle(reading.SignerTitle ?? "") ? Announced : 0.6);
        Add(result, "signer_name", reading.SignerName, SigningBlockReader.HasFamilyName(reading.SignerName ?? "") ? Announced : 0.6);
        Add(result, "urgency", reading.Urgency, Announced);
        return result;
    }

    private static void Add(Dictionary<string, double> result, string field, string? value, double sure)
    {
        if (!string.IsNullOrEmpty(value))
        {
            result[field] = Math.Round(Math.Max(0.1, sure - Noise(value)), 2);
        }
    }

    /// <summary>Signs that neither Vietnamese nor an official text has, and words of capitals and small letters mixed.</summary>
    private static double Noise(string value)
    {
        var strange = value.Count(c => c is '§' or '†' or '‡' or '{' or '}' or '<' or '>' or '=' or '~' or '|' or '\\' or '¢' or '©' or '®' or '»' or '«' or '\ufffd' or '‹' or '›' or '?' or '!');
        return Math.Min(0.5, strange * 0.15);
    }

    private static string? Joined(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join("; ", values);
}
