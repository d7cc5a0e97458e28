using System.Text.RegularExpressions;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Intake;

/// <summary>Collects the lines of Nơi nhận.</summary>
internal sealed partial class RecipientBlock
{
    /// <summary>What is longer is no line of a list, and looking for its columns would take too long.</summary>
    private const int LongestItem = 1000;

    private const int LongestLabel = 160;

    private readonly List<string> items = [];
    private bool archiveIsLast;
    private bool ended;
    private bool isBare;

    public bool IsOpen { get; private set; }

    /// <summary>Whether a piece is what stands in brackets under Lưu: who drafted the paper and in how many copies.</summary>
    public bool IsDrafter(string piece) => archiveIsLast && piece.StartsWith('(') && piece.TrimEnd(' ', '.', ';').EndsWith(')');

    /// <summary>Whether the last item ends in the middle of an enumeration.</summary>
    public bool Expects => items.Count > 0 && !archiveIsLast && items[^1].TrimEnd() is { Length: > 0 } last && last[^1] is ',' or ':';

    /// <summary>The items without the punctuation that parts them.</summary>
    public IReadOnlyList<string> Items => [.. items.Select(Tidy).Where(i => Plain.Letters(i) > 1 || UnitCode().IsMatch(i))];

    public string? ArchiveLine { get; private set; }

    /// <summary>A person's name that the flattening left at the end of an item.</summary>
    public string? TrailingName { get; private set; }

    /// <summary>A person's name inside the list, at the end of a printed line, that no title introduces: the flattening may have set it there.</summary>
    private (int Item, int Start, string Name)? stray;

    public void Open() => IsOpen = true;

    /// <summary>The name that stands in the list by mistake, taken out of it; null where none does.</summary>
    public string? TakeStrayName()
    {
        if (stray is not var (item, start, name))
        {
            return null;
        }

        items[item] = SourceLines.Fold(items[item].Remove(start, name.Length));
        stray = null;
        return name;
    }

    private void NoteStrayName()
    {
        var text = items[^1].TrimEnd();
        var words = text.Split(' ');
        for (var count = Math.Min(4, words.Length - 2); count >= 2; count--)
        {
            var name = string.Join(' ', words[^count..]);
            var before = text[..^name.Length].TrimEnd();
            if (SigningBlockReader.AsName(name) == name && SigningBlockReader.HasFamilyName(name) && (count > 2 || before[^1] is ';' or ')') && !IntroducesName().IsMatch(Plain.Of(before)))
            {
                stray = (items.Count - 1, text.Length - name.Length, name);
                return;
            }
        }
    }

    /// <summary>What follows the label "Nơi nhận:" on its line, or null where the piece is no such label.</summary>
    public static string? Label(string piece)
    {
        if (piece.Length > (piece.Contains(';', StringComparison.Ordinal) ? LongestItem : LongestLabel) || FirstLetter(piece) is not 'n')
        {
            return null;
        }

        var match = LabelMark().Match(Plain.Of(piece));
        var end = match.Success ? match.Length : MisreadLabel(piece);
        return end > 0 ? piece[end..].TrimStart(' ', ':', '.', ';', '*', '_', '-', '/') : null;
    }

