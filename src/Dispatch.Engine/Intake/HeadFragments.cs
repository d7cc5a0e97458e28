using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>What a piece of the head is.</summary>
internal enum HeadPart
{
    /// <summary>The national header or the party's.</summary>
    State,

    /// <summary>Độc lập - Tự do - Hạnh phúc.</summary>
    Motto,

    /// <summary>Số, ký hiệu.</summary>
    Number,

    /// <summary>Địa danh và thời gian.</summary>
    Date,

    /// <summary>The first line of "V/v …".</summary>
    Subject,

    /// <summary>The name of a kind, alone on its line.</summary>
    Title,

    /// <summary>Kính gửi.</summary>
    Addressee,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A piece of a head line, in reading order.</summary>
internal sealed record Fragment(HeadPart Part, string Text, int Line, bool AfterBreak, bool Bold, bool BesideState = false)
{
    public NumberLine? Number { get; init; }

    public DateLine? Date { get; init; }
}

/// <summary>
/// Cuts the head into its nine components whatever way its two columns were flattened: side by side with blanks or tabs,
/// run together on one line, one column after the other, or broken in the middle of a component.
/// </summary>
internal sealed partial class HeadFragments
{
    private const int LongestHead = 45;
    private const int DamagedHeader = 11;
    private const string StateHeader = "conghoaxahoichunghiavietnam";
    private const string PartyHeader = "dangcongsanvietnam";
    private const string MottoLine = "doclaptudohanhphuc";

    private readonly List<Fragment> fragments = [];

    private readonly int headerLine;

    private HeadFragments(int start, int end, int header)
    {
        headerLine = header;
        Start = start;
        End = end;
        HasStateHeader = header >= 0;
    }

    public IReadOnlyList<Fragment> All => fragments;

    /// <summary>The first line of the head.</summary>
    public int Start { get; }

    /// <summary>The line behind the head: that of Kính gửi, of the kind's name, or of the first paragraph.</summary>
    public int End { get; }

    public bool HasStateHeader { get; }

    public Fragment? First(HeadPart part) => fragments.Find(f => f.Part == part);

    /// <summary>The head of the lines, or null where neither a header nor a number line stands in them.</summary>
    public static HeadFragments? Of(IReadOnlyList<TextLine> lines)
    {
        var header = FindHeader(lines);
        var number = FindNumber(lines);
        if (number >= 0 && header > number + LongestHead && AddresseeBetween(lines, number, header))
        {
            // The header that was found is that of an annex.
            header = -1;
        }

        var anchor = header >= 0 ? header : number;
        if (anchor < 0)
        {
            return null;
        }

        var start = StartOf(lines, anchor);
        var end = EndOf(lines, anchor);
        var head = new HeadFragments(start, end, header);
        head.Cut(lines);
        return head;
    }

    public static bool IsStateHeader(string text) => Approximate.Find(text, StateHeader, 6) is not null;

    public static bool IsAddressee(string text)
    {
        var compact = Plain.Compact(text.Length > 40 ? text[..40] : text);
        if (CutLabel().IsMatch(Plain.Of(text.Length > 40 ? text[..40] : text)))
        {
            return true;
        }

        return compact.Length >= 7 && (compact.StartsWith("kinhgui", StringComparison.Ordinal) || (Approximate.Distance(compact[..7], "kinhgui") <= 1 && text.Contains(':', StringComparison.Ordinal)));
    }

    private static int FindHeader(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < lines.Count && i < 3000; i++)
        {
            var text = lines[i].Text;
            if (text.Length < 200 && Plain.CapitalShare(text) > 0.3 && (IsStateHeader(text) || IsPartOf(StateHeader, text, 12) || Approximate.Find(text, PartyHeader, 3) is not null || IsPartOf(PartyHeader, text, 10)))
            {
                return i;
            }
        }

        // Where a stamp destroyed the national header the motto under it still tells the place.
        for (var i = 1; i < lines.Count && i < 60; i++)
        {
            if (lines[i].Text.Length < 120 && Approximate.Find(lines[i].Text, MottoLine, 4) is not null)
            {
                return Approximate.Find(lines[i - 1].Text, StateHeader, DamagedHeader) is not null ? i - 1 : i;
            }
        }

