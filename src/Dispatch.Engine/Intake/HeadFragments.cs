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
    /// <summary>The letters of the national header before each place where a line may break it.</summary>
    private static readonly int[] HeaderBreaks = [24, 20, 15, 12];

    private readonly List<Fragment> fragments = [];

    private readonly int headerLine;

    private string? headerRest;

    private int restAfter;

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

    /// <summary>Whether a page printed number and symbol as its heading, in place of a head.</summary>
    public bool IsUnderHeading { get; private set; }

    public Fragment? First(HeadPart part) => fragments.Find(f => f.Part == part);

    /// <summary>The head of the lines, or null where neither a header nor a number line stands in them.</summary>
    public static HeadFragments? Of(IReadOnlyList<TextLine> lines)
    {
        if (HeadAnchors.Of(lines) is not var (start, end, header))
        {
            return null;
        }

        var head = new HeadFragments(start, end, header);
        head.Cut(lines);
        return head;
    }

    private void Cut(IReadOnlyList<TextLine> lines)
    {
        for (var i = Start; i < End; i++)
        {
            var line = lines[i];
            if (i == Start && !HasStateHeader && NumberLine.Find(line.Text, afterLabel: false) is null && NumberLine.InHeading(line.Text) is { } heading)
            {
                IsUnderHeading = true;
                fragments.Add(new Fragment(HeadPart.Number, line.Text[..heading.End], i, line.AfterBreak, line.Bold) { Number = heading });
                CutPiece(line.Text[heading.End..], i, afterBreak: false, bold: false);
                continue;
            }

            var pieces = Columns(line.Text);
            if (i + 1 < End && pieces.Count > 0 && DateGoesOn(pieces[^1], lines[i + 1].Flat))
            {
                // The date broke over two lines: what follows on the second line belongs to it.
                pieces[^1] = pieces[^1] + " " + lines[i + 1].Flat;
                i++;
            }
            else if (i + 2 < End && pieces.Count > 0 && BareDay().IsMatch(Plain.Of(pieces[^1])) && DateLine.Find(pieces[^1] + " " + lines[i + 1].Flat + " " + lines[i + 2].Flat) is { ReachesStart: true } spread && spread.End > pieces[^1].Length + lines[i + 1].Flat.Length)
            {
                // "ngày", "tháng" and "năm" each in a line of its own.
                pieces[^1] = string.Join(' ', pieces[^1], lines[i + 1].Flat, lines[i + 2].Flat);
                i += 2;
            }

            if (pieces.Count == 1 && i + 1 < End && NumberLine.GoesOn(lines, i) && NumberLine.At(lines, i) is not null)
            {
                pieces[0] += " " + lines[i + 1].Flat;
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
        if (DateLine.Find(piece) is { Date: null } && next.Length < 80 && YearFirst().IsMatch(next) && DateLine.Find(piece + " " + next) is { Date: not null })
        {
            return true;
        }

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

        if (Array.Exists(HeadAnchors.OldHeaders, header => CutAround(piece, header, HeadAnchors.OldHeaderErrors, HeadPart.State, line, afterBreak, bold)) || CutRestOfHeader(piece, line, afterBreak, bold) || CutAround(piece, HeadAnchors.StateHeader, line == headerLine ? HeadAnchors.DamagedHeader : 6, HeadPart.State, line, afterBreak, bold)
            || CutAround(piece, HeadAnchors.PartyHeader, 2, HeadPart.State, line, afterBreak, bold)
            || CutAround(piece, HeadAnchors.MottoLine, 4, HeadPart.Motto, line, afterBreak, bold)
            || CutAround(piece, HeadAnchors.MottoLine[..10], 1, HeadPart.Motto, line, afterBreak, bold))
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

    /// <summary>A national header that a line break cut: its beginning ends one line, and the rest stands on the next.</summary>
    private bool CutRestOfHeader(string piece, int line, bool afterBreak, bool bold)
    {
        if (headerRest is { } rest && line > restAfter)
        {
            headerRest = null;
            if (line <= restAfter + 2 && CutAround(piece, rest, rest.Length / 6, HeadPart.State, line, afterBreak, bold))
            {
                return true;
            }
        }

        if (Plain.CapitalShare(piece) < 0.6 || (Approximate.Find(piece, HeadAnchors.StateHeader, 6) is not null && !Plain.Compact(piece).EndsWith("viet", StringComparison.Ordinal)))
        {
            return false;
        }

        foreach (var cut in HeaderBreaks)
        {
            var beginning = HeadAnchors.StateHeader[..cut];
            if (Approximate.Find(piece, beginning, cut / 6) is { } span && Plain.Letters(piece[span.End..]) == 0)
            {
                (headerRest, restAfter) = (HeadAnchors.StateHeader[cut..], line);
                return CutAround(piece, beginning, cut / 6, HeadPart.State, line, afterBreak, bold);
            }
        }

        return false;
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

        if (part == HeadPart.State && fragments.Count > 0 && fragments[^1] is { Part: HeadPart.Other } last && Plain.Compact(last.Text) is "cong" or "conghoa")
        {
            // The first word of the national header, broken off from the rest.
            fragments[^1] = last with { Part = HeadPart.State };
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

        // "Hà Nội, / ngày …": the whole place is the piece before.
        if (date is { Place: null, ReachesStart: true } && fragments.Count > 0 && fragments[^1] is { Part: HeadPart.Other } alone && alone.Text.EndsWith(',') && IsHalfPlace(alone.Text.TrimEnd(',')))
        {
            fragments.RemoveAt(fragments.Count - 1);
            date = date with { Place = alone.Text.TrimEnd(',') };
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

        fragments.Add(new Fragment(PartOf(text), text, line, afterBreak, bold));
    }

    private HeadPart PartOf(string text)
    {
        if (HeadAnchors.IsPartOf(HeadAnchors.StateHeader, text, 8) || HeadAnchors.IsPartOf(HeadAnchors.PartyHeader, text, 8) || EndsPartyHeader(text) || HeadAnchors.IsUnionHeader(text))
        {
            return HeadPart.State;
        }

        if (HeadAnchors.IsPartOf(HeadAnchors.MottoLine, text, 5) && Plain.CapitalShare(text) < 0.5)
        {
            return HeadPart.Motto;
        }

        return IsSubject(text) ? HeadPart.Subject : HeadPart.Other;
    }

    /// <summary>"ĐẢNG CỘNG SẢN" and "VIỆT NAM" on the next line, which elsewhere ends the name of a body.</summary>
    private bool EndsPartyHeader(string text) =>
        fragments.Count > 0 && fragments[^1].Part == HeadPart.State && Plain.Compact(text) == "vietnam" && Plain.Compact(fragments[^1].Text) == "dangcongsan";

    [GeneratedRegex(@"^\W*so\W*\d*$", Linear.Time)]
    private static partial Regex LabelledNumber();

    [GeneratedRegex(@"^\s*(19|20)\d\d\b", Linear.Time)]
    private static partial Regex YearFirst();

    public static bool IsSubject(string text) => SubjectMark().IsMatch(text);

    /// <summary>V/v as printed and as scans read it.</summary>
    [GeneratedRegex(@"^[^\p{L}\d]*(Công văn )?([Vv]\s?[/\\⁄]\s?[vVyY]|[VW][wW]{1,2}|W/v|[Vv]v |V[ềê]\s?:|Ví |Viv |V\.v|VN |/v )\s?[:.]?", Linear.Time)]
    public static partial Regex SubjectMark();

    [GeneratedRegex(@"\bngay[\s\d_.]*$", Linear.Time)]
    private static partial Regex BareDay();

    [GeneratedRegex(@"ngay[\s\d_.,]*(thang[\s\d_.]*)?$", Linear.Time)]
    private static partial Regex DayWord();
}