    /// <summary>The items of a list that stands behind its label on one line, each with its semicolon, its Lưu the last; none where it is no such list.</summary>
    public static IReadOnlyList<string> InOneLine(string afterLabel) =>
        afterLabel.Contains(';', StringComparison.Ordinal) && OutsideBrackets(afterLabel, ";") is var parts && IsArchive(parts[^1].Trim()) ? [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => part + ";")] : [];

    /// <summary>The end of "Noi nhdn:"; the colon vouches for letters that were misread.</summary>
    private static int MisreadLabel(string piece)
    {
        var colon = piece.IndexOf(':', StringComparison.Ordinal);
        return colon is > 5 and < 14 && Plain.Compact(piece[..colon]) is { Length: >= 6 and <= 8 } word && word[0] == 'n' && EditDistance.Between(word, "noinhan") <= 2 ? colon + 1 : 0;
    }

    public static bool IsElectronicLabel(string piece) => FirstLetter(piece) is 'b' && ElectronicLabel().IsMatch(Plain.Of(piece));

    public static bool IsItem(string piece) => ItemMark().IsMatch(piece) || IsArchive(piece) || IsElectronicLabel(piece);

    public static bool IsArchive(string piece) => FirstLetter(piece) is 'l' && piece.Length < 160 && ArchiveMark().IsMatch(Plain.Of(piece)) && !IsPersonOfThatName(piece);

    /// <summary>Lưu is a family name too.</summary>
    private static bool IsPersonOfThatName(string piece) => SigningBlockReader.AsName(piece) is { } name && name == piece.Trim() && !OfficeWords().IsMatch(Plain.Of(name));

    private static char FirstLetter(string piece)
    {
        foreach (var c in piece)
        {
            if (char.IsLetterOrDigit(c))
            {
                return Plain.Of(c);
            }
        }

        return '\0';
    }

    /// <summary>Adds an item; gives back what belongs to the other column.</summary>
    public string? AddItem(string piece)
    {
        if (IsElectronicLabel(piece))
        {
            archiveIsLast = false;
            ended = true;
            return null;
        }

        var text = ItemMark().Replace(piece, "", 1).Trim();
        if (text.Length > 0 && char.IsLower(text[0]) && items.Count > 0 && !archiveIsLast && !ended && !items[^1].TrimEnd().EndsWith(','))
        {
            // "chính trị / - xã hội": the hyphen of a name at the start of a line is no dash of the list.
            text = piece.Trim();
            var (more, right) = SplitColumns(text);
            items[^1] += " " + more;
            ended = Terminated(more);
            return right;
        }

        var (item, rest) = SplitColumns(text);
        if (IsArchive(piece))
        {
            ArchiveLine ??= Tidy(item);
            archiveIsLast = true;
            return rest;
        }

        items.Add(item);
        archiveIsLast = false;
        ended = Terminated(item);
        NoteStrayName();
        return rest;
    }

    /// <summary>Adds the rest of an item that was broken over lines; gives back what belongs to the other column.</summary>
    public string? Continue(string piece, bool afterBreak)
    {
        var inBrackets = piece.StartsWith('(') && piece.TrimEnd(' ', ';', '.').EndsWith(')');
        var goesOn = inBrackets || (!afterBreak && (char.IsLower(piece[0]) || (char.IsLetter(piece[0]) && piece.TrimEnd()[^1] is ';' or ',')));
        if (items.Count == 0 || archiveIsLast || (ended && !goesOn) || (afterBreak && !char.IsLower(piece[0]) && !inBrackets))
        {
            return null;
        }

        var (item, right) = SplitColumns(piece.Trim());
        items[^1] += " " + item;
        ended = Terminated(item);
        NoteStrayName();
        return right;
    }

    /// <summary>Whether a piece without a dash is an item: the list has no dashes, and its lines end as items do.</summary>
    public bool TakesBare(string piece) => IsOpen && !archiveIsLast && (items.Count == 0 || isBare) && piece.TrimEnd().EndsWith(';') && char.IsLetter(piece[0]);

    /// <summary>Adds an item that has no dash.</summary>
    public string? AddBare(string piece)
    {
        isBare = true;
        return AddItem(piece);
    }

    /// <summary>The places of the Lưu line.</summary>
    public static IReadOnlyList<string> SplitArchive(string? line)
    {
        if (line is null)
        {
            return [];
        }

        var rest = ArchiveLabel().Replace(line, "", 1);
        rest = rest.StartsWith('(') && rest.EndsWith(')') ? rest[1..^1] : rest;
        var parts = OutsideBrackets(rest, ",;").Select(TidyArchive).Where(p => Plain.Letters(p) > 0).ToList();

        // "VT.KT9": a point in the place of the comma.
        if (parts.Count == 1 && parts[0].StartsWith("VT.", StringComparison.Ordinal) && parts[0].Length > 3)
        {
            parts = ["VT", parts[0][3..].Trim()];
        }

        return parts;
    }

    private static List<string> OutsideBrackets(string text, string marks)
    {
        var parts = new List<string> { "" };
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            if (depth == 0 && marks.Contains(c, StringComparison.Ordinal))
            {
                parts.Add("");
                continue;
            }

            parts[^1] += c;
        }

        return parts;
    }

    /// <summary>Behind the item's own end, capitals or a name belong to the signature; strokes of the seal to nobody.</summary>
    private (string Item, string? Right) SplitColumns(string text)
    {
        if (text.Length > LongestItem)
        {
            return (text, null);
        }

        foreach (Match end in ItemEnd().Matches(text))
        {
            var cut = end.Index + 1;
            var rest = text[cut..].Trim();
            if (rest.Length == 0)
            {
                break;
            }

            var sign = text[end.Index];
            var comma = sign == ',';
            var right = rest.TrimStart('.', ',', '\\', '/', '⁄', '—', '-', ' ', '„', '|');
            if (IsRightColumn(right, sign))
            {
                return (text[..cut], right);
            }

            // "Các Phó Thủ tướng: Trần Văn An, Lê Thị Bình;" names two people who receive it: what signs ends no item.
            var enumerates = comma && right[^1] is ';' or ',';
            if (!enumerates && SigningBlockReader.AsName(right) is { } person && SigningBlockReader.HasFamilyName(person) && Plain.CapitalShare(person) < 0.6 && person.Split(' ').Length >= 3)
            {
                TrailingName = person;
                return (text[..cut], null);
            }

            if (!comma && IsNoise(rest))
            {
                return (text[..cut], null);
            }
        }

        return (text, null);
    }

    private static bool IsRightColumn(string rest, char sign)
    {
        if (Plain.CapitalShare(rest) < 0.85 || rest.Length > 90 || !rest.Contains(' ', StringComparison.Ordinal))
        {
            return false;
        }

        var isTitle = SigningTitles.Capacity(rest) is not null || SigningTitles.StartsTitle(rest);
        return isTitle || (sign != ',' && Plain.Letters(rest) >= (sign == '.' ? 10 : 6));
    }

    private static bool IsNoise(string rest) => !rest.StartsWith('(') && Plain.Letters(rest) < 6 && rest.Split(' ').All(w => w.Length < 4);

    private static bool Terminated(string text)
    {
        var end = text.TrimEnd();
        return end.EndsWith(';') || end.EndsWith('.');
    }

    private static string Tidy(string text) => SourceLines.Fold(text).Trim(' ', '.', ',', ';', ':', '-', '–', '—', '~', '/', '\\', '⁄');

    /// <summary>Behind the bracket with the number of copies stands only the typist's name or a stroke of the pen.</summary>
    private static string TidyArchive(string text)
    {
        var folded = ElectronicNumber().Replace(SourceLines.Fold(text), "");
        var counted = CopyCount().Match(folded);
        return Tidy(counted.Success ? folded[..counted.Length] : folded);
    }

    [GeneratedRegex(@"^\W*n[o0]i?\s*nh[ae]n?\w?\s*([:;.}]|$|[^a-z\s])", Linear.Time)]
    private static partial Regex LabelMark();

    /// <summary>Titles and addresses after which a name is a recipient's.</summary>
    [GeneratedRegex(@"(\b(dong chi|d/c|ong|ba|tuong|truong|tich|thu|doc|pct|pttg|pttgcp|pcn|ct|pgd|gd|chu nhiem|vien|su|dai|pho|si)|:|,)$", Linear.Time)]
    private static partial Regex IntroducesName();

    [GeneratedRegex(@"^\W*ban (dien tu|giay)\s*:", Linear.Time)]
    private static partial Regex ElectronicLabel();

    [GeneratedRegex(@"^\s*[-–—−‐‑~+•●▪◦*_]+\s*", Linear.Time)]
    private static partial Regex ItemMark();

    [GeneratedRegex(@"^[^a-z0-9]*(luu\s*(:|;|,|\.|\(|[a-z]{2,})|l[a-z]{0,3}u\s*:\s*(vt|vp|hc|van))", Linear.Time)]
    private static partial Regex ArchiveMark();

    [GeneratedRegex(@"\b(van|vt|vp|ho so|phong|ban)\b", Linear.Time)]
    private static partial Regex OfficeWords();

    [GeneratedRegex(@"^[^\p{L}]*[Ll]\p{L}{0,3}[uU]\s*[:;.,]?\s*", Linear.Time)]
    private static partial Regex ArchiveLabel();

    /// <summary>Units of the police go by a letter and figures: V05, C06.</summary>
    [GeneratedRegex(@"^\p{Lu}\d{1,3}$", Linear.Time)]
    private static partial Regex UnitCode();

    [GeneratedRegex(@"[;.,)]\s", Linear.Time)]
    private static partial Regex ItemEnd();

    /// <summary>The number of the paper in the office's own system: "e-PAS: 2025/118".</summary>
    [GeneratedRegex(@"[\s.;-]*\be-?(PAS|Office)\s*:.*$", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex ElectronicNumber();

    [GeneratedRegex(@"^([\p{L}&\-.]+\s?\(\w{1,4}\)|\([\p{Lu}/-]{2,12}\))", Linear.Time)]
    private static partial Regex CopyCount();
}
