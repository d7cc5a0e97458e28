using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>
/// Finds the marking of a state secret. A document that carries one is not stored on any path, so a stamp that stands
/// alone is always believed; the words in running text (bí mật nhà nước, bảo mật, độ tối mật …) are not a marking.
/// </summary>
public static partial class SecrecyMarking
{
    private const int TopOfPage = 15;
    private const int LongestLabelled = 80;

    private static readonly Dictionary<string, string> Markings = new(StringComparer.Ordinal)
    {
        ["MẬT"] = "MẬT",
        ["TỐIMẬT"] = "TỐI MẬT",
        ["TUYỆTMẬT"] = "TUYỆT MẬT",
    };

    /// <summary>What a scan makes of the stamps when it loses their marks; as capitals standing alone these are nothing else.</summary>
    private static readonly Dictionary<string, string> Misread = new(StringComparer.Ordinal)
    {
        ["TOIMAT"] = "TỐI MẬT",
        ["TUYETMAT"] = "TUYỆT MẬT",
    };

    private static readonly string[] Neighbours = ["conghoaxahoichunghiavietnam", "doclaptudohanhphuc", "dangcongsanvietnam"];

    /// <summary>The marking, as <c>MẬT</c>, <c>TỐI MẬT</c> or <c>TUYỆT MẬT</c>, or null when the text carries none.</summary>
    /// <param name="text">A whole document, a draft, or one line such as a subject.</param>
    public static string? Find(string text)
    {
        // Compatibility forms (full-width capitals) are folded after Compose has made the text well-formed.
        var lines = SourceLines.Compose(text).Normalize(NormalizationForm.FormKC).Split('\n');
        var depth = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = (lines[i].AsSpan().ContainsAny("*_#") ? Emphasis().Replace(lines[i], "") : lines[i]).Trim();
            depth = lines[i].Contains('\f', StringComparison.Ordinal) || line.Contains("PAGE BREAK", StringComparison.Ordinal) ? 0 : depth;
            if (line.Length == 0)
            {
                continue;
            }

            var marking = MayHold(line) ? InFlatText(line) ?? Alone(line) ?? AtTop(line, depth, i, lines) ?? Labelled(line) ?? Bracketed(line) : null;
            if (marking is not null)
            {
                return marking;
            }

            depth++;
        }

        return null;
    }

    /// <summary>A stamp in a document that came as one line: alone between two components, or beside the name of a body.</summary>
    private static string? InFlatText(string line) => !FlatText.IsDocument(line) ? null
        : FlatText.Break(line).Where(MayHold).Select(part => Alone(part.Trim()) ?? Bracketed(part.Trim()) ?? BesideName(part)).FirstOrDefault(m => m is not null);

    private static string? BesideName(string part)
    {
        var match = HeadFragments.IsSubject(part) ? Match.Empty : AtEdge().Match(part);
        return match.Success && match.Groups["before"].Value is not ("BÍ" or "BẢO" or "ĐỘ") ? StampIn(match.Groups["stamp"].Value) : null;
    }

    /// <summary>Most lines have not the letters of any marking.</summary>
    private static bool MayHold(string line) => line.AsSpan().ContainsAny('Ậ', 'ậ') || (line.Contains('M', StringComparison.Ordinal) && line.Contains('A', StringComparison.Ordinal) && line.Contains('T', StringComparison.Ordinal));

    /// <summary>Capitals that fill the line or a column of it, letters spaced out or not.</summary>
    private static string? Alone(string line) => StampIn(line) ?? Columns().Split(line).Select(StampIn).FirstOrDefault(m => m is not null) ?? BesideHeader(line);

    private static string? StampIn(string part)
    {
        if (part.Length > 60 || part.Any(char.IsDigit))
        {
            return null;
        }

        var letters = string.Concat(part.Where(char.IsLetter));
        return Markings.GetValueOrDefault(letters) ?? Misread.GetValueOrDefault(letters);
    }

    /// <summary>A stamp that a flattened column put on the line of the national header, the number or the date.</summary>
    private static string? BesideHeader(string line)
    {
        if (!StampWord().IsMatch(line) || line.Length > 200)
        {
            return null;
        }

        var rest = DateLine.Find(line) is { } date ? line.Remove(date.Start, date.End - date.Start) : line;
        rest = NumberWord().Replace(rest, "  ");
        foreach (var pattern in Neighbours)
        {
            if (Approximate.Find(rest, pattern, pattern.Length / 5) is { } span)
            {
                rest = string.Concat(rest.AsSpan(0, span.Start), "  ", rest.AsSpan(span.End));
            }
        }

        return rest.Length == line.Length ? null : StampIn(rest);
    }

    /// <summary>"Mật" or "tối mật" in small letters is a stamp only where stamps stand, and not where a broken line of text leaves the word alone.</summary>
    private static string? AtTop(string line, int depth, int at, string[] lines)
    {
        if (depth >= TopOfPage || line.Length > 30)
        {
            return null;
        }

        var before = at > 0 ? Plain.Of(lines[at - 1]).TrimEnd() : "";
        var after = at + 1 < lines.Length ? Plain.Of(lines[at + 1]).TrimStart() : "";
        var wrapped = before.EndsWith(" bi", StringComparison.Ordinal) || before.EndsWith(" bao", StringComparison.Ordinal) || before.EndsWith(" do", StringComparison.Ordinal)
            || before.EndsWith(',') || after.StartsWith("nha nuoc", StringComparison.Ordinal);
        return wrapped ? null : StampIn(line.ToUpperInvariant());
    }

    /// <summary>"Độ mật: Tối mật", as forms and cover sheets say it.</summary>
    private static string? Labelled(string line)
    {
        if (line.Length > LongestLabelled)
        {
            return null;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Label().IsMatch(Plain.Of(line[..colon])) ? StampIn(line[(colon + 1)..].ToUpperInvariant()) : null;
    }

    /// <summary>Capitals in brackets, or before a dash or colon at the start of a subject.</summary>
    private static string? Bracketed(string line)
    {
        var match = InBrackets().Match(line);
        return match.Success ? StampIn(match.Groups["stamp"].Value) : null;
    }

    [GeneratedRegex(@"^\W*(?<stamp>TUYỆT\s*MẬT|TỐI\s*MẬT|M\s*Ậ\s*T)\s+\p{Lu}{2}|(?<before>\p{Lu}+)\s+(?<stamp>TUYỆT\s*MẬT|TỐI\s*MẬT|M\s*Ậ\s*T)\W*$", Linear.Time)]
    private static partial Regex AtEdge();

    [GeneratedRegex(@"\*+|_+|#+", Linear.Time)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s{2,}|\t|\|", Linear.Time)]
    private static partial Regex Columns();

    [GeneratedRegex(@"M\s*(Ậ|A)\s*T", Linear.Time)]
    private static partial Regex StampWord();

    [GeneratedRegex(@"[Ss]ố\s*:\s*\S*\s*/\s*\S+", Linear.Time)]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"(do|dau|muc) *(chi *)?(muc *)?(do *)?mat( *cua *van *ban)?\s*$", Linear.Time)]
    private static partial Regex Label();

    [GeneratedRegex(@"[\[(<{]\s*(?<stamp>TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)\s*[\])>}]|^\W*(?<stamp>TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)\s*([-–—:./]|V/v)", Linear.Time)]
    private static partial Regex InBrackets();
}
