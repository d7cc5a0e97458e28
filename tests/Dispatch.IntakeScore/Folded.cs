using System.Text;

namespace Dispatch.IntakeScore;

/// <summary>
/// A value as it is compared: composed, in small letters, white space folded, the place of the tone mark forgotten
/// (hoà = hòa) and the punctuation around it stripped.
/// </summary>
internal static class Folded
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";
    private const string Edge = " .,;:-–\"'*_+/";

    public static string? Of(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var letters = value.Normalize(NormalizationForm.FormD).ToLowerInvariant();
        var tones = string.Concat(letters.Where(c => Tones.Contains(c, StringComparison.Ordinal)).Order());
        var bare = string.Concat(letters.Where(c => !Tones.Contains(c, StringComparison.Ordinal))).Normalize(NormalizationForm.FormC);
        bare = bare.Replace('ð', 'đ').Replace('–', '-').Replace('“', '"').Replace('”', '"');
        bare = string.Join(' ', bare.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(Edge.ToCharArray());
        return bare.Length == 0 ? null : bare + "|" + tones;
    }

    public static string? Number(string? value) => Of(value)?.TrimStart('0');

    public static string? Authority(string? value) =>
        Of(value) is { } folded ? string.Concat(folded[..folded.IndexOf('|', StringComparison.Ordinal)].Where(char.IsAsciiLetterLower)) : null;
}
