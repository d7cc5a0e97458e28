using Dispatch.Api.Components;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Intake;

/// <summary>What the intake page shows: nothing yet, or a text beside the form that was filled from it.</summary>
/// <param name="Words">The text as it is shown; empty before anything was given.</param>
/// <param name="Proposal">The reading beside directory and register; null before anything was given.</param>
/// <param name="File">What the file is beside its words; null for pasted text and what is no PDF.</param>
public sealed record IntakeModel(DocumentWords Words, RegistrationProposal? Proposal, FileReading? File)
{
    /// <summary>Below this a value is a candidate, not an answer.</summary>
    public const double Unsure = 0.5;

    /// <summary>From here on a value needs no second look.</summary>
    public const double Sure = 0.9;

    /// <summary>What the directory confirms may be filled in, however it was read.</summary>
    private const double Confirmed = 0.7;

    /// <summary>Before anything was given.</summary>
    public static readonly IntakeModel Empty = new(new DocumentWords("", null), null, null);

    /// <summary>A reading, with what the file says beside it.</summary>
    public static IntakeModel Of(DocumentWords words, RegistrationProposal proposal, FileReading? file) =>
        new(words, file is null ? proposal : proposal with { Reading = file.Beside(proposal.Reading) }, file);

    /// <summary>The text as it is shown.</summary>
    public string Text => Words.Text;

    /// <summary>The text in pieces; those that were read carry the name of their field.</summary>
    public IEnumerable<(string Text, string? Field, bool IsFirst)> Pieces()
    {
        var at = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in Proposal is null ? [] : ReadingPlaces.Of(Text, Proposal.Reading))
        {
            yield return (Text[at..place.Start], null, false);
            yield return (Text.Substring(place.Start, place.Length), place.Field, seen.Add(place.Field));
            at = place.Start + place.Length;
        }

