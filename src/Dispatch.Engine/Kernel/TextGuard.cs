using System.Globalization;
using System.Text;
using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Kernel;

/// <summary>What no text kept by this system may hold: a marking of state secrecy, letters that reverse or hide others, broken code units.</summary>
internal static class TextGuard
{
    private const int LongestReason = 1000;

    /// <summary>The first reason not to keep the text; null when it may be kept.</summary>
    public static Refusal? Flaw(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return ForbiddenCharacter(text) ?? (SecrecyMarking.Find(text) is { } marking ? KernelRefusals.Secret(marking) : null);
    }

    /// <summary>The form in which words are stored and compared.</summary>
    public static string Clean(string text) => text.Normalize(NormalizationForm.FormC).Trim();

    /// <summary>The same; null where there are no words, or only white.</summary>
    public static string? CleanOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Clean(text);

    /// <summary>Whether words say why: 1 to 1,000 letters that are not only white.</summary>
    public static bool IsReason(string words) => words.Trim().Length is > 0 and <= LongestReason;

    private static Refusal? ForbiddenCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return KernelRefusals.ForbiddenCharacter(text[i]);
            }

            if (IsForbidden(rune))
            {
                return KernelRefusals.ForbiddenCharacter(rune.Value);
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    private static bool IsForbidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is not ('\n' or '\r' or '\t' or '\f'),
        // Bidirectional overrides and isolates make a name read as another; the byte order mark and soft joins are harmless.
        UnicodeCategory.Format => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069),
        UnicodeCategory.OtherNotAssigned => true,
        _ => false,
    };
}
