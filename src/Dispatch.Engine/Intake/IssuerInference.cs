using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>
/// Where no issuer is printed: the body whose initials are the first letters of the symbol and which the text names most
/// ("BNG" and "Bộ Ngoại giao"). A guess for the clerk to confirm.
/// </summary>
internal static partial class IssuerInference
{
    public static string? From(string? symbol, IReadOnlyList<string> body, string? place)
    {
        if (symbol is null)
        {
            return null;
        }

        var letters = Letters(symbol);
        if (letters.Length < 2)
        {
            return null;
        }

        if (letters == "UBND")
        {
            return place is null ? null : "Ủy ban nhân dân " + place;
        }

        return body.Take(200).SelectMany(p => Names(p, letters)).GroupBy(n => n, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key;
    }

    private static string Letters(string symbol)
    {
        var groups = symbol.Split('-', '/').Select(g => g.Trim()).ToList();
        var first = DispatchKinds.FromSymbol(symbol) is not null && groups.Count > 1 ? groups[1] : groups[0];
        return first.Replace("&", "", StringComparison.Ordinal);
    }

    /// <summary>Every run of words in the paragraph, beginning with a capital, whose initials are the letters.</summary>
    private static IEnumerable<string> Names(string paragraph, string letters)
    {
        var words = Word().Matches(paragraph);
        for (var i = 0; i + letters.Length <= words.Count; i++)
        {
            if (!char.IsUpper(words[i].Value[0]) || !SameLetter(words[i].Value[0], letters[0]))
            {
                continue;
            }

            var end = RunEnd(words, i, letters);
            if (end > i)
            {
                var name = paragraph[words[i].Index..(words[end].Index + words[end].Length)];
                if (IssuerLines.StartsBody(name) && !name.Any(c => c is '.' or ';' or ':'))
                {
                    yield return name;
                }
            }
        }
    }

    private static int RunEnd(MatchCollection words, int from, string letters)
    {
        var at = from;
        var matched = 0;
        for (; matched < letters.Length && at < words.Count && at < from + letters.Length + 2; at++)
        {
            if (SameLetter(words[at].Value[0], letters[matched]))
            {
                matched++;
            }
            else if (words[at].Value is not ("và" or "của"))
            {
                return -1;
            }
        }

        return matched == letters.Length ? at - 1 : -1;
    }

    private static bool SameLetter(char word, char letter) => Plain.Of(word) == Plain.Of(letter) && (Plain.Of(word) != 'd' || char.ToUpperInvariant(word) == char.ToUpperInvariant(letter));

    [GeneratedRegex(@"\p{L}+", Linear.Time)]
    private static partial Regex Word();
}
