using System.Text.RegularExpressions;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Intake;

/// <summary>Finds where the head of a document begins and ends.</summary>
internal static partial class HeadAnchors
{
    public const string StateHeader = "conghoaxahoichunghiavietnam";
    public const string PartyHeader = "dangcongsanvietnam";
    public const string MottoLine = "doclaptudohanhphuc";

    /// <summary>The edits after which a header that a stamp ran through is still known, where the motto vouches for it.</summary>
    public const int DamagedHeader = 11;

    /// <summary>The edits after which an old name is still known.</summary>
    public const int OldHeaderErrors = 3;

    /// <summary>The State's names until 1976.</summary>
    public static readonly string[] OldHeaders = ["vietnamdanchuconghoa", "conghoamiennamvietnam"];

    private const int LongestHead = 45;

    /// <summary>The lines of a page over a letter that lost its head.</summary>
    private const int LongestTop = 12;

    /// <summary>A V/v that a page set on one line.</summary>
    private const int LongestSubject = 300;

    /// <summary>The lines from a number to the end of the column it stands in.</summary>
    private const int LongestColumn = 16;

    /// <summary>First line, line behind the last, and the line of the national header, -1 where it has none; null where nothing tells of a head.</summary>
    public static (int Start, int End, int Header)? Of(IReadOnlyList<TextLine> lines)
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
            // A page that printed the letter without its head.
            var addressee = lines.Take(LongestTop).ToList().FindIndex(line => IsAddressee(line.Text));
            var heading = lines.Take(Math.Max(addressee, 0)).ToList().FindIndex(line => NumberLine.InHeading(line.Text) is not null);
            return addressee < 0 ? null : (heading < 0 ? addressee : heading, addressee, -1);
        }

        // Where the left column was set down first, number and subject stand above the national header.
        var first = number >= 0 && number < anchor && anchor - number <= LongestColumn && !AddresseeBetween(lines, number, anchor) ? number : anchor;
        return (StartOf(lines, first), EndOf(lines, anchor), header);
    }

    public static bool IsStateHeader(string text) => Approximate.Find(text, StateHeader, 6) is not null || Array.Exists(OldHeaders, header => Approximate.Find(text, header, OldHeaderErrors) is not null);

    /// <summary>Whether a line holds the nation's name or the motto under it.</summary>
    public static bool IsNationalHeader(string text) => IsStateHeader(text) || IsPartOf(StateHeader, text, 12) || Approximate.Find(text, MottoLine, 4) is not null;

    /// <summary>What the youth union prints where others print the nation's name.</summary>
    public static bool IsUnionHeader(string text) => text.Length < 60 && Plain.Compact(text) is "doantncshochiminh" or "doanthanhniencongsanhochiminh";

    public static bool IsAddressee(string text)
    {
        var compact = Plain.Compact(text.Length > 40 ? text[..40] : text);
        if (CutLabel().IsMatch(Plain.Of(text.Length > 40 ? text[..40] : text)))
        {
            return true;
        }

        return compact.Length >= 7 && (compact.StartsWith("kinhgui", StringComparison.Ordinal) || (EditDistance.Between(compact[..7], "kinhgui") <= 1 && text.Contains(':', StringComparison.Ordinal)));
    }

    /// <summary>The line of the next national header, with which another letter or a form begins; the end where there is none.</summary>
    public static int NextHeader(IReadOnlyList<TextLine> lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (lines[i].Text.Length < 200 && Plain.CapitalShare(lines[i].Text) > 0.6 && IsStateHeader(lines[i].Text))
            {
                return i;
            }
        }

        return lines.Count;
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
        for (var i = 0; i < lines.Count && i < 60; i++)
        {
            if (lines[i].Text.Length < 120 && Approximate.Find(lines[i].Text, MottoLine, 4) is not null)
            {
                return i > 0 && Approximate.Find(lines[i - 1].Text, StateHeader, DamagedHeader) is not null ? i - 1 : i;
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
        var unfilled = -1;
        for (var i = 0; i < lines.Count && i < 40; i++)
        {
            if (NumberLine.At(lines, i) is { } number)
            {
                if (number.Number is not null)
                {
                    return i;
                }

                unfilled = unfilled < 0 ? i : unfilled;
            }
            else if (unfilled >= 0 && IsAddressee(lines[i].Text))
            {
                // Behind it stands the text, where a line may begin with the number of another document.
                break;
            }
        }

        return unfilled;
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

    /// <summary>Capitals, number or date; a speck, which a scan sets between the lines, too.</summary>
    private static bool IsHeadLike(string text) =>
        (text.Length < 4 && Plain.Letters(text) < 3) || (text.Length < LongestSubject && HeadFragments.IsSubject(text)) || text.Length < 90 && (Plain.CapitalShare(text) > 0.65 || NumberLine.Find(text, afterLabel: false) is not null || DateLine.Find(text) is not null);

    private static int EndOf(IReadOnlyList<TextLine> lines, int anchor)
    {
        for (var i = anchor; i < lines.Count && i < anchor + LongestHead; i++)
        {
            if (IsAddressee(lines[i].Text) || Plain.Of(lines[i].Text).StartsWith("can cu ", StringComparison.Ordinal) || lines[i].Pieces.Any(p => DispatchKinds.FromTitle(p) is not null || DispatchKinds.FromOpening(p) is not null)
                || (i + 1 < lines.Count && DispatchKinds.FromBrokenTitle(lines[i].Text, lines[i + 1].Text) is not null))
            {
                return i;
            }
        }

        return Math.Min(lines.Count, anchor + 14);
    }

    /// <summary>Whether the text is a broken-off part of the phrase, at least <paramref name="least"/> letters long.</summary>
    public static bool IsPartOf(string phrase, string text, int least)
    {
        var compact = Plain.Compact(text);
        return compact.Length >= least && compact.Length <= phrase.Length && Approximate.Find(phrase, compact, compact.Length / 8) is not null;
    }

    /// <summary>Kính gửi behind a stroke of the scan, or with its first word lost.</summary>
    [GeneratedRegex(@"^\W*(\w{1,2}\W+)?(kinh\s*)gui\s*:|^\W*n?gui\s*:", Linear.Time)]
    private static partial Regex CutLabel();
}
