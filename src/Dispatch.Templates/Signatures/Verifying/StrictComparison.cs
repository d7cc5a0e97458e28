using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// Whether two values of two revisions mean the same, followed through every reference. It compares what is reached, not what was rewritten: an object that another
/// one shares with a page is compared where the page reaches it, however innocent its other place is.
/// </summary>
internal sealed class StrictComparison(PdfFileReader before, PdfFileReader now)
{
    private const int MostSteps = 20_000_000;

    private readonly HashSet<(int, int)> proven = [];
    private readonly HashSet<int> judgedElsewhere = [];
    private int steps;

    /// <summary>Leaves an object out of every comparison, because a rule of its own judges it; both revisions must reach it by the same number.</summary>
    public void LeaveTo(int number) => judgedElsewhere.Add(number);

    public bool AreSame(PdfValue? first, PdfValue? second) => FirstDifference(first, second, "") is null;

    /// <summary>The path of a difference, or null when there is none.</summary>
    public string? FirstDifference(PdfValue? first, PdfValue? second, string path)
    {
        var assumed = new List<(int, int)>();
        var open = new Queue<(PdfValue? First, PdfValue? Second, Trail At)>();
        open.Enqueue((first, second, new Trail(null, path)));
        while (open.TryDequeue(out var pair))
        {
            if (Differs(pair.First, pair.Second, pair.At, open, assumed) is { } place)
            {
                // What was taken as the same while searching is not proven by a search that failed.
                assumed.ForEach(known => proven.Remove(known));
                return place.ToString();
            }
        }

        return null;
    }

    private static bool SameNumbers(PdfValue first, PdfValue second) =>
        (first as PdfInteger)?.Value is { } a ? (second as PdfInteger)?.Value == a || (second as PdfReal)?.Value == a
        : (first as PdfReal)?.Value is { } b && ((second as PdfReal)?.Value == b || (second as PdfInteger)?.Value == b);

    private Trail? Differs(PdfValue? first, PdfValue? second, Trail at, Queue<(PdfValue?, PdfValue?, Trail)> open, List<(int, int)> assumed)
    {
        if (++steps > MostSteps)
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "The revisions are too large to compare");
        }

        if (first is PdfReference one && second is PdfReference other)
        {
            if ((one.Number == other.Number && judgedElsewhere.Contains(one.Number)) || !proven.Add((one.Number, other.Number)))
            {
                return null;
            }

            assumed.Add((one.Number, other.Number));
        }

        return (before.Resolve(first), now.Resolve(second)) switch
        {
            (PdfNull, PdfNull) => null,
            (PdfBoolean a, PdfBoolean b) => a.Value == b.Value ? null : at,
            (PdfName a, PdfName b) => a.Value == b.Value ? null : at,
            (PdfString a, PdfString b) => a.Bytes.AsSpan().SequenceEqual(b.Bytes) ? null : at,
            (PdfArray a, PdfArray b) => DiffersInItems(a, b, at, open),
            (PdfDictionary a, PdfDictionary b) => DiffersInEntries(a, b, at, open),
            (PdfStream a, PdfStream b) => DiffersInEntries(a.Dictionary, b.Dictionary, at, open) ?? (SameData(a, b) ? null : at),
            var (a, b) => SameNumbers(a, b) ? null : at,
        };
    }

    private static Trail? DiffersInItems(PdfArray first, PdfArray second, Trail at, Queue<(PdfValue?, PdfValue?, Trail)> open)
    {
        if (first.Items.Count != second.Items.Count)
        {
            return at;
        }

        for (var i = 0; i < first.Items.Count; i++)
        {
            Follow(first.Items[i], second.Items[i], new Trail(at, null, i), open);
        }

        return null;
    }

    private static Trail? DiffersInEntries(PdfDictionary first, PdfDictionary second, Trail at, Queue<(PdfValue?, PdfValue?, Trail)> open)
    {
        foreach (var (name, value) in first.Entries)
        {
            Follow(value, second[name], new Trail(at, name), open);
        }

        foreach (var (name, value) in second.Entries)
        {
            if (first[name] is null)
            {
                Follow(null, value, new Trail(at, name), open);
            }
        }

        return null;
    }

    private static void Follow(PdfValue? first, PdfValue? second, Trail at, Queue<(PdfValue?, PdfValue?, Trail)> open)
    {
        if (!ReferenceEquals(first, second) || first is PdfReference or PdfArray or PdfDictionary or PdfStream)
        {
            open.Enqueue((first, second, at));
        }
    }

    private bool SameData(PdfStream first, PdfStream second)
    {
        if (first.Start == second.Start || first.Length != second.Length)
        {
            return first.Length == second.Length;
        }

        const int Part = 1 << 16;
        for (var at = 0L; at < first.Length; at += Part)
        {
            var count = Math.Min(Part, first.Length - at);
            if (!before.Source.Read(first.Start + at, count).AsSpan().SequenceEqual(now.Source.Read(second.Start + at, count)))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Trail(Trail? Above, string? Name, int Index = -1)
    {
        public override string ToString()
        {
            var parts = new Stack<string>();
            for (var at = this; at is not null; at = at.Above)
            {
                parts.Push(at.Name is null ? FormattableString.Invariant($"[{at.Index}]") : at.Above is null ? at.Name : "/" + at.Name);
                if (parts.Count > 60)
                {
                    parts.Push("…");
                    break;
                }
            }

            return string.Concat(parts).TrimStart('/');
        }
    }
}
