namespace Dispatch.Engine.Kernel;

/// <summary>How many letters must be put in, left out, changed or swapped with their neighbour to make one word of another.</summary>
public static class EditDistance
{
    /// <summary>The distance of two words (optimal string alignment); letters count as they are, with case and marks.</summary>
    public static int Between(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var before = new int[other.Length + 1];
        var above = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[other.Length];
    }

    /// <summary>How many letters a misprint may differ by before it is another word: none in two letters, one in a short sign, more in a phrase.</summary>
    internal static int Allowance(string plain) => plain.Length switch
    {
        <= 2 => 0,
        <= 6 => 1,
        _ => Math.Min(4, plain.Length / 6 + 1),
    };
}
