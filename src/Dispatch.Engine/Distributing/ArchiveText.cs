using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Distributing;

/// <summary>The words of the Lưu line: "VT, KTTH (2b)", "VT, QHQT (NTA, 3)", "VT, PVHCC.NVA.15".</summary>
internal static partial class ArchiveText
{
    /// <summary>What follows "Lưu:", or, at the foot, "Lưu" alone as party offices write it; null when the line is not one.</summary>
    public static string? Of(string bare, RecipientBlock block)
    {
        var keep = Keep().Match(bare);
        keep = keep.Success || block is RecipientBlock.Addressees ? keep : KeepAlone().Match(bare);
        return keep.Success ? bare[keep.Length..].Trim() : null;
    }

    /// <summary>Where copies stay, who drafted, how many copies. A part that has no known shape stays a unit as printed: nothing is lost.</summary>
    public static (IReadOnlyList<string> Units, string? Drafter, int? Copies) Read(string text)
    {
        var draft = new ArchiveDraft();
        foreach (var part in Parts().Split(Closed(text)).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            ReadPart(draft, part);
        }

        return (draft.Units, draft.Drafter, draft.Copies);
    }

    private static void ReadPart(ArchiveDraft draft, string part)
    {
        var read = Part().Match(part);
        if (!read.Success)
        {
            draft.Units.Add(part);
            return;
        }

        ReadUnit(draft, read.Groups["unit"].Value.Trim());
        draft.Copies = Number(read.Groups["count"].Value) ?? draft.Copies;
        if (read.Groups["inside"].Value is { Length: > 0 } inside)
        {
            ReadInside(draft, inside);
        }

        draft.Drafter = read.Groups["after"].Value is { Length: > 0 } after ? after : draft.Drafter;
    }

    /// <summary>"KTTH.NVA.15" is unit, drafter and number run together, "VT.MT" two units; "P.TH" and "V.I" are one.</summary>
    private static void ReadUnit(ArchiveDraft draft, string unit)
    {
        var run = RunTogether().Match(unit);
        if (!run.Success)
        {
            Add(draft, unit);
            return;
        }

        var first = run.Groups["unit"].Value;
        var rest = run.Groups["rest"].Captures.Select(capture => capture.Value).ToList();
        Add(draft, first);
        if (CountAlone().Match(rest[^1]) is { Success: true } count)
        {
            draft.Copies = Number(count.Groups["count"].Value);
            rest.RemoveAt(rest.Count - 1);
        }

        if (rest.Count > 0 && IsClerk(first))
        {
            Add(draft, rest[0]);
            rest.RemoveAt(0);
        }

        draft.Drafter = rest.Count > 0 ? string.Join('.', rest) : draft.Drafter;
    }

    /// <summary>A number of copies glued to the unit ("KK2b") is taken off; "KT9" is a unit.</summary>
    private static void Add(ArchiveDraft draft, string unit)
    {
        var glued = Glued().Match(unit);
        draft.Copies = glued.Success ? Number(glued.Groups["count"].Value) : draft.Copies;
        if ((glued.Success ? glued.Groups["unit"].Value : unit) is { Length: > 0 } name)
        {
            draft.Units.Add(name);
        }
    }

    /// <summary>In brackets stand the drafter's sign, the number, or a unit within the unit before ("VP (VTLT&amp;KSTTHC)").</summary>
    private static void ReadInside(ArchiveDraft draft, string inside)
    {
        var signed = SignAndCount().Match(inside);
        if (signed.Success)
        {
            draft.Copies = Number(signed.Groups["count"].Value) ?? draft.Copies;
            draft.Drafter = signed.Groups["sign"].Value is { Length: > 0 } sign ? sign : draft.Drafter;
        }
        else if (UnitSign().IsMatch(inside))
        {
            draft.Units.Add(inside);
        }
        else
        {
            draft.Drafter = inside;
        }
    }

    private static bool IsClerk(string unit) => unit is "VT" or "HC" or "VP";

    /// <summary>A scan loses brackets: one that is never opened says nothing.</summary>
    private static string Closed(string text) => text.Contains('(', StringComparison.Ordinal) ? text : text.Replace(")", string.Empty, StringComparison.Ordinal);

    // Scans read the figure of "1b" as a letter.
    private static int? Number(string digits) =>
        digits is "I" or "l" ? 1 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^l[ưu]u\s*:\s*|^lưu\s+(?=(VT|văn thư|HC)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keep();

    // "Lưu trữ …" is a name, not a place where copies stay.
    [GeneratedRegex(@"^lưu\s+(?!trữ\b)(?=\p{Lu})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeepAlone();

    [GeneratedRegex(@"[,;](?![^()]*\))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<unit>[^()]*?)\s*(\((?<inside>[^()]*)\)?[\s.]*(?<after>\p{L}[\p{L}\s.]*)?)?((?<=^|\s|\))(?<count>\d{1,3})\s*(b|bản)?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^((?<sign>\p{L}.*?)[\s,_-]+)?((?<count>\d{1,3})\s*(b|bản)?|(?<count>[Il])b)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignAndCount();

    // One letter before the dot is short for "Phòng", "Vụ" or "Ban", and belongs to what follows.
    [GeneratedRegex(@"^(?<unit>\p{L}[\p{L}\d&-]+)(\.\s*(?<rest>[\p{L}\d]+))+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunTogether();

    [GeneratedRegex(@"^(?<count>\d{1,3})(b|bản)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountAlone();

    [GeneratedRegex(@"^(?<unit>\p{Lu}{2,})(?<count>\d{1,2})(b|bản)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Glued();

    // Initials have at most five letters; more, or two joined, are a unit.
    [GeneratedRegex(@"^\p{Lu}{2,}&\p{Lu}+$|^\p{Lu}{6,}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitSign();

    private sealed class ArchiveDraft
    {
        public List<string> Units { get; } = [];

        public string? Drafter { get; set; }

        public int? Copies { get; set; }
    }
}
