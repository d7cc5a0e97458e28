using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The foot of a document: Nơi nhận at the left, capacity, title and name at the right.</summary>
internal sealed record Closing
{
    /// <summary>The first line of the foot; the body ends before it.</summary>
    public int Start { get; init; }

    /// <summary>The line behind the foot.</summary>
    public int End { get; init; }

    public bool HasLabel { get; init; }

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public string? ArchiveLine { get; init; }

    public IReadOnlyList<string> Archive { get; init; } = [];

    /// <summary>Whether the name was found inside the list and only set back by its shape.</summary>
    public bool IsNameStray { get; init; }

    public SigningBlock Signing { get; init; } = SigningBlock.None;

    /// <summary>"V/v …" of a head whose box a converter set down at the end of the page.</summary>
    public string? Subject { get; init; }
}

/// <summary>
/// Reads the foot line by line and tells the two columns apart: a list item and its continuation belong to Nơi nhận,
/// capitals and a person's name to the signature, whichever way the columns were flattened.
/// </summary>
internal sealed partial class ClosingReader
{
    private const int MostWithoutDashes = 15;
    private const int LongestFoot = 60;
    private const int MostOfSubject = 8;

    private readonly RecipientBlock recipients = new();
    private readonly SigningBlockReader signing = new();
    private readonly List<string> subject = [];

    private ClosingReader()
    {
    }

    /// <summary>The foot of the part of the lines from <paramref name="from"/> to <paramref name="to"/>; null where it has none.</summary>
    public static Closing? Read(IReadOnlyList<TextLine> lines, int from, int to)
    {
        var label = FindLabel(lines, from, to);
        var start = label >= 0 ? SigningBefore(lines, label, from) : FindSigning(lines, from, to);
        return start < 0 ? null : new ClosingReader().ReadFrom(lines, start, to, label);
    }

    private Closing ReadFrom(IReadOnlyList<TextLine> lines, int start, int to, int label)
    {
        var (hasLabel, hasOthers) = (label >= 0, false);
        if (hasLabel && !lines.Skip(start).Take(8).Any(l => l.Pieces.Any(p => RecipientBlock.Label(p) is not null)))
        {
            recipients.Open();
            if (SigningTitles.MarkWithin(lines[start].Text) is > 0 and var mark)
            {
                // The label was misread beyond recognition; what stands right of it was not.
                TakeRight(lines[start].Text[mark..]);
                start++;
            }
        }

        var at = start;
        for (; at < to && at < start + LongestFoot; at++)
        {
            if (IsOver(lines, at, start, label))
            {
                break;
            }

            signing.Begin(lines[at]);
            hasOthers |= at < label && lines[at].Pieces.Any(signing.IsAnother);
            foreach (var piece in lines[at].Pieces.SelectMany(SigningBlockReader.Parted))
            {
                Take(piece, lines[at], hasLabel);
            }
        }

        var printed = signing.Block.Name ?? recipients.TrailingName;
        var name = printed ?? recipients.TakeStrayName();
        return new Closing
        {
            Start = start,
            End = at,
            HasLabel = hasLabel,
            IsNameStray = printed is null && name is not null,
            Recipients = recipients.Items,
            ArchiveLine = recipients.ArchiveLine,
            Archive = RecipientBlock.SplitArchive(recipients.ArchiveLine),
            Signing = signing.Block with { Name = name, IsJoint = signing.Block.IsJoint || hasOthers },
            Subject = subject.Count == 0 ? null : SubjectReader.OfStray(subject),
        };
    }

    private void Take(string piece, TextLine line, bool hasLabel)
    {
        if (subject.Count == 0 ? StraySubject().IsMatch(piece) : subject.Count < MostOfSubject && char.IsLower(piece[0]))
        {
            subject.Add(piece);
        }
        else if (RecipientBlock.Label(piece) is { } afterLabel)
        {
            recipients.Open();
            var list = RecipientBlock.InOneLine(afterLabel);
            foreach (var item in list)
            {
                TakeRight(recipients.AddItem(item));
            }

            TakeRight(list.Count > 0 ? null : SigningTitles.MarkWithin(afterLabel) is > 0 and var mark ? afterLabel[mark..] : afterLabel);
        }
        else if (recipients.IsOpen && RecipientBlock.IsItem(piece))
        {
            TakeRight(recipients.AddItem(piece));
        }
        else if (recipients.TakesBare(piece))
        {
            TakeRight(recipients.AddBare(piece));
        }
        else if (recipients.Expects && SigningTitles.Capacity(piece) is null && !SigningTitles.StartsTitle(piece) && SigningBlockReader.AsName(piece) is null)
        {
            TakeRight(recipients.Continue(piece, line.AfterBreak));
        }
        else if (!IsDrafter(piece) && signing.Takes(piece))
        {
            signing.Add(piece);
        }
        else if (hasLabel && recipients.IsOpen)
        {
            var cut = signing.AwaitsTitle ? SigningBlockReader.CapitalsAtEnd(piece) : -1;
            TakeRight(recipients.Continue(cut > 0 ? piece[..cut] : piece, line.AfterBreak));
            TakeRight(cut > 0 ? piece[cut..] : null);
        }
    }

    /// <summary>A name in brackets under Lưu, before any line of the signature, is not that of who signs.</summary>
    private bool IsDrafter(string piece) => signing.Block.Lines.Count == 0 && recipients.IsDrafter(piece);