        yield return (Text[at..], null, false);
    }

    /// <summary>The fields of the registration, in the order of the form.</summary>
    public IReadOnlyList<IntakeField> Fields()
    {
        if (Proposal is not { Reading: var reading })
        {
            return [];
        }

        var seen = ReadingPlaces.Of(Text, reading).Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        IntakeField Field(string name, string label, string? value, string[] sources, bool isNeeded = true) => new(
            name, label, Cut(value, name), Confidence(reading, sources), sources[0], sources.FirstOrDefault(seen.Contains),
            [.. reading.Findings.Where(f => sources.Contains(f.Where, StringComparer.Ordinal))], isNeeded);
        return
        [
            Field("author", "Cơ quan ban hành", Proposal.Author ?? reading.Issuer, ["issuer", "parent", "national_header"]) is var author && Proposal.Author is not null ? author with { Confidence = Math.Max(author.Confidence, Confirmed) } : author,
            Field("numberAndSymbol", "Số, ký hiệu", reading.NumberAndSymbol, ["number", "symbol"]),
            Field("date", "Ngày văn bản", PageWords.Field(reading.Date), ["date", "place"]),
            Field("kind", "Tên loại", reading.Kind, ["kind"]),
            Field("subject", "Trích yếu", reading.Subject, ["subject"]),
            Field("signer", "Người ký", reading.SignerName, ["signer_name", "signer_title", "authority", "on_behalf_of"], isNeeded: false),
            Field("copyNumber", "Số, ký hiệu bản sao", reading.Copy?.NumberAndSymbol, ["copy", "copy.symbol", "copy.form", "copy.authority", "copy.signer_title"], isNeeded: false),
            Field("copiedBy", "Cơ quan sao", reading.Copy?.Body, ["copy.body"], isNeeded: false),
            Field("copiedOn", "Ngày sao", PageWords.Field(reading.Copy?.Date), ["copy.date"], isNeeded: false),
        ];
    }

    /// <summary>What the text cites, as far as it is kept with the paper.</summary>
    public IEnumerable<PaperCitation> Cites => Proposal is null ? [] : PaperCitation.Of(Proposal.Reading.References);

    /// <summary>Findings that stand beside no field of the form.</summary>
    public IReadOnlyList<IntakeFinding> Others()
    {
        var shown = Fields().SelectMany(f => f.Findings).ToHashSet();
        return Proposal is null ? [] : [.. Proposal.Reading.Findings.Where(f => !shown.Contains(f))];
    }

    /// <summary>The degree of urgency that is printed.</summary>
    public Urgency Urgency => PlainUrgency(Proposal?.Reading.Urgency);

    /// <summary>Original, or which copy.</summary>
    public PaperForm Form => Proposal?.Reading.Copy?.Form.ToUpperInvariant() switch
    {
        null => PaperForm.Original,
        var form when form.StartsWith("SAO L", StringComparison.Ordinal) => PaperForm.SaoLuc,
        var form when form.StartsWith("TRÍCH", StringComparison.Ordinal) => PaperForm.TrichSao,
        _ => PaperForm.SaoY,
    };

    /// <summary>What the clerk registers otherwise than it was read. A letterhead's capitals are no difference.</summary>
    internal IReadOnlyList<CorrectedField> CorrectionsIn(PageForm form) =>
    [
        .. Fields().Select(f => new CorrectedField(f.Source, f.Read, f.Confidence, form.Text(f.Name).Trim()))
            .Where(c => !string.Equals(c.Read ?? "", c.Kept, c.Field == "issuer" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) && c.Kept.Length <= IntakeCorrection.LongestValue),
        .. CorrectedCites(form),
    ];

    /// <summary>The lines of what is cited, where the clerk mended them.</summary>
    private IEnumerable<CorrectedField> CorrectedCites(PageForm form)
    {
        var (read, kept) = (string.Join('\n', Cites.Select(cited => cited.Line)), string.Join('\n', form.Lines("cites").Select(line => PaperCitation.Read(line).Line)));
        if (read != kept && read.Length <= IntakeCorrection.LongestValue && kept.Length <= IntakeCorrection.LongestValue)
        {
            yield return new CorrectedField("references", read, Proposal!.Reading.Confidence.GetValueOrDefault("references"), kept);
        }
    }

    private static double Confidence(IntakeReading reading, string[] sources) =>
        sources.Where(s => s is not ("parent" or "place" or "signer_title" or "authority" or "on_behalf_of")).Select(s => reading.Confidence.GetValueOrDefault(s, -1)).Where(c => c >= 0).DefaultIfEmpty(0).Min();

    private static string? Cut(string? value, string name) =>
        value is null ? null : name switch { "author" => Most(value, 200), "numberAndSymbol" => Most(value, 60), "subject" => Most(value, 500), _ => Most(value, 100) };

    private static string Most(string value, int length) => value.Length > length ? value[..length] : value;

    private static Urgency PlainUrgency(string? mark) => mark?.ToUpperInvariant() switch
    {
        null => Urgency.Normal,
        var m when m.StartsWith("HỎA", StringComparison.Ordinal) || m.StartsWith("HOẢ", StringComparison.Ordinal) => Urgency.Express,
        var m when m.StartsWith("THƯỢNG", StringComparison.Ordinal) => Urgency.VeryUrgent,
        _ => Urgency.Urgent,
    };
}

/// <summary>One field of the form.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">Its label.</param>
/// <param name="Read">What was read; null where nothing was.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Source">The reading's name for it.</param>
/// <param name="Place">The reading's name under which the text marks it; null where it was not found again.</param>
/// <param name="Findings">What to look at.</param>
/// <param name="IsNeeded">Whether a registration needs it.</param>
public sealed record IntakeField(string Name, string Label, string? Read, double Confidence, string Source, string? Place, IReadOnlyList<IntakeFinding> Findings, bool IsNeeded)
{
    /// <summary>What the form is filled with: nothing where the reader is not sure enough.</summary>
    public string? Filled => Read is not null && (Confidence >= IntakeModel.Unsure || Source.StartsWith("copy", StringComparison.Ordinal)) ? Read : null;

    /// <summary>What the clerk may take instead, most likely first.</summary>
    public IEnumerable<string> Candidates => new[] { Filled is null ? Read : null }.Concat(Findings.Where(f => f.Where == Source || f.Where is "symbol" or "copy.symbol").Select(f => f.Suggestion)).OfType<string>().Where(c => c != Filled).Distinct(StringComparer.Ordinal);

    /// <summary>How sure in a word of the office; null where there is nothing to be sure of.</summary>
    public string? Mark => (Read, Confidence) switch
    {
        (null, _) when IsNeeded => "chưa đọc được",
        (null, _) => null,
        _ when Source.StartsWith("copy", StringComparison.Ordinal) => null,
        (_, < IntakeModel.Unsure) => "không chắc, để trống",
        (_, < IntakeModel.Sure) => "nên xem lại",
        _ => null,
    };
}
