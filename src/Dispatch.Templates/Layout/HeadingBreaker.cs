namespace Dispatch.Templates.Layout;

/// <summary>
/// Breaks the few lines of a heading: as equal as may be, but rather after a comma or before "và" than in the middle of a phrase, and never between
/// "năm" and its figure if that can be helped.
/// </summary>
internal static class HeadingBreaker
{
    // Measured against the square of how far a line is from the mean: a comma is worth lines of 3 to 5.
    private const double GoodBreak = -0.2;
    private const double BadBreak = 0.3;

    public static List<List<Word>> Balance(List<Word> words, int lineCount, Func<int, double> widthOf)
    {
        var mean = words.Sum(word => word.Width + word.SpaceAfter) / lineCount;

        // best[n, i]: the cost of setting the first i words in n lines, and where the last of these begins.
        var best = new (double Cost, int From)[lineCount + 1, words.Count + 1];
        for (var line = 0; line <= lineCount; line++)
        {
            for (var end = 0; end <= words.Count; end++)
            {
                best[line, end] = line == 0 ? (end == 0 ? 0 : double.PositiveInfinity, 0) : Cheapest(words, line, end, best, widthOf(line - 1), mean);
            }
        }

        var lines = new List<List<Word>>();
        for (var (line, end) = (lineCount, words.Count); line > 0; line--)
        {
            var from = best[line, end].From;
            lines.Insert(0, words[from..end]);
            end = from;
        }

        return lines;
    }

    private static (double Cost, int From) Cheapest(List<Word> words, int line, int end, (double Cost, int From)[,] best, double width, double mean)
    {
        var result = (Cost: double.PositiveInfinity, From: Math.Max(0, end - 1));
        var used = 0.0;
        for (var from = end - 1; from >= 0; from--)
        {
            used += words[from].Width + (from < end - 1 ? words[from].SpaceAfter : 0);
            if (used > width && from < end - 1)
            {
                break;
            }

            var cost = best[line - 1, from].Cost + Math.Pow((used / mean) - 1, 2) + BreakBefore(words, from);
            if (cost < result.Cost)
            {
                result = (cost, from);
            }
        }

        return result;
    }

    private static double BreakBefore(List<Word> words, int at)
    {
        if (at == 0)
        {
            return 0;
        }

        if (words[at].IsDash || char.IsAsciiDigit(words[at].Text[0]))
        {
            return BadBreak;
        }

        return words[at - 1].Text[^1] is ',' or ';' || Prose.IsConjunction(words[at].Text) ? GoodBreak : 0;
    }
}
