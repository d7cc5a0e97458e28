using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Directory;

/// <summary>
/// One spelling for every way the same name is printed: composed or not, upper or lower case, "hoà" or "hòa", "UBND" or "Ủy ban nhân dân",
/// "tỉnh/thành phố" or "tỉnh, thành phố". Names that differ in a letter or a tone stay different.
/// </summary>
internal static partial class NameFolding
{
    // Modifier letters, which no name is printed with. A tone becomes a letter at the end of its word, so that where the mark was typed no longer matters but which mark still does.
    private static readonly Dictionary<char, char> Tones = new()
    {
        ['\u0300'] = '\u02CB',
        ['\u0301'] = '\u02CA',
        ['\u0303'] = '\u02C9',
        ['\u0309'] = '\u02C0',
        ['\u0323'] = '\u02CC',
    };

    private static readonly Dictionary<string, string> WrittenOut = new(StringComparer.Ordinal)
    {
        ["ubnd"] = "ủy ban nhân dân",
        ["hđnd"] = "hội đồng nhân dân",
        ["mttq"] = "mặt trận tổ quốc",
    };

    // These two stand for a word only inside a longer name; alone they may be a unit's abbreviation.
    private static readonly Dictionary<string, string> WrittenOutInside = new(StringComparer.Ordinal)
    {
        ["tp"] = "thành phố",
        ["tw"] = "trung ương",
    };

    /// <summary>The form that two printings of one name share.</summary>
    public static string Fold(string text)
    {
        var tokens = Token().Matches(Lower(text)).Select(match => match.Value).ToList();
        var inside = tokens.Count(IsWord) > 1;
        var folded = new StringBuilder(text.Length + 16);
        var glued = true;
        foreach (var token in tokens)
        {
            if (IsWord(token))
            {
                folded.Append(glued ? string.Empty : " ").Append(FoldWord(token, inside));
                glued = false;
            }
            else if (token is "," or "/" or ";" && folded.Length > 0)
            {
                folded.Append(folded[^1] == ',' ? string.Empty : ",");
            }
            else if (token is "-" && folded.Length > 0)
            {
                folded.Append('-');
                glued = true;
            }
            else if (token is "(" or ")" or "&" or "+")
            {
                folded.Append(token);
                glued = token is "(";
            }
        }

        return folded.ToString().Trim(' ', ',', '-');
    }

    /// <summary>A folded or printed name without any diacritic, for search boxes and near matches.</summary>
    public static string Plain(string text) => WithoutMarks(Fold(text));

    /// <summary>The same letters without any mark: "đối" and "đoiˊ" (as <see cref="Fold"/> writes it) are "doi".</summary>
    public static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (letter is 'đ' or 'Đ')
            {
                plain.Append(letter is 'đ' ? 'd' : 'D');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter))
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    /// <summary>The text composed; half a surrogate pair, which no font prints and no normalization takes, becomes the replacement character.</summary>
    public static string Compose(string text) =>
        (text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text).Normalize(NormalizationForm.FormC);

    private static string Lower(string text)
    {
        var lower = new StringBuilder(text.Length);
        foreach (var letter in Compose(text))
        {
            lower.Append(letter switch
            {
                // Eth and African D look like Đ and are typed for it.
                'Đ' or '\u00D0' or '\u00F0' or '\u0189' or '\u0256' => 'đ',
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
                '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD' => '\0',
                _ => char.ToLowerInvariant(letter),
            });
        }

        return lower.Replace("\0", string.Empty).ToString();
    }

    private static bool IsWord(string token) => char.IsLetterOrDigit(token[0]);

    private static string FoldWord(string word, bool inside)
    {
        if (WrittenOut.TryGetValue(word, out var full) || (inside && WrittenOutInside.TryGetValue(word, out full)))
        {
            return string.Join(' ', full.Split(' ').Select(MoveTone));
        }

        return MoveTone(word);
    }

    private static string MoveTone(string word)
    {
        var letters = new StringBuilder(word.Length);
        var tones = new StringBuilder(1);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            _ = Tones.TryGetValue(letter, out var tone) ? tones.Append(tone) : letters.Append(letter);
        }

        return letters.ToString().Normalize(NormalizationForm.FormC) + tones;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|[^\s]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
