using System.Text;

namespace Dispatch.Engine.Intake;

/// <summary>"C Ộ N G  H Ò A": letters set apart for show are words again; two or three blanks among them part the words.</summary>
internal static class SpacedLetters
{
    private const int Fewest = 5;

    public static string Join(string line)
    {
        if (!MayHold(line))
        {
            return line;
        }

        var builder = new StringBuilder(line.Length);
        var at = 0;
        while (at < line.Length)
        {
            var end = RunFrom(line, at, out var letters);
            if (letters >= Fewest)
            {
                Append(builder, line.AsSpan(at, end - at));
                at = end;
                continue;
            }

            builder.Append(line[at++]);
        }

        return builder.ToString();
    }

    private static bool MayHold(string line)
    {
        var alone = 0;
        for (var i = 1; i < line.Length; i++)
        {
            alone += line[i] == ' ' && char.IsLetter(line[i - 1]) && (i < 2 || line[i - 2] == ' ') ? 1 : 0;
        }

        return alone >= Fewest - 1;
    }

    /// <summary>The end of the run of single letters that begins at a place, and how many they are.</summary>
    private static int RunFrom(string line, int start, out int letters)
    {
        letters = 0;
        var end = start;
        if (start > 0 && !char.IsWhiteSpace(line[start - 1]))
        {
            return start;
        }

        for (var at = start; at < line.Length && char.IsLetter(line[at]) && (at + 1 == line.Length || char.IsWhiteSpace(line[at + 1]));)
        {
            letters++;
            end = at + 1;
            var next = end;
            while (next < line.Length && line[next] == ' ')
            {
                next++;
            }

            if (next - end is 0 or > 3)
            {
                break;
            }

            at = next;
        }

        return end;
    }

    private static void Append(StringBuilder builder, ReadOnlySpan<char> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            if (run[i] != ' ')
            {
                builder.Append(run[i]);
            }
            else if (run[i - 1] == ' ' && builder[^1] != ' ')
            {
                builder.Append(' ');
            }
        }
    }
}
