namespace Dispatch.Engine.Intake;

/// <summary>The stamps of the head that are no secrecy marking.</summary>
internal static class HeadMarks
{
    private static readonly string[] Degrees = ["hoatochengio", "hoatoc", "thuongkhan", "khan"];

    /// <summary>The degree of urgency where it stands alone in capitals, as printed.</summary>
    public static string? Urgency(string text)
    {
        var trimmed = SourceLines.Fold(text).Trim(' ', '.', ':', '-', '(', ')', '[', ']', '"');
        return trimmed.Length <= 40 && Plain.CapitalShare(trimmed) == 1 && Degrees.Contains(Plain.Compact(trimmed), StringComparer.Ordinal) ? trimmed : null;
    }
}