    private void TakeRight(string? rest)
    {
        if (!string.IsNullOrWhiteSpace(rest) && signing.Takes(rest))
        {
            signing.Add(rest);
        }
    }

    /// <summary>Whether the foot is over: an annex begins, or name and Lưu have been read and no item follows. Over the list, several may have signed one under the other.</summary>
    private bool IsOver(IReadOnlyList<TextLine> lines, int at, int start, int label)
    {
        if (at == start)
        {
            return false;
        }

        var line = lines[at];
        if (HeadAnchors.IsStateHeader(line.Text) || CopyBlockReader.IsAnnex(line.Text))
        {
            return true;
        }

        var signed = at > label && signing.Block.Name is not null;
        var named = signed && DispatchKinds.FromTitle(line.Text) is not null;
        var listed = recipients.ArchiveLine is not null || !recipients.IsOpen;
        return named || (signed && listed && !line.Pieces.Any(RecipientBlock.IsItem) && RecipientBlock.Label(line.Text) is null && !RecipientBlock.IsElectronicLabel(line.Text));
    }

    private static int FindLabel(IReadOnlyList<TextLine> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (lines[i].Pieces.Any(p => RecipientBlock.Label(p) is { } rest && RecipientBlock.InOneLine(rest).Count > 0) || (lines[i].Pieces.Any(p => RecipientBlock.Label(p) is not null) && FollowedByItem(lines, i, to)))
            {
                return i;
            }
        }

        // The label was lost: the list is known by its Lưu line.
        for (var i = from; i < to; i++)
        {
            if (lines[i].Pieces.Any(RecipientBlock.IsArchive) && lines[i].Pieces.Any(RecipientBlock.IsItem))
            {
                return FirstOfList(lines, i, from);
            }
        }

        return -1;
    }

    /// <summary>The first line of the list that ends with Lưu, or of the misread label over it.</summary>
    private static int FirstOfList(IReadOnlyList<TextLine> lines, int archive, int from)
    {
        var first = archive;
        for (var i = archive - 1; i >= from && i > archive - LongestFoot && first - i <= 4 && !EndsBody(lines[i].Text); i--)
        {
            var isItem = lines[i].Pieces.Any(RecipientBlock.IsItem) && lines[i].Text.Length < 160;
            first = isItem ? i : first;
            if (isItem && lines[i].Pieces.Any(p => AsBefore().IsMatch(Plain.Of(p))))
            {
                break;
            }
        }

        return first > from && lines[first - 1].Text.Length < 60 && !EndsBody(lines[first - 1].Text) ? first - 1 : first;
    }

    private static bool EndsBody(string text) => text.Contains("./", StringComparison.Ordinal);

    private static bool FollowedByItem(IReadOnlyList<TextLine> lines, int at, int to)
    {
        // A page that drops the dashes leaves the Lưu line only, as far down as the list is long.
        var most = at + (lines[at].Pieces.Any(p => RecipientBlock.Label(p) is "") ? MostWithoutDashes : 5);
        for (var i = at; i < to && i < most; i++)
        {
            if (lines[i].Pieces.Any(p => (i > at && i < at + 5 && RecipientBlock.IsItem(p)) || RecipientBlock.IsArchive(p)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The signature may stand above Nơi nhận; its first line is found by the capacity.</summary>
    private static int SigningBefore(IReadOnlyList<TextLine> lines, int label, int from)
    {
        for (var i = Math.Max(from, label - 6); i < label; i++)
        {
            if (SigningTitles.Capacity(lines[i].Text) is not null || (lines[i].Pieces.All(SigningTitles.IsTitleLine) && !BeginsDecision(lines, i)))
            {
                return i;
            }
        }

        return label;
    }

    private static int FindSigning(IReadOnlyList<TextLine> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (lines[i].Text.Length < 100 && lines[i].Pieces.Any(p => SigningTitles.Capacity(p) is not null))
            {
                return i;
            }
        }

        for (var i = to - 1; i >= from && i > to - 15; i--)
        {
            // Of a foot a page may have kept the first line: "Nơi nhận:" and the title beside it.
            var pieces = lines[i].Pieces.Where(p => RecipientBlock.Label(p) is null).ToList();
            if (pieces.Count > 0 && pieces.All(SigningTitles.IsTitleLine) && !BeginsDecision(lines, i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"CHỦ TỊCH ỦY BAN …" over the first Căn cứ says who decides; nobody has signed there.</summary>
    private static bool BeginsDecision(IReadOnlyList<TextLine> lines, int at) => at + 1 < lines.Count && FirstBasis().IsMatch(Plain.Of(lines[at + 1].Text));

    [GeneratedRegex(@"^\s*[Vv]/v\s?:?\s", Linear.Time)]
    private static partial Regex StraySubject();

    /// <summary>Căn cứ, its first letters lost or not; over it a council names its term and session.</summary>
    [GeneratedRegex(@"^\W*((ca)?n cu\b|khoa [ivx\d]+\b.*\bky hop\b)", Linear.Time)]
    private static partial Regex FirstBasis();

    /// <summary>The first line of nearly every list.</summary>
    [GeneratedRegex(@"^\W*nhu (tren|dieu|kinh gui)", Linear.Time)]
    private static partial Regex AsBefore();
}
