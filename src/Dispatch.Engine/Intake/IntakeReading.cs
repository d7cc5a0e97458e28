using System.Text.Json.Serialization;

namespace Dispatch.Engine.Intake;

/// <summary>How much a finding weighs on the registration.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>A clerk should compare the value with the paper.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The values contradict each other or the law; the clerk must decide.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>Something a clerk should look at before the registration is kept. A finding never changes a value.</summary>
/// <param name="Code">Stable, lower case, <c>intake.reason</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">Vietnamese: what was seen and what to check.</param>
/// <param name="Where">The field of the registration, <c>copy.date</c> for one of the copy block.</param>
/// <param name="Suggestion">The corrected value, where one can be offered.</param>
public sealed record IntakeFinding(string Code, FindingSeverity Severity, string Message, string Where, string? Suggestion = null);

/// <summary>A document the dispatch cites, at its first mention.</summary>
public sealed record CitedDocument
{
    /// <summary>The number as printed, leading zero kept.</summary>
    public required string Number { get; init; }

    /// <summary>The symbol without number and year.</summary>
    public required string Symbol { get; init; }

    /// <summary>The year inside the number, as laws and decrees carry it; null for others.</summary>
    public string? Year { get; init; }

    /// <summary>Number and symbol as they stand in the text.</summary>
    public required string Raw { get; init; }

    /// <summary>What the text calls it, null when it does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Its date, null when the text gives none or an impossible one.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Who issued it according to the text.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether the text says that it answers it ("Trả lời Công văn số …"); left out of the JSON where it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAnswered { get; init; }
}

/// <summary>The certification block of a copy (sao y, sao lục, trích sao) under or over the document.</summary>
public sealed record CopyReading
{
    /// <summary>The form as printed, such as <c>SAO Y</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The body that certified the copy.</summary>
    public string? Body { get; init; }

    /// <summary>The copy's number.</summary>
    public string? Number { get; init; }

    /// <summary>The copy's symbol.</summary>
    public string? Symbol { get; init; }

    /// <summary>Number and symbol as a register writes them; null where neither was read.</summary>
    [JsonIgnore]
    public string? NumberAndSymbol => Number is null && Symbol is null ? null : $"{Number}/{Symbol}";

    /// <summary>Where it was certified.</summary>
    public string? Place { get; init; }

    /// <summary>When it was certified.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The lines of the copy's Nơi nhận, without the Lưu line.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Where the copy is filed.</summary>
    public IReadOnlyList<string> Archive { get; init; } = [];

    /// <summary>The copy's Lưu line as printed.</summary>
    public string? ArchiveLine { get; init; }

    /// <summary>TM., KT., TL., TUQ. or Q. as printed.</summary>
    public string? Authority { get; init; }

    /// <summary>Whom the signer stands for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The signer's title.</summary>
    public string? SignerTitle { get; init; }

    /// <summary>The signer's name.</summary>
    public string? SignerName { get; init; }
}

/// <summary>
/// What was read from a text: values as printed (after Unicode composition and folding of white space), never corrected.
/// Doubts are in <see cref="Findings"/> and <see cref="Confidence"/>.
/// </summary>
public sealed record IntakeReading
{
    /// <summary>Whether the text is an official document that can be registered.</summary>
    public bool IsDispatch { get; init; }

    /// <summary>In Vietnamese, why the text was refused; null for a dispatch.</summary>
    public string? Reason { get; init; }

    /// <summary>The kind of Điều 7, in small letters; <c>công văn</c> where no kind is printed.</summary>
    public string? Kind { get; init; }

    /// <summary>The number as printed.</summary>
    public string? Number { get; init; }

    /// <summary>The symbol without number and year, in the order number - kind / issuer for party documents.</summary>
    public string? Symbol { get; init; }

    /// <summary>The year inside the number, where it carries one.</summary>
    public string? Year { get; init; }

    /// <summary>Number, year and symbol as a register writes them, party documents with their hyphen; null where neither was read.</summary>
    [JsonIgnore]
    public string? NumberAndSymbol => Number is null && Symbol is null ? null
        : IsHyphened ? $"{Number}-{Symbol}" : $"{Number}/{(Year is null ? "" : Year + "/")}{Symbol}";

    /// <summary>Whether a hyphen parts number and symbol, as the party prints them.</summary>
    [JsonIgnore]
    public bool IsHyphened { get; init; }

    /// <summary>The issuing body.</summary>
    public string? Issuer { get; init; }

    /// <summary>The body above the issuer.</summary>
    public string? Parent { get; init; }

    /// <summary>The place before the date.</summary>
    public string? Place { get; init; }

    /// <summary>The date of issue.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The trích yếu, without V/v for a công văn.</summary>
    public string? Subject { get; init; }

    /// <summary>The bodies after Kính gửi.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>The lines of Nơi nhận without the Lưu line.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Where the document is filed.</summary>
    public IReadOnlyList<string> Archive { get; init; } = [];

    /// <summary>The Lưu line as printed.</summary>
    public string? ArchiveLine { get; init; }

    /// <summary>The innermost TM., KT., TL., TUQ. or Q. as printed.</summary>
    public string? Authority { get; init; }

    /// <summary>Whom the signer stands for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The signer's title.</summary>
    public string? SignerTitle { get; init; }

    /// <summary>The signer's name.</summary>
    public string? SignerName { get; init; }

    /// <summary>Every line of authority and title above the signature.</summary>
    public IReadOnlyList<string> SigningLines { get; init; } = [];

    /// <summary>The mark of urgency as printed.</summary>
    public string? Urgency { get; init; }

    /// <summary>The secrecy marking. When it is set, nothing else of the text is kept.</summary>
    public string? Secrecy { get; init; }

    /// <summary>The documents cited, each at its first mention.</summary>
    public IReadOnlyList<CitedDocument> References { get; init; } = [];

    /// <summary>The certification block, where the text is a copy.</summary>
    public CopyReading? Copy { get; init; }

    /// <summary>The paragraphs of the content.</summary>
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>For each field that has a value, how sure the reader is, from 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Confidence { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The electronic signatures of the file; empty for a text, a scan or a file without any.</summary>
    public IReadOnlyList<SignatureReading> Signatures { get; init; } = [];

    /// <summary>What a clerk should look at.</summary>
    public IReadOnlyList<IntakeFinding> Findings { get; init; } = [];
}
