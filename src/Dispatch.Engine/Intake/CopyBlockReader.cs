using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Finds and reads the block of a certified copy, and tells where annexes begin.</summary>
internal static partial class CopyBlockReader
{
    /// <summary>The block, and the lines it covers; the document itself is what remains.</summary>
    public sealed record Found(CopyReading Reading, int Start, int End, DateLine? Date, NumberLine? Number)
    {
        /// <summary>The document without the block.</summary>
        public IReadOnlyList<TextLine> Without(IReadOnlyList<TextLine> lines) => [.. lines.Where((_, i) => i < Start || i >= End)];
    }

    public static bool IsAnnex(string text) => AnnexMark().IsMatch(Plain.Of(text));

    /// <summary>The block under the signature, or the mark of an electronic copy above the head.</summary>
    public static Found? Find(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var piece in lines[i].Pieces)
            {
                if (piece.Length < 300 && piece.Contains("sao", StringComparison.OrdinalIgnoreCase) && Mark().Match(piece) is { Success: true } mark && IsMark(piece, mark))
                {
                    var form = SourceLines.Fold(mark.Groups["form"].Value);
                    return IsAtTop(lines, i) ? AtTop(lines, i, form, piece) : AtFoot(lines, i, form, BeforeMark(lines[i], piece, mark));
                }
            }
        }

        return null;
    }

    /// <summary>Capitals alone on their piece, or behind the name of the body; "Sao y; cơ quan; ngày" of an electronic copy.</summary>
    private static bool IsMark(string piece, Match mark)
    {
        var before = piece[..mark.Groups["form"].Index];
        var after = piece[(mark.Groups["form"].Index + mark.Groups["form"].Length)..];
        if (Plain.CapitalShare(mark.Groups["form"].Value) < 1)
        {
            return Plain.Letters(before) == 0 && after.TrimStart().StartsWith(';');
        }

        return piece.Length < 120 && (Plain.Letters(before) == 0 || Plain.CapitalShare(before) > 0.75) && (Plain.Letters(after) <= 8 || after.TrimStart().StartsWith(';'));
    }

    private static bool IsAtTop(IReadOnlyList<TextLine> lines, int at)
    {
        for (var i = at; i < lines.Count && i < at + 12; i++)
        {
            if (HeadAnchors.IsStateHeader(lines[i].Text))
            {
                return at < 12;
            }
        }

        return false;
    }

    private static Found AtTop(IReadOnlyList<TextLine> lines, int at, string form, string piece)
    {
        var inline = piece.Split(';', StringSplitOptions.TrimEntries);
        var body = inline.Length > 1 ? inline[1] : null;
        for (var i = Math.Max(0, at - 4); body is null && i < lines.Count && i <= at + 4; i++)
        {
            var match = OfficeLabel().Match(Plain.Of(lines[i].Text));
            body = match.Success ? SourceLines.Fold(lines[i].Text[match.Length..]) : null;
        }

        var date = inline.Length > 2 && ShortDates.Parse(inline[2]) is { } parsed ? parsed : (DateOnly?)null;
        return new Found(new CopyReading { Form = form, Body = body, Date = date }, at, at + 1, null, null);
    }

    private static string BeforeMark(TextLine line, string piece, Match mark)
    {
        var left = line.Pieces.TakeWhile(p => !ReferenceEquals(p, piece) && p != piece);
        return string.Join(' ', left.Append(piece[..mark.Groups["form"].Index]));
    }

    private static Found AtFoot(IReadOnlyList<TextLine> lines, int at, string form, string before)
    {
        var start = at;
        while (start > 0 && at - start < 5 && IsBodyLine(lines[start - 1].Text))
        {
            start--;
        }

        var names = lines.Skip(start).Take(at - start).Select(l => l.Text).Append(before);
        NumberLine? number = null;
        DateLine? date = null;
        var after = new List<string>();
        var head = at;
        for (var i = at; i < lines.Count && i < at + 8 && RecipientBlock.Label(lines[i].Text) is null; i++, head++)
        {
            foreach (var part in lines[i].Pieces)
            {
                date ??= DateLine.Find(part);
                number ??= NumberLine.Find(part, afterLabel: false) ?? Bare(part);
                if (i > at && date is null && number is null && (IsBodyLine(part) || (i == at + 1 && EndsBody().IsMatch(Plain.Of(part)) && Plain.CapitalShare(part) > 0.75)))
                {
                    after.Add(part);
                }
            }
        }

        date ??= ScatteredDate(lines, at);
        var bodies = IssuerLines.Join(names.Concat(after).Where(n => Plain.Letters(n) > 1));
        var closing = ClosingReader.Read(lines, at + 1, lines.Count);
        return new Found(Make(form, bodies, number, date, closing), start, lines.Count, date, number);
    }

    private static CopyReading Make(string form, List<string> bodies, NumberLine? number, DateLine? date, Closing? closing) => new()
    {
        Form = form,
        Body = bodies.Count == 0 ? null : bodies[^1],
        Number = number?.Number,
        Symbol = number?.Symbol,
        Place = date?.Place,
        Date = date?.Date,
        Recipients = closing?.Recipients ?? [],
        Archive = closing?.Archive ?? [],
        ArchiveLine = closing?.ArchiveLine,
        Authority = closing?.Signing.Authority,
        OnBehalfOf = closing?.Signing.OnBehalfOf,
        SignerTitle = closing?.Signing.Title,
        SignerName = closing?.Signing.Name,
    };

    private static bool IsBodyLine(string text) =>
        text.Length < 90 && Plain.CapitalShare(text) > 0.75 && Plain.Letters(text) > 3 && IssuerLines.StartsBody(text) && SigningTitles.Capacity(text) is null && !HeadAnchors.IsStateHeader(text);

    /// <summary>"TỈNH LAM SƠN" under "ỦY BAN NHÂN DÂN": the end of a name that took two lines.</summary>
    [GeneratedRegex(@"^\W*(nhan dan|tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b", Linear.Time)]
    private static partial Regex EndsBody();

    /// <summary>"Số: 267/SY": a symbol of two letters after the copy's number.</summary>
    private static NumberLine? Bare(string text)
    {
        var match = CopyNumber().Match(text);
        return match.Success ? new NumberLine(match.Groups["number"].Value, match.Groups["symbol"].Value, null, match.Index + match.Length, match.Value.Contains(' ', StringComparison.Ordinal), IsHyphened: false) : null;
    }

    /// <summary>A date whose word "ngày" the columns parted from the rest.</summary>
    private static DateLine? ScatteredDate(IReadOnlyList<TextLine> lines, int at)
    {
        for (var i = at; i < lines.Count && i < at + 5; i++)
        {
            if (LooseDate().Match(Plain.Of(lines[i].Text)) is { Success: true } match && ShortDates.From(match) is { } date)
            {
                return new DateLine(match.Index, match.Index + match.Length, null, date, IsImpossible: false, ReachesStart: false);
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<form>SAO Y BẢN CHÍNH|SAO Y BAN CHINH|TRÍCH SAO|SAO LỤC|SAO Y|Sao y|Sao lục|Trích sao)", Linear.Time)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\W*c[o0] quan\s*:\s*", Linear.Time)]
    private static partial Regex OfficeLabel();

    [GeneratedRegex(@"^\W*(phu luc( [ivx\d]+)?\s*$|danh (sach|muc)\b|phu luc( so)? [ivx\d]+[.:]?|\(?\s*(kem theo|ban hanh kem theo) )", Linear.Time)]
    private static partial Regex AnnexMark();

    [GeneratedRegex(@"[Ss]ố\s*:?\s*(?<number>\d{1,6})\s*/\s*(?<symbol>(SY|SL|TrS|SYBC)\p{L}*(\s?-\s?[\p{L}\d&.]+)*)", Linear.Time)]
    private static partial Regex CopyNumber();

    [GeneratedRegex(@"(?<day>\d{1,2})\s*thang\s*(?<month>\d{1,2})\s*nam\s*(?<year>(19|20)\d\d)", Linear.Time)]
    private static partial Regex LooseDate();
}
