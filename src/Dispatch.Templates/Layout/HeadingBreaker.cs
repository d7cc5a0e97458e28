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

    /// <summary>After how many words each line ends.</summary>
    public static List<int> Balance(Words words, int lineCount, Func<int, double> widthOf)
    {
        var mean = (words.WidthOf(0, words.Count) + words.SpaceAfter(words.Count - 1)) / lineCount;

        // costs[n, i]: of setting the first i words in n lines; begins[n, i]: where the last of these begins.
        var costs = new double[lineCount + 1, words.Count + 1];
        var begins = new int[lineCount + 1, words.Count + 1];
        for (var end = 1; end <= words.Count; end++)
        {
            costs[0, end] = double.PositiveInfinity;
        }

        for (var line = 1; line <= lineCount; line++)
        {
            for (var end = 0; end <= words.Count; end++)
            {
                (costs[line, end], begins[line, end]) = Cheapest(words, line, end, costs, widthOf(line - 1), mean);
            }
        }

        var ends = new List<int>();
        for (var (line, end) = (lineCount, words.Count); line > 0; line--)
        {
            ends.Add(end);
            end = begins[line, end];
        }

        ends.Reverse();
        return ends;
    }

    private static (double Cost, int From) Cheapest(Words words, int line, int end, double[,] costs, double width, double mean)
    {
        var (cheapest, begin) = (double.PositiveInfinity, Math.Max(0, end - 1));
        var used = 0.0;
        for (var from = end - 1; from >= 0; from--)
        {
            used += words.WidthOf(from) + (from < end - 1 ? words.SpaceAfter(from) : 0);
            if (used > width && from < end - 1)
            {
                break;
            }

            var unevenness = (used / mean) - 1;
            var cost = costs[line - 1, from] + (unevenness * unevenness) + BreakBefore(words, from);
            if (cost < cheapest)
            {
                (cheapest, begin) = (cost, from);
            }
        }

        return (cheapest, begin);
    }

    private static double BreakBefore(Words words, int at)
    {
        if (at == 0)
        {
            return 0;
        }

        if (words.IsDash(at) || char.IsAsciiDigit(words[at][0]))
        {
            return BadBreak;
        }

        return words[at - 1][^1] is ',' or ';' || Prose.IsConjunction(words[at]) ? GoodBreak : 0;
    }
}
