namespace Dispatch.Engine.Intake;

/// <summary>The document cut into head, addressees, body and foot.</summary>
internal sealed record DocumentParts
{
    /// <summary>The lines under a national header in which the number of its document stands.</summary>
    private const int OtherHead = 10;

    public HeadFragments? Head { get; private init; }

    public Closing? Closing { get; private init; }

    public string? Issuer { get; private init; }

    public string? Parent { get; private init; }

    public string? Title { get; private init; }

    public string? Subject { get; private init; }

    public IReadOnlyList<string> Addressees { get; private init; } = [];

    public bool HasAddressee { get; private init; }

    public string? Urgency { get; private init; }

    public int BodyStart { get; private init; }

    public int BodyEnd { get; private init; }

    /// <summary>Everything behind number and date as one line, for the citations.</summary>
    public string RunningText { get; private init; } = "";

    public NumberLine? Number => Head?.First(HeadPart.Number)?.Number;

    /// <summary>Place and day in the head; over the signature where the head has none.</summary>
    public DateLine? Date => Head?.First(HeadPart.Date)?.Date ?? FootDate;

    private DateLine? FootDate { get; init; }

    /// <summary>The printed kind, else công văn where it is addressed or has V/v, else what the symbol says.</summary>
    public string? Kind => Title
        ?? (Head?.First(HeadPart.Subject) is not null && !DispatchKinds.IsUnmistakable(Number?.Symbol) ? DispatchKinds.OfficialLetter : null)
        ?? KindOf(Number)
        ?? (Head is null ? null : DispatchKinds.OfficialLetter);

    /// <summary>The kind a symbol begins with; until about 1995 it stood last: 11-LĐTBXH/TT.</summary>
    private static string? KindOf(NumberLine? number) =>
        number is null ? null : DispatchKinds.FromSymbol(number.Symbol) ?? (number.IsHyphened ? DispatchKinds.FromSymbol(number.Symbol[(number.Symbol.LastIndexOf('/') + 1)..]) : null);

    public static DocumentParts Of(IReadOnlyList<TextLine> lines)
    {
        var head = HeadFragments.Of(lines);
        if (head is null)
        {
            return new DocumentParts();
        }

        var bodies = IssuerLines.Join(IssuerLines.Choose(head));
        var (issuer, parent) = JointIssuers.Of(bodies, head.First(HeadPart.Number)?.Number?.Symbol);
        var (title, titleAt, opening) = TitleAt(lines, head);
        var (named, afterSubject) = title is null ? (null, head.End) : SubjectReader.OfNamedKind(lines, titleAt, opening, issuer);
        var (addressees, hasAddressee, bodyStart) = AddresseesFrom(lines, afterSubject, title);
        var letter = SubjectReader.OfLetter(head);
        if (hasAddressee && title is null && letter is null)
        {
            (letter, bodyStart) = SubjectReader.UnderAddressee(lines, bodyStart);
        }

        var from = Math.Min(bodyStart, lines.Count);
        var closing = ClosingReader.Read(lines, from, HeadAnchors.NextHeader(lines, from)) ?? ClosingReader.Read(lines, from, lines.Count);
        var (footDate, bodyEnd) = DateAtFoot(lines, from, closing);
        return new DocumentParts
        {
            Head = head,
            Closing = closing,
            FootDate = footDate,
            Issuer = issuer,
            Parent = parent,
            Title = title,
            Subject = title is null or DispatchKinds.OfficialLetter ? letter ?? named ?? SubjectReader.OfUntitled(lines, head) ?? closing?.Subject : named ?? letter,
            Addressees = addressees,
            HasAddressee = hasAddressee,
            Urgency = UrgencyIn(lines.Take(head.End + 6)) ?? UrgencyIn(lines.Skip(closing?.Start ?? lines.Count)),
            BodyStart = bodyStart,
            BodyEnd = bodyEnd,
            RunningText = Running(lines, head),
        };
    }

    /// <summary>A line with place and day alone, in the foot or right over it, and where the text ends then.</summary>
    private static (DateLine? Date, int BodyEnd) DateAtFoot(IReadOnlyList<TextLine> lines, int from, Closing? closing)
    {
        for (var i = Math.Max(from, (closing?.Start ?? lines.Count) - 1); closing is not null && i < closing.End; i++)
        {
            foreach (var piece in lines[i].Pieces)
            {
                if (DateLine.Find(piece) is { Place: not null, Date: not null, ReachesStart: true } date && Plain.Letters(piece[date.End..]) == 0)
                {
                    return (date, Math.Min(i, closing.Start));
                }
            }
        }

        return (null, closing?.Start ?? lines.Count);
    }