        return -1;
    }

    private static bool AddresseeBetween(IReadOnlyList<TextLine> lines, int from, int to)
    {
        for (var i = from; i < to && i < from + LongestHead; i++)
        {
            if (IsAddressee(lines[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static int FindNumber(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < lines.Count && i < 40; i++)
        {
            if (NumberLine.Find(lines[i].Text, afterLabel: false) is { Number: not null })
            {
                return i;
            }
        }

        return -1;
    }

    private static int StartOf(IReadOnlyList<TextLine> lines, int anchor)
    {
        var start = anchor;
        while (start > 0 && anchor - start < 10 && IsHeadLike(lines[start - 1].Text))
        {
            start--;
        }

        return start;
    }

    private static bool IsHeadLike(string text) =>
        text.Length < 90 && (Plain.CapitalShare(text) > 0.65 || NumberLine.Find(text, afterLabel: false) is not null || IsSubject(text) || DateLine.Find(text) is not null);

    private static int EndOf(IReadOnlyList<TextLine> lines, int anchor)
    {
        for (var i = anchor; i < lines.Count && i < anchor + LongestHead; i++)
        {
            if (IsAddressee(lines[i].Text) || lines[i].Pieces.Any(p => DispatchKinds.FromTitle(p) is not null))
            {
                return i;
            }
        }

        return Math.Min(lines.Count, anchor + 14);
    }

    private void Cut(IReadOnlyList<TextLine> lines)
    {
        for (var i = Start; i < End; i++)
        {
            var line = lines[i];
            var pieces = Columns(line.Text);
            if (i + 1 < End && pieces.Count > 0 && DateGoesOn(pieces[^1], lines[i + 1].Flat))
            {
                // The date broke over two lines: what follows on the second line belongs to it.
                pieces[^1] = pieces[^1] + " " + lines[i + 1].Flat;
                i++;
            }

            for (var p = 0; p < pieces.Count; p++)
            {
                CutPiece(pieces[p], i, p == 0 && line.AfterBreak, line.Bold && p == 0);
            }
        }
    }

    /// <summary>The columns of a line; blanks that only spread out a date or a number part no columns.</summary>
    private static List<string> Columns(string text)
    {
        var whole = DateLine.Find(text) is { } date ? string.Concat(text.AsSpan(0, date.Start), text[date.Start..date.End].Replace('\t', ' '), text.AsSpan(date.End)) : text;
        var pieces = new List<string>();
        foreach (var piece in whole.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pieces.Count > 0 && (piece[0] is '/' or '-' && NumberLabelled(pieces[^1]) || NumberLine.IsLabel(pieces[^1])))
            {
                pieces[^1] += " " + piece;
            }
            else
            {
                pieces.Add(piece);
            }
        }

        return pieces;
    }

    private static bool NumberLabelled(string piece) => piece.Length < 20 && LabelledNumber().IsMatch(Plain.Of(piece));

    private static bool DateGoesOn(string piece, string next)
    {
        if (DateLine.Find(piece) is not null || DateLine.Find(next) is { ReachesStart: false } or { Place: not null })
        {
            return false;
        }

        return DayWord().IsMatch(Plain.Of(piece)) && next.Length < 80 && DateLine.Find(piece + " " + next) is not null;
    }

    private void CutPiece(string piece, int line, bool afterBreak, bool bold)
    {
        if (DateLine.Find(piece) is { } date)
        {
            CutPiece(piece[..date.Start], line, afterBreak, bold);
            AddDate(date, piece, line, afterBreak);
            CutPiece(piece[date.End..], line, afterBreak: false, bold: false);
            return;
        }

        if (CutAround(piece, StateHeader, line == headerLine ? DamagedHeader : 6, HeadPart.State, line, afterBreak, bold)
            || CutAround(piece, PartyHeader, 2, HeadPart.State, line, afterBreak, bold)
            || CutAround(piece, MottoLine, 4, HeadPart.Motto, line, afterBreak, bold))
        {
            return;
        }

        var afterLabel = fragments.Count > 0 && fragments[^1].Part == HeadPart.Other && NumberLine.IsLabel(fragments[^1].Text);
        if (NumberLine.Find(piece, afterLabel) is { } number && First(HeadPart.Number) is null)
        {
            fragments.Add(new Fragment(HeadPart.Number, piece[..number.End], line, afterBreak, bold) { Number = number });
            CutPiece(piece[number.End..], line, afterBreak: false, bold: false);
            return;
        }

        AddWhole(piece, line, afterBreak, bold);
    }

    private bool CutAround(string piece, string pattern, int errors, HeadPart part, int line, bool afterBreak, bool bold)
    {
        if (Approximate.Find(piece, pattern, errors) is not { } span)
        {
            return false;
        }

        var before = piece[..span.Start];
        if (Plain.Letters(before) >= 3)
        {
            fragments.Add(new Fragment(HeadPart.Other, before.Trim(), line, afterBreak, bold, BesideState: true));
        }

        fragments.Add(new Fragment(part, piece[span.Start..span.End], line, afterBreak, bold));
        CutPiece(piece[span.End..], line, afterBreak: false, bold: false);
        return true;
    }

    private void AddDate(DateLine date, string piece, int line, bool afterBreak)
    {
        // "Thành phố Hồ Chí / Minh, ngày …": the first half of the place is the piece before.
        if (date.ReachesStart && fragments.Count > 0 && fragments[^1] is { Part: HeadPart.Other } last && date.Place is { } place && IsHalfPlace(last.Text))
        {
            fragments.RemoveAt(fragments.Count - 1);
            date = date with { Place = last.Text + " " + place };
        }

        fragments.Add(new Fragment(HeadPart.Date, piece[date.Start..date.End], line, afterBreak, Bold: false) { Date = date });
    }

    private static bool IsHalfPlace(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 4 && words.All(DateLine.IsPlaceWord) && Plain.CapitalShare(text) < 0.6;
    }

    private void AddWhole(string piece, int line, bool afterBreak, bool bold)
    {
        var text = piece.Trim();
        if (!text.Any(char.IsLetterOrDigit))
        {
            return;
        }

        var part = IsPartOf(StateHeader, text, 8) || IsPartOf(PartyHeader, text, 8) ? HeadPart.State
            : IsPartOf(MottoLine, text, 5) && Plain.CapitalShare(text) < 0.5 ? HeadPart.Motto
            : IsSubject(text) ? HeadPart.Subject
            : HeadPart.Other;
        part = part == HeadPart.Other && fragments.Count > 0 && fragments[^1].Part == HeadPart.State && Plain.Compact(text) == "vietnam" && Approximate.Find(fragments[^1].Text, PartyHeader, 2) is null && Plain.Compact(fragments[^1].Text).Contains("dangcong", StringComparison.Ordinal)
            ? HeadPart.State : part;
        fragments.Add(new Fragment(part, text, line, afterBreak, bold));
    }

    /// <summary>Whether the text is a broken-off part of the phrase, at least <paramref name="least"/> letters long.</summary>
    private static bool IsPartOf(string phrase, string text, int least)
    {
        var compact = Plain.Compact(text);
        return compact.Length >= least && compact.Length <= phrase.Length && Approximate.Find(phrase, compact, compact.Length / 8) is not null;
    }

    /// <summary>Kính gửi behind a stroke of the scan, or with its first word lost.</summary>
    [GeneratedRegex(@"^\W*(\w{1,2}\W+)?(kinh\s*)gui\s*:|^\W*gui\s*:", Linear.Time)]
    private static partial Regex CutLabel();

    [GeneratedRegex(@"^\W*so\W*\d*$", Linear.Time)]
    private static partial Regex LabelledNumber();

    public static bool IsSubject(string text) => SubjectMark().IsMatch(text);

    /// <summary>V/v as printed and as scans read it.</summary>
    [GeneratedRegex(@"^[^\p{L}\d]*([Vv]\s?[/\\⁄]\s?[vVyY]|[VW][wW]{1,2}|W/v|[Vv]v |Ví |Viv |V\.v|VN |/v )\s?[:.]?", Linear.Time)]
    public static partial Regex SubjectMark();

    [GeneratedRegex(@"ngay[\s\d_.,]*(thang[\s\d_.]*)?$", Linear.Time)]
    private static partial Regex DayWord();
}
