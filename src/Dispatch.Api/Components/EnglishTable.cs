using System.Globalization;
using System.Reflection;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Components;

/// <summary>
/// The English of the pages' Vietnamese: the sentence is the key. A line of a table is the Vietnamese, a tab, the English; <c>{}</c> stands for what a page puts in
/// (a number, a name), in order, and <c>{0}</c>, <c>{1}</c> for the same in English.
/// </summary>
internal sealed class EnglishTable
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private readonly Dictionary<string, string> sentences = new(StringComparer.Ordinal);
    private readonly List<Pattern> patterns = [];

    private EnglishTable(IEnumerable<string> lines)
    {
        foreach (var pair in lines.Select(line => line.Split('\t')).Where(pair => pair.Length == 2))
        {
            if (pair[0].Contains("{}", StringComparison.Ordinal))
            {
                patterns.Add(new Pattern(pair[0].Split("{}"), pair[1]));
            }
            else
            {
                sentences.TryAdd(pair[0], pair[1]);
            }
        }

        // The more a pattern says itself, the surer it is meant.
        patterns.Sort((one, other) => other.Weight.CompareTo(one.Weight));
    }

    /// <summary>Every Vietnamese piece the tables know, whole or as a part of a pattern.</summary>
    public IEnumerable<string> Pieces => sentences.Keys.Concat(patterns.SelectMany(pattern => pattern.Parts).Select(part => part.Trim()).Where(part => part.Length > 0));

    /// <summary>Reads the tables that lie beside this file, and what a verifier finds, which has its English where it has its Vietnamese.</summary>
    public static EnglishTable Load() =>
        new(Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith("English/", StringComparison.Ordinal)).SelectMany(Lines).Concat(Findings()));

    /// <summary>A table of some lines.</summary>
    internal static EnglishTable Of(params IEnumerable<string> lines) => new(lines);

    /// <summary>The English of a text; null when the tables have none, as for what people wrote.</summary>
    public string? Find(string text) => Word(text) ?? Unfinished(text) ?? Sentences(text) ?? Filled(text) ?? Listed(text);

    private string? Word(string text) => Whole(text) ?? Begun(text);

    private string? Whole(string text) => sentences.GetValueOrDefault(text);

    /// <summary>Words that stand in the table in small letters, at the beginning of a sentence; or the other way round, within one.</summary>
    private string? Begun(string text) => text switch
    {
        [var first, ..] when char.IsUpper(first) && Whole(text[..1].ToLower(Vietnamese) + text[1..]) is { Length: > 0 } english => char.ToUpperInvariant(english[0]) + english[1..],
        [var first, ..] when char.IsLower(first) && Whole(text[..1].ToUpper(Vietnamese) + text[1..]) is { Length: > 0 } english => char.ToLowerInvariant(english[0]) + english[1..],
        _ => null,
    };

    /// <summary>The name of an act that asks for more before it is done.</summary>
    private string? Unfinished(string text) => text is [.. var act, '…'] && Find(act) is { } english ? english + "…" : null;

    /// <summary>Several sentences one after another, each of which is known.</summary>
    private string? Sentences(string text)
    {
        if (!text.Contains(". ", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text.Split(". ");
        var english = parts.Select((part, i) => Find(i == parts.Length - 1 ? part : part + ".")).ToList();
        return english.TrueForAll(part => part is not null) ? string.Join(' ', english) : null;
    }

    /// <summary>A list every part of which is known, each as it is or with how many before it ("1 đã vào sổ, 63 chưa tiếp nhận").</summary>
    private string? Listed(string text)
    {
        var parts = text.Split(", ");
        var english = Array.ConvertAll(parts, part => Word(part) ?? Counted(part));
        return Array.TrueForAll(english, part => part is not null) ? string.Join(", ", english) : null;
    }

    private string? Counted(string text) => text.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 && text[..end].All(letter => char.IsDigit(letter) || letter == '.') && Word(text[(end + 1)..]) is { } english
        ? $"{text[..end]} {english}"
        : null;

    private string? Filled(string text)
    {
        foreach (var pattern in patterns)
        {
            // A pattern of one word ("{} của {}") would take what people wrote for its own: it holds only around words the tables know, and around figures.
            if (pattern.Match(text) is { } filled && (pattern.Words > 1 || filled.TrueForAll(part => !part.Any(char.IsLetter) || Find(part.Trim()) is not null)))
            {
                return string.Format(CultureInfo.InvariantCulture, pattern.English, [.. filled.Select(part => (object)(Find(part.Trim()) ?? part))]);
            }
        }

        return null;
    }

    private static IEnumerable<string> Findings() => FindingWords.Codes
        .Select(code => (Vietnamese: FindingWords.Of(code, FindingLanguage.Vietnamese), English: FindingWords.Of(code, FindingLanguage.English)))
        .Append((Vietnamese: FindingWords.OfSource(FindingLanguage.Vietnamese), English: FindingWords.OfSource(FindingLanguage.English)))
        .Select(finding => $"{finding.Vietnamese}\t{finding.English}");

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private sealed record Pattern(string[] Parts, string English)
    {
        public int Weight { get; } = Parts.Sum(part => part.Length);

        /// <summary>How many words it says itself.</summary>
        public int Words { get; } = Parts.SelectMany(part => part.Split(' ')).Count(word => word.Any(char.IsLetter));

        /// <summary>What stands in the gaps; null when the text is not of this pattern. Each gap is as short as it can be.</summary>
        public List<string>? Match(string text)
        {
            if (!text.StartsWith(Parts[0], StringComparison.Ordinal))
            {
                return null;
            }

            var filled = new List<string>();
            var at = Parts[0].Length;
            for (var i = 1; i < Parts.Length; i++)
            {
                var isLast = i == Parts.Length - 1;
                var end = isLast ? text.Length - Parts[i].Length : text.IndexOf(Parts[i], at, StringComparison.Ordinal);
                if (end < at || (isLast && !text.EndsWith(Parts[i], StringComparison.Ordinal)))
                {
                    return null;
                }

                filled.Add(text[at..end]);
                at = end + Parts[i].Length;
            }

            return filled;
        }
    }
}