    /// <summary>The stamp stands in the head; a page read column by column brings it at the end.</summary>
    private static string? UrgencyIn(IEnumerable<TextLine> lines) => lines.SelectMany(l => l.Pieces).Select(HeadMarks.Urgency).FirstOrDefault(u => u is not null);

    /// <summary>The line with the name of the kind, and what of the subject stands on it.</summary>
    private static (string? Title, int At, string Opening) TitleAt(IReadOnlyList<TextLine> lines, HeadFragments head)
    {
        if (head.End < lines.Count && lines[head.End].Pieces.Select(DispatchKinds.FromTitle).FirstOrDefault(t => t is not null) is { } title)
        {
            return (title, head.End, "");
        }

        if (head.End < lines.Count && DispatchKinds.FromOpening(lines[head.End].Flat) is { } named)
        {
            return (named, head.End, lines[head.End].Flat[named.Length..]);
        }

        if (head.End + 1 < lines.Count && DispatchKinds.FromBrokenTitle(lines[head.End].Text, lines[head.End + 1].Text) is { } broken)
        {
            return (broken, head.End + 1, "");
        }

        var number = head.First(HeadPart.Number);
        for (var i = head.Start; number is not null && !head.HasStateHeader && i < number.Line; i++)
        {
            // "CÔNG VĂN / CỦA BỘ … / SỐ …": collections of laws print the name of the kind first.
            if (DispatchKinds.FromTitle(lines[i].Text) is { } above)
            {
                return (above, Math.Max(number.Line, head.First(HeadPart.Date)?.Line ?? 0), "");
            }
        }

        // "BÁO CÁO TÌNH HÌNH …": name and subject on one line; the symbol vouches for the kind.
        var kind = number is null || head.First(HeadPart.Subject) is not null ? null : DispatchKinds.FromSymbol(number.Number!.Symbol);
        for (var i = number?.Line + 1 ?? lines.Count; kind is not null && i < lines.Count && i <= head.End + 2; i++)
        {
            var text = lines[i].Flat;
            if (IsCutTitle(text, kind))
            {
                return (kind, i, "");
            }

            if (text.Length > kind.Length && !char.IsLower(text[kind.Length]) && Plain.Of(text).StartsWith(Plain.Of(kind), StringComparison.Ordinal) && Plain.CapitalShare(text[..kind.Length]) > 0.8)
            {
                return (kind, i, text[kind.Length..]);
            }
        }

        return (null, -1, "");
    }

    /// <summary>"THÔNG": of the name of the kind a page left the first word.</summary>
    private static bool IsCutTitle(string text, string kind) => text.Length >= 3 && text.All(char.IsUpper) && Plain.Of(kind).StartsWith(Plain.Of(text) + " ", StringComparison.Ordinal);

    private static (IReadOnlyList<string> Names, bool Found, int BodyStart) AddresseesFrom(IReadOnlyList<TextLine> lines, int from, string? title)
    {
        for (var i = from; i < lines.Count && i < from + 8; i++)
        {
            if (HeadAnchors.IsAddressee(lines[i].Text) || (title == "công điện" && SubjectReader.Greeting().IsMatch(Plain.Of(lines[i].Text))))
            {
                var (names, end) = AddresseeReader.Read(lines, i);
                return (names, true, end);
            }
        }

        return ([], false, from);
    }

    private static string Running(IReadOnlyList<TextLine> lines, HeadFragments head)
    {
        var own = head.First(HeadPart.Number)?.Line ?? -1;
        var header = -OtherHead;
        var running = new List<string>(lines.Count);
        for (var i = head.Start + 1; i < lines.Count; i++)
        {
            header = i >= head.End && lines[i].Text.Length < 200 && HeadAnchors.IsStateHeader(lines[i].Text) ? i : header;

            // An annex or a second letter has a number line of its own, which cites nothing.
            if (i != own && !(i - header < OtherHead && NumberLine.Find(lines[i].Text, afterLabel: false) is not null))
            {
                running.Add(lines[i].Flat);
            }
        }

        return string.Join(' ', running);
    }
}
