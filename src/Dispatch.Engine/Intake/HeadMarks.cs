namespace Dispatch.Engine.Intake;

/// <summary>The stamps of the head that are no secrecy marking.</summary>
internal static class HeadMarks
{
    private const string Telegram = "CÔNG ĐIỆN ";

    private static readonly string[] Degrees = ["hoatochengio", "hoatoc", "thuongkhan", "khan"];

    /// <summary>The degree of urgency where it stands alone in capitals or behind the name of a telegram, as printed.</summary>
    public static string? Urgency(string text)
    {
        var folded = SourceLines.Fold(text);
        var trimmed = (folded.StartsWith(Telegram, StringComparison.Ordinal) ? folded[Telegram.Length..] : folded).Trim(' ', '.', ':', '-', '(', ')', '[', ']', '"');
        return trimmed.Length <= 40 && Plain.CapitalShare(trimmed) == 1 && Degrees.Contains(Plain.Compact(trimmed), StringComparer.Ordinal) ? trimmed : null;
    }
}
