using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tracing;

/// <summary>One document that a paper cites, as its text names it or as the clerk of its receiver put it right.</summary>
/// <param name="Text">Số, ký hiệu as cited ("1304/VPCP-QHQT", "34-NQ/TW"), 3 to 100 letters.</param>
/// <param name="Kind">What the text calls it ("nghị quyết"), at most 100 letters; null when it does not say.</param>
/// <param name="Date">Its date according to the text; null when it does not say.</param>
/// <param name="Issuer">Its issuer according to the text, at most 300 letters; null when it does not say.</param>
/// <param name="IsAnswered">Whether the paper answers it ("Trả lời Công văn số …").</param>
public sealed partial record PaperCitation(string Text, string? Kind = null, DateOnly? Date = null, string? Issuer = null, bool IsAnswered = false)
{
    /// <summary>So many a paper is kept with at most.</summary>
    public const int Most = 100;

    private const string Answering = "trả lời ";

    /// <summary>The citation in one line, as a clerk reads and mends it; <see cref="Read"/> reads it back.</summary>
    public string Line => string.Concat(
        IsAnswered ? Answering : null, Kind is null ? null : Kind + " ", Text,
        Date is { } date ? " ngày " + date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : null, Issuer is null ? null : " của " + Issuer);

    /// <summary>Reads such a line. One without a number is kept whole as the text, so that <see cref="Flaw"/> can name it.</summary>
    public static PaperCitation Read(string line)
    {
        var said = SourceLines.Fold(line).Trim(' ', ';', '.', '-');
        var parts = Parts().Match(said);
        if (!parts.Success)
        {
            return new PaperCitation(said);
        }

        var date = parts.Groups["date"] is { Success: true, Value: var day } ? ShortDates.Parse(day) : null;
        return parts.Groups["date"].Success && date is null
            ? new PaperCitation(said)
            : new PaperCitation(parts.Groups["number"].Value, NotEmpty(parts.Groups["kind"].Value.Trim()), date, NotEmpty(parts.Groups["issuer"].Value), parts.Groups["answers"].Success);
    }

    /// <summary>What a reading found, as it is kept with the paper.</summary>
    public static IEnumerable<PaperCitation> Of(IEnumerable<CitedDocument> cited) => cited.Select(Of).Where(citation => citation.IsWhole).Take(Most);

    /// <summary>What stands in a text that was read.</summary>
    internal static PaperCitation Of(CitedDocument cited)
    {
        var joined = string.Join('/', new[] { cited.Number, cited.Year, cited.Symbol }.OfType<string>());
        var printed = cited.Raw.Replace(" ", string.Empty, StringComparison.Ordinal);
        // A scan may have lost the slash; what is kept names the paper by the same key.
        return new PaperCitation(Cut(PaperNumber.Key(printed) == PaperNumber.Key(joined) ? printed : joined, 100)!, Cut(cited.Kind, 100), cited.Date, Cut(cited.Issuer, 300), cited.IsAnswered);
    }

    /// <summary>The first thing in a list that names no paper or could not be kept; null when all can.</summary>
    internal static Refusal? Flaw(IReadOnlyList<PaperCitation>? cites, string field) => cites switch
    {
        null => null,
        { Count: > Most } => KernelRefusals.Shape(field, "Chỉ ghi được đến 100 văn bản được dẫn. Hãy giữ những văn bản chính."),
        _ => cites.FirstOrDefault(cited => !cited.IsWhole) is { } bad
            ? KernelRefusals.Shape(field, $"Văn bản được dẫn “{Cut(bad.Text, 100)}” không đọc được. Mỗi dòng một văn bản, có số, ký hiệu; ví dụ: công văn 1304/VPCP-QHQT ngày 23/02/2024 của Văn phòng Chính phủ.")
            : null,
    };

    /// <summary>All words, for the guard.</summary>
    internal IEnumerable<string?> Texts() => [Text, Kind, Issuer];

    /// <summary>The same in the letters in which it is kept.</summary>
    internal PaperCitation Clean() => this with
    {
        Text = TextGuard.Clean(Text),
        Kind = Kind is null ? null : NotEmpty(TextGuard.Clean(Kind)),
        Issuer = Issuer is null ? null : NotEmpty(TextGuard.Clean(Issuer)),
    };

    private bool IsWhole => Text.Length is >= 3 and <= 100 && PaperNumber.Key(Text).Contains('/', StringComparison.Ordinal) && Kind is not { Length: > 100 } && Issuer is not { Length: > 300 }
        && Date is not ({ Year: < 1945 } or { Year: > 9998 });

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;

    private static string? Cut(string? text, int most) => text is { Length: var length } && length > most ? text[..most] : text;

    [GeneratedRegex(
        @"^(?<answers>(trả lời|phúc đáp) )?(?<kind>\p{L}[^\d/]*? )??(số ?:? ?)?(?<number>\d[^\s,;]*)(,? (ngày )?(?<date>\d{1,2}[^,;]*?\d{4}))?(,? của (?<issuer>.+))?$", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Parts();
}
