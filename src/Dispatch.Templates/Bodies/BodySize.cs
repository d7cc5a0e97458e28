using System.Globalization;

namespace Dispatch.Templates.Bodies;

/// <summary>How much text a paper may have. It is counted before anything of it is read or laid out, so that nobody's text keeps the server busy or fills its memory.</summary>
public static class BodySize
{
    /// <summary>The most letters of a paper: some four hundred full pages.</summary>
    public const int MostLetters = 1_000_000;

    /// <summary>The most lines, and cells of tables and paragraphs in them, together.</summary>
    public const int MostParts = 30_000;

    /// <summary>The most letters of one line.</summary>
    public const int LongestLine = 100_000;

    /// <summary>Of a text this part of the most a paper may have is large: some twenty pages, a tenth of a second to lay out.</summary>
    private const int LargePart = 20;

    private const string CellBreak = "<br>";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Whether a text takes so long to lay out that several of its kind at once would be felt by others.</summary>
    /// <param name="body">Lines of Markdown, or several of them in one string.</param>
    public static bool IsLarge(IEnumerable<string> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var size = Count(body);
        return size.Letters > MostLetters / LargePart || size.Parts > MostParts / LargePart;
    }

    /// <summary>Why a text is more than a paper may have.</summary>
    /// <param name="body">Lines of Markdown, or several of them in one string.</param>
    /// <returns>A Vietnamese sentence with the limit and the remedy; null when the text may be printed.</returns>
    public static string? Flaw(IEnumerable<string> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Count(body) switch
        {
            { Longest: > LongestLine and var longest } => string.Create(Vietnamese, $"Một dòng dài {longest:N0} ký tự, nhiều nhất là {LongestLine:N0}. Hãy tách thành nhiều đoạn."),
            { Letters: > MostLetters and var letters } => string.Create(Vietnamese, $"Lời văn dài {letters:N0} ký tự, nhiều nhất là {MostLetters:N0}. Hãy rút gọn, hoặc gửi phần dài thành tệp kèm theo."),
            { Parts: > MostParts and var parts } => string.Create(Vietnamese, $"Lời văn có {parts:N0} đoạn và ô bảng, nhiều nhất là {MostParts:N0}. Hãy rút gọn, hoặc gửi bảng lớn thành tệp kèm theo."),
            _ => null,
        };
    }

    private static (long Letters, long Parts, int Longest) Count(IEnumerable<string> body)
    {
        var (letters, parts, longest) = (0L, 0L, 0);
        foreach (var text in body)
        {
            letters += text.Length;
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                parts += 1 + line.Count('|') + line.Count(CellBreak);
                longest = Math.Max(longest, line.Length);
            }
        }

        return (letters, parts, longest);
    }
}
