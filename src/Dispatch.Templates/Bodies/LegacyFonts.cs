using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Dispatch.Templates.Bodies;

/// <summary>The alphabets that Vietnamese offices typed in before Unicode: the signs are Latin ones, and only the font showed Vietnamese.</summary>
public enum LegacyEncoding
{
    /// <summary>TCVN 5712:1993 in the form of the ABC fonts: .VnTime, and .VnTimeH for capitals.</summary>
    Tcvn3,

    /// <summary>VNI for Windows: VNI-Times; a mark is a sign of its own behind its letter.</summary>
    Vni,
}

/// <summary>A font of one of these alphabets.</summary>
/// <param name="Encoding">The alphabet.</param>
/// <param name="IsCapital">Whether it shows small letters as capitals, as .VnTimeH does.</param>
public readonly record struct LegacyFont(LegacyEncoding Encoding, bool IsCapital);

/// <summary>Turns text that was typed for a font of before Unicode into Vietnamese.</summary>
public static class LegacyFonts
{
    private const string Tcvn3Signs = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    private const string Tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    /// <summary>What programs make of two signs of TCVN 3 on their way out of a file: the micro sign, and the raised point.</summary>
    private const string Tcvn3Strays = "\u03bc\u2219\u22c5";
    private const string Tcvn3StrayLetters = "àãã";

    /// <summary>The signs of ơ, which in Vietnamese follow no letter but ư and u.</summary>
    private const string HornedSigns = "¬êëìíî¥";

    private const string VniSigns = "ÌÍÆÓÒÎÔÖÑìíæóòîôöñ";
    private const string VniLetters = "ÌÍỈĨỊỴƠƯĐìíỉĩịỵơưđ";

    /// <summary>Each mark of VNI behind a plain letter.</summary>
    private static readonly (string Base, string Marks, string Letters)[] VniPairs =
    [
        ("a", "øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"),
        ("e", "øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
        ("o", "øùûõïâàáåãä", "òóỏõọôồốổỗộ"),
        ("u", "øùûõï", "ùúủũụ"),
        ("y", "øùûõ", "ỳýỷỹ"),
        ("ô", "øùûõï", "ờớởỡợ"),
        ("ö", "øùûõï", "ừứửữự"),
    ];

    private static readonly SearchValues<char> UnicodeOnly = SearchValues.Create((Tcvn3Letters + Tcvn3Letters.ToUpperInvariant() + "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323").Where(c => c > '\u00ff').ToArray());

    private static readonly FrozenSet<string> Onsets = new[] { "", "b", "c", "ch", "d", "®", "§", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Codas = new[] { "a", "i", "u", "ng", "m", "n" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<char, char> Tcvn3 = (Tcvn3Signs + Tcvn3Strays).Zip(Tcvn3Letters + Tcvn3StrayLetters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    private static readonly FrozenDictionary<char, char> Vni = VniSigns.Zip(VniLetters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    private static readonly FrozenDictionary<(char, char), char> VniMarked = VniPairs
        .SelectMany(row => row.Marks.Zip(row.Letters).SelectMany(pair => new[] { ((row.Base[0], pair.First), pair.Second), ((Upper(row.Base[0]), Upper(pair.First)), Upper(pair.Second)), ((Upper(row.Base[0]), pair.First), Upper(pair.Second)) }))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>The alphabet a font was drawn for; null for a font of Unicode.</summary>
    /// <param name="name">As a file gives it: ".VnTimeH", "ABCDEF+.VnTime,Bold", "VNI-Times".</param>
    public static LegacyFont? Of(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var plus = name.IndexOf('+', StringComparison.Ordinal);
        var face = name.AsSpan(plus == 6 ? 7 : 0);
        var end = face.IndexOfAny(',', '-');
        var family = face[..(end < 0 ? face.Length : end)].TrimEnd();
        return face.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase) ? new LegacyFont(LegacyEncoding.Tcvn3, family.EndsWith("H", StringComparison.Ordinal))
            : face.StartsWith("VNI-", StringComparison.OrdinalIgnoreCase) || face.StartsWith("VNI ", StringComparison.Ordinal) ? new LegacyFont(LegacyEncoding.Vni, IsCapital: false)
            : null;
    }

    /// <summary>Whether the text has a letter that only Unicode has: whatever its font, it was not typed in one of these alphabets.</summary>
    public static bool IsUnicode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAny(UnicodeOnly) >= 0;
    }

    /// <summary>The text as the font showed it, composed.</summary>
    public static string Convert(string text, LegacyFont font)
    {
        var converted = Convert(text, font.Encoding);
        return font.IsCapital ? converted.ToUpperInvariant() : converted;
    }

    /// <summary>The text in Unicode. Signs the alphabet does not have stay what they are; TCVN 3 says nothing of capitals with marks, these come as small letters.</summary>
    public static string Convert(string text, LegacyEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(text);
        return encoding switch
        {
            LegacyEncoding.Tcvn3 => string.Create(text.Length, text, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = source[i] == '-' && IsLostHorn(source, i) ? IsCapitalAt(source, i) ? 'Ư' : 'ư' : Tcvn3.GetValueOrDefault(source[i], source[i]);
                }
            }),
            LegacyEncoding.Vni => FromVni(text),
        };
    }

    private static string FromVni(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && VniMarked.TryGetValue((text[i], text[i + 1]), out var marked))
            {
                builder.Append(marked);
                i++;
            }
            else
            {
                builder.Append(Vni.GetValueOrDefault(text[i], text[i]));
            }
        }

        return builder.ToString();
    }

    /// <summary>TCVN 3 gives ư the place of the soft hyphen, of which PDF makes a hyphen: "tr-ëng", "L-u", "nh-". A hyphen inside a syllable can be nothing else.</summary>
    private static bool IsLostHorn(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 4 && IsPlain(text[start - 1]))
        {
            start--;
        }

        var end = at + 1;
        while (end < text.Length && end - at < 4 && IsPlain(text[end]))
        {
            end++;
        }

        if ((start > 0 && IsInWord(text[start - 1])) || !Onsets.Contains(text[start..at]))
        {
            return false;
        }

        var rest = text.AsSpan(at + 1, end - at - 1);
        return rest.Length == 0 ? end < text.Length && HornedSigns.Contains(text[end], StringComparison.Ordinal) || (at > start && (end == text.Length || !IsInWord(text[end])))
            : (end == text.Length || !IsInWord(text[end])) && (at > start ? Codas.Contains(rest.ToString()) : rest is "u");
    }

    private static bool IsPlain(char c) => char.IsAsciiLetter(c) || c is '®' or '§';

    private static bool IsInWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' || Tcvn3.ContainsKey(c);

    private static bool IsCapitalAt(string text, int at) => at > 1 ? char.IsUpper(text[at - 1]) && (char.IsUpper(text[at - 2]) || (at + 1 < text.Length && char.IsUpper(text[at + 1]))) : at + 1 < text.Length && char.IsUpper(text[at + 1]);

    private static char Upper(char c) => char.ToUpperInvariant(c);
}
