namespace Dispatch.Engine.Intake;

/// <summary>Finds a fixed phrase in a scanned line although letters were misread: the place with the fewest edits.</summary>
internal static class Approximate
{
    private const int LongestLine = 400;

    /// <summary>The span of <paramref name="text"/> that reads as <paramref name="pattern"/> (bare letters only) with at most <paramref name="errors"/> edits.</summary>
    public static (int Start, int End)? Find(string text, string pattern, int errors)
    {
        var length = Math.Min(text.Length, LongestLine);
        if (length < pattern.Length - errors)
        {
            // Every letter that is missing is an edit.
            return null;
        }

        var previous = new (int Cost, int Start)[pattern.Length + 1];
        var current = new (int Cost, int Start)[pattern.Length + 1];
        for (var j = 0; j <= pattern.Length; j++)
        {
            previous[j] = (j, 0);
        }

        (int Cost, int Start, int End) best = (errors + 1, 0, 0);
        for (var i = 0; i < length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                continue;
            }

            Step(Plain.Of(text[i]), i, pattern, previous, current);
            (previous, current) = (current, previous);
            if (previous[^1].Cost < best.Cost)
            {
                best = (previous[^1].Cost, previous[^1].Start, i + 1);
            }
        }

        return best.Cost <= errors ? (best.Start, best.End) : null;
    }

    private static void Step(char c, int at, string pattern, (int Cost, int Start)[] previous, (int Cost, int Start)[] current)
    {
        // A match may begin at any letter: the first column costs nothing and remembers where it stands.
        current[0] = (0, at + 1);
        for (var j = 1; j <= pattern.Length; j++)
        {
            var from = j == 1 ? at : previous[j - 1].Start;
            var replace = (previous[j - 1].Cost + (c == pattern[j - 1] ? 0 : 1), from);
            var insert = (previous[j].Cost + 1, previous[j].Start);
            var delete = (current[j - 1].Cost + 1, current[j - 1].Start);
            current[j] = Least(replace, Least(insert, delete));
        }
    }

    private static (int Cost, int Start) Least((int Cost, int Start) one, (int Cost, int Start) other) => one.Cost <= other.Cost ? one : other;
}
