using System.Globalization;
using System.Text.Json.Serialization;

namespace Dispatch.Engine.Recalling;

/// <summary>What may be done to a paper after it was issued.</summary>
public enum MarkKind
{
    /// <summary>Đã thu hồi (Điều 18.4).</summary>
    Recalled,

    /// <summary>Đã được thay thế bằng văn bản có hình thức tương đương (Điều 18.3); taken back like a recalled one.</summary>
    Replaced,

    /// <summary>Đã được đính chính bằng công văn (Điều 18.3); it stays in force.</summary>
    Corrected,
}

/// <summary>What was done to a paper after it was issued: written beside it wherever it lies, on the paper itself never.</summary>
/// <param name="Kind">What.</param>
/// <param name="On">The day, at the issuer.</param>
/// <param name="Words">The whole sentence, in Vietnamese: by whom, by which document, why.</param>
/// <param name="Document">Số, ký hiệu of the document that recalls, replaces or corrects; null for a recall without one.</param>
public sealed record PaperMark(MarkKind Kind, DateOnly On, string Words, string? Document = null)
{
    /// <summary>Whether the paper is taken back with it: it is sealed wherever it lies.</summary>
    [JsonIgnore]
    public bool TakesBack => Kind is not MarkKind.Corrected;

    /// <summary>A recall.</summary>
    internal static PaperMark Recalled(string issuer, DateOnly on, string? notice, string reason) =>
        new(MarkKind.Recalled, on, $"{issuer} thu hồi ngày {Day(on)}{(notice is null ? "" : $" theo văn bản {notice}")}. Lý do: {reason}", notice);

    /// <summary>A replacement by an equal document.</summary>
    internal static PaperMark Replaced(string issuer, DateOnly on, string kind, string document) =>
        new(MarkKind.Replaced, on, $"Được thay thế bởi {kind} {document} ngày {Day(on)} của {issuer}.", document);

    /// <summary>A correction of form by a công văn.</summary>
    internal static PaperMark Corrected(string issuer, DateOnly on, string document) =>
        new(MarkKind.Corrected, on, $"Được đính chính bởi công văn {document} ngày {Day(on)} của {issuer}.", document);

    /// <summary>A copying office takes its own copy back; what it was copied from stays.</summary>
    internal static PaperMark CopyRecalled(string office, DateOnly on, string copy, string reason) =>
        new(MarkKind.Recalled, on, $"{office} thu hồi bản sao {copy} ngày {Day(on)}. Lý do: {reason}");

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
