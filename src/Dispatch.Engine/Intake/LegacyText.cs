using System.Text;
using Dispatch.Templates.Bodies;

namespace Dispatch.Engine.Intake;

/// <summary>
/// Knows a text that was typed for fonts of before Unicode and lost them on its way: "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "COÄNG HOØA". Told by the
/// whole of it: read in the right alphabet most of its words with foreign signs are syllables of Vietnamese, as they stand few are.
/// </summary>
internal static class LegacyText
{
    /// <summary>Fewer words prove nothing.</summary>
    private const int FewestWords = 8;

    /// <summary>Of the words with foreign signs, in hundredths: a text has names, and a scan slips.</summary>
    private const int MostlySyllables = 70;

    /// <summary>A right reading makes syllables of so many times the words that are syllables as they stand.</summary>
    private const int TimesBetter = 2;

    /// <summary>Wider gaps part columns, which may be typed in different fonts.</summary>
    private const int WidestGap = 2;

    /// <summary>The lines of a head and of a foot.</summary>
    private const int EndLines = 25;

    /// <summary>The lines of a signature that stand above Nơi nhận.</summary>
    private const int FootAbove = 5;

    /// <summary>The alphabet of the text; null for Unicode, for other languages, and where too little speaks for one.</summary>
    public static LegacyEncoding? Find(string text)
    {
        var all = new Evidence([]);
        foreach (var piece in Pieces(text))
        {
            if (!LegacyFonts.IsUnicode(piece))
            {
                all.Add(piece);
            }
        }

        return all.Best;
    }

    /// <summary>The text in Unicode. Columns and lines that were typed in Unicode stay as they are.</summary>
    public static string Convert(string text, LegacyEncoding encoding)
    {
        var builder = new StringBuilder(text.Length);
        var known = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var piece in Pieces(text))
        {
            builder.Append(LegacyFonts.IsUnicode(piece) || !new Evidence(known).Add(piece).Allows(encoding) ? piece : encoding is LegacyEncoding.Tcvn3 ? Capitals(LegacyFonts.Convert(piece, encoding), piece) : LegacyFonts.Convert(piece, encoding));
        }

