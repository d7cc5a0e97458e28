namespace Dispatch.IntakeScore;

/// <summary>How often one field was right, wrong, missed or invented.</summary>
internal sealed class Tally
{
    public int Right { get; private set; }

    public int Wrong { get; private set; }

    public int Missed { get; private set; }

    public int Invented { get; private set; }

    public int Total => Right + Wrong + Missed + Invented;

    public void Add(string? gold, string? got)
    {
        _ = (gold, got) switch
        {
            (null, null) => 0,
            (null, _) => Invented++,
            (_, null) => Missed++,
            _ => gold == got ? Right++ : Wrong++,
        };
    }
}

/// <summary>Entries found, entries there are, entries printed.</summary>
internal sealed class ListTally
{
    public int Hit { get; private set; }

    public int Gold { get; private set; }

    public int Got { get; private set; }

    public double Precision => Got == 0 ? 0 : (double)Hit / Got;

    public double Recall => Gold == 0 ? 0 : (double)Hit / Gold;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public void Add(int hit, int gold, int got)
    {
        Hit += hit;
        Gold += gold;
        Got += got;
    }
}
