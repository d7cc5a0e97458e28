namespace Dispatch.Templates.Bodies;

/// <summary>Reads the label a part of a text begins with: "Chương II", "Điều 5.", "2.1. ", "b) ". A space is any white space, a figure any digit.</summary>
internal static class PartLabel
{
    private static readonly (string Word, BodyPart Part)[] Divisions =
        [("Phần", BodyPart.Part), ("Chương", BodyPart.Chapter), ("Mục", BodyPart.Section), ("Tiểu mục", BodyPart.Subsection)];

    /// <summary>The division a line names and nothing else: its word in any case, a Roman or Arabic number, perhaps a full stop.</summary>
    public static BodyPart? Division(ReadOnlySpan<char> line)
    {
        foreach (var (word, part) in Divisions)
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && SpacesAt(line, word.Length) is > 0 and var spaces)
            {
                var number = line[(word.Length + spaces)..];
                var length = Math.Max(DigitsAt(number, 0), RomanAt(number, isAnyCase: true));
                return length > 0 && number[length..] is [] or ['.'] ? part : null;
            }
        }

        return null;
    }

    /// <summary>How many letters "Điều 5a." takes; 0 when the line begins otherwise.</summary>
    public static int Article(ReadOnlySpan<char> line)
    {
        const string Word = "Điều";
        if (!line.StartsWith(Word, StringComparison.Ordinal) || SpacesAt(line, Word.Length) is not (> 0 and var spaces))
        {
            return 0;
        }

        var at = Word.Length + spaces;
        var digits = DigitsAt(line, at);
        at += digits;
        at += at < line.Length && IsLetterOfPoint(line[at]) ? 1 : 0;
        at += SpacesAt(line, at);
        return digits > 0 && at < line.Length && line[at] is '.' or ':' ? at + 1 : 0;
    }

    /// <summary>"I. ", "2) ", "A. ": before a title on the same line.</summary>
    public static bool IsNumbered(ReadOnlySpan<char> line)
    {
        var length = Math.Max(DigitsAt(line, 0), RomanAt(line, isAnyCase: false));
        length = length == 0 && line is [(>= 'A' and <= 'Z') or 'Đ', ..] ? 1 : length;
        return length > 0 && length + 1 < line.Length && line[length] is '.' or ')' && char.IsWhiteSpace(line[length + 1]);
    }

    /// <summary>"1. ", "2.1. ".</summary>
    public static bool IsClause(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (DigitsAt(line, at) is > 0 and var digits)
        {
            at += digits;
            if (at >= line.Length || line[at] != '.')
            {
                return false;
            }

            at++;
        }

        return at > 0 && at < line.Length && char.IsWhiteSpace(line[at]);
    }

    /// <summary>"b) ", "(iv) ".</summary>
    public static bool IsPoint(ReadOnlySpan<char> line)
    {
        if (line is ['(', ..])
        {
            var length = line[1..].IndexOfAnyExcept("ivx") + 1;
            return length > 1 && length + 1 < line.Length && line[length] == ')' && char.IsWhiteSpace(line[length + 1]);
        }

        return line is [var letter, ')', var space, ..] && IsLetterOfPoint(letter) && char.IsWhiteSpace(space);
    }

    /// <summary>"QUYẾT ĐỊNH:" alone on its line.</summary>
    public static bool IsFormula(ReadOnlySpan<char> line) =>
        line is [.., ':'] && line[..^1].TrimEnd() is "QUYẾT ĐỊNH" or "QUYẾT NGHỊ" or "CHỈ THỊ" or "YÊU CẦU";

    private static bool IsLetterOfPoint(char letter) => letter is (>= 'a' and <= 'z') or 'đ';

    private static int SpacesAt(ReadOnlySpan<char> line, int at)
    {
        var end = at;
        while (end < line.Length && char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        return end - at;
    }

    private static int DigitsAt(ReadOnlySpan<char> line, int at)
    {
        var end = at;
        while (end < line.Length && char.IsDigit(line[end]))
        {
            end++;
        }

        return end - at;
    }

    private static int RomanAt(ReadOnlySpan<char> line, bool isAnyCase)
    {
        var end = line.IndexOfAnyExcept(isAnyCase ? "IVXLCivxlc" : "IVXLC");
        return end < 0 ? line.Length : end;
    }
}