        return encoding is LegacyEncoding.Tcvn3 ? CapitalEnds(builder.ToString()) : builder.ToString();
    }

    /// <summary>Capitals of TCVN 3 were small letters with marks between plain capitals: "CéNG HOµ X·" is CỘNG HOÀ XÃ. Where a small letter stands beside, each word speaks for itself.</summary>
    private static string Capitals(string converted, string source)
    {
        var all = !source.Any(char.IsAsciiLetterLower);
        var builder = new StringBuilder(converted);
        for (int from = 0, to; from < builder.Length; from = to + 1)
        {
            to = from;
            var capitals = 0;
            for (; to < builder.Length && char.IsLetter(builder[to]); to++)
            {
                capitals += char.IsAsciiLetterUpper(source[to]) ? 1 : char.IsAsciiLetterLower(source[to]) ? -source.Length : 0;
            }

            for (var i = from; capitals > (all ? 0 : 1) && i < to; i++)
            {
                builder[i] = char.ToUpperInvariant(builder[i]);
            }
        }

        return builder.ToString();
    }

    /// <summary>
    /// Where the fonts of capitals (.VnTimeH) were lost the national header stands in small letters, and with it the names of bodies, kinds and offices
    /// in head and foot: what they begin with tells them.
    /// </summary>
    private static string CapitalEnds(string text)
    {
        var lines = text.Split('\n');
        var filled = Enumerable.Range(0, lines.Length).Where(i => lines[i].Any(char.IsLetter)).ToList();
        if (!filled.Take(EndLines).Any(i => Pieces(lines[i]).Any(IsSmallHeader)))
        {
            return text;
        }

        var goesOn = false;
        var foot = filled.FindIndex(i => Plain.Compact(lines[i]).StartsWith("noinhan", StringComparison.Ordinal));
        foreach (var i in filled.Take(EndLines).Concat(filled.Skip(Math.Max(0, foot - FootAbove)).Take(foot < 0 ? 0 : EndLines)).Concat(filled.TakeLast(EndLines)).Distinct())
        {
            var wasName = goesOn;
            goesOn = false;
            lines[i] = string.Concat(Pieces(lines[i]).Select(Raised));

            string Raised(string piece)
            {
                var bare = piece.Trim(' ', '\t', '|', '*', '#', '_', '\r');
                var isName = IsName(bare) || (wasName && bare.Length < 45 && Plain.CapitalShare(bare) == 0 && bare.Length > 0 && char.IsLower(bare[0]) && bare[^1] is not (';' or '.'));
                goesOn |= isName;
                return isName || IsSmallHeader(bare) || DispatchKinds.FromTitle(bare.ToUpperInvariant()) is not null ? piece.ToUpperInvariant() : piece;
            }
        }

        return string.Join('\n', lines);
    }

    private static bool IsSmallHeader(string piece) => Plain.CapitalShare(piece) < 0.1 && piece.Length < 60 && (HeadAnchors.IsStateHeader(piece) || HeadAnchors.IsPartOf(HeadAnchors.StateHeader, piece, 10) || Plain.Compact(piece) == HeadAnchors.PartyHeader);

    /// <summary>The name of a body, or of an office with or without its capacity, in small letters from the first.</summary>
    private static bool IsName(string text) => text.Length is > 3 and < 60 && Plain.CapitalShare(text) < 0.2 && char.IsLower(text[0])
        && (SigningTitles.Capacity(text.ToUpperInvariant()) is not null || (text[^1] is not (';' or '.' or ',') && (IssuerLines.StartsBody(text) || SigningTitles.StartsTitle(text))));

    /// <summary>The text cut at line ends and where columns part; put together again the pieces are the text.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var from = 0;
        for (var at = 0; at < text.Length;)
        {
            var gap = at;
            while (gap < text.Length && text[gap] is ' ' or '\t' or '\n' or '|')
            {
                gap++;
            }

            if (gap > at && (gap - at > WidestGap || text.AsSpan(at, gap - at).ContainsAny('\n', '\t', '|')))
            {
                yield return text[from..gap];
                from = gap;
            }

            at = Math.Max(gap, at + 1);
        }

        yield return text[from..];
    }

    /// <summary>Whether a word is a syllable: as it stands, and in each alphabet. A long text has few words many times.</summary>
    private readonly record struct Word(bool AsItStands, bool InTcvn3, bool InVni);

    /// <summary>How many of the words with foreign signs are syllables: as they stand, and in each alphabet.</summary>
    private sealed class Evidence(Dictionary<string, Word> known)
    {
        private int words;
        private int asTheyStand;
        private int tcvn3;
        private int vni;

        public LegacyEncoding? Best => Of(LegacyEncoding.Tcvn3) >= Of(LegacyEncoding.Vni)
            ? IsSure(tcvn3, vni) ? LegacyEncoding.Tcvn3 : null
            : IsSure(vni, tcvn3) ? LegacyEncoding.Vni : null;

        /// <summary>Whether a piece of a text in this alphabet is not rather Unicode.</summary>
        public bool Allows(LegacyEncoding encoding) => Of(encoding) >= asTheyStand;

        public Evidence Add(string piece)
        {
            var from = 0;
            for (var at = 0; at <= piece.Length; at++)
            {
                if (at < piece.Length && IsInWord(piece[at]))
                {
                    continue;
                }

                AddWord(piece.AsSpan(from, at - from));
                from = at + 1;
            }

            return this;
        }

        private int Of(LegacyEncoding encoding) => encoding switch { LegacyEncoding.Tcvn3 => tcvn3, LegacyEncoding.Vni => vni };

        private bool IsSure(int right, int other) => right >= FewestWords && right * 100 >= words * MostlySyllables && right >= asTheyStand * TimesBetter && right >= other * TimesBetter;

        private void AddWord(ReadOnlySpan<char> span)
        {
            if (span.Length is 0 or > 12 || !span.ContainsAnyExceptInRange('\0', '\u007f'))
            {
                return;
            }

            var text = span.ToString();
            if (!known.TryGetValue(text, out var word))
            {
                known[text] = word = new Word(Syllables.Has(text), Syllables.Has(LegacyFonts.Convert(text, LegacyEncoding.Tcvn3)), Syllables.Has(LegacyFonts.Convert(text, LegacyEncoding.Vni)));
            }

            words++;
            asTheyStand += word.AsItStands ? 1 : 0;
            tcvn3 += word.InTcvn3 ? 1 : 0;
            vni += word.InVni ? 1 : 0;
        }

        /// <summary>Letters, and the signs of Latin-1 that TCVN 3 makes letters of.</summary>
        private static bool IsInWord(char c) => char.IsAsciiLetter(c) || c is (>= '\u00a1' and < '\u2000') or '\u2219' or '\u22c5';
    }
}
