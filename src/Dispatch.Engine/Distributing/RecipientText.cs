using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>The words of a recipient line: its dash and stop, the purpose in brackets, the office before a body, the Lưu line.</summary>
internal static partial class RecipientText
{
    private static readonly (string Word, RecipientPurpose Purpose)[] Purposes =
    [
        ("bc", RecipientPurpose.ForReport), ("bao cao", RecipientPurpose.ForReport),
        ("ph", RecipientPurpose.ForCoordination), ("phh", RecipientPurpose.ForCoordination), ("phop", RecipientPurpose.ForCoordination), ("phoi hop", RecipientPurpose.ForCoordination),
        ("th", RecipientPurpose.ForAction), ("thh", RecipientPurpose.ForAction), ("thuc hien", RecipientPurpose.ForAction), ("trien khai", RecipientPurpose.ForAction),
        ("thi hanh", RecipientPurpose.ForAction),
        ("biet", RecipientPurpose.ForInformation),
        ("cd", RecipientPurpose.ForDirection), ("chi dao", RecipientPurpose.ForDirection),
        ("kt", RecipientPurpose.ForInspection), ("kiem tra", RecipientPurpose.ForInspection), ("giam sat", RecipientPurpose.ForInspection), ("theo doi", RecipientPurpose.ForInspection),
        ("dang tai", RecipientPurpose.ForPublication), ("dua tin", RecipientPurpose.ForPublication), ("dang cong bao", RecipientPurpose.ForPublication),
        ("dang bao", RecipientPurpose.ForPublication), ("cong bo", RecipientPurpose.ForPublication),
    ];

    private static readonly HashSet<string> Titles = new(
        new[]
        {
            "Thủ tướng", "Phó Thủ tướng", "các Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "các Thứ trưởng", "Chủ tịch", "Phó Chủ tịch", "các Phó Chủ tịch", "Chánh", "Phó Chánh",
            "các Phó Chánh", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Tổng cục trưởng", "Cục trưởng", "Vụ trưởng", "Trưởng", "Hiệu trưởng", "Thống đốc", "Tổng Thanh tra",
            "Thủ trưởng", "Lãnh đạo", "Tổng Bí thư", "Bí thư", "Phó Bí thư", "Đồng chí", "các đồng chí", "Đ/c", "các đ/c", "Ông", "Bà",
            "CT", "PCT", "các PCT", "CVP", "các PCVP", "PCVP", "các Phó CVP", "Phó CVP", "TTg", "TTgCP", "PTTg", "PTTgCP", "Thủ tướng CP", "Phó Thủ tướng CP", "các Phó Thủ tướng CP", "các PTTg", "các PTTgCP",
        }.Select(NameFolding.Fold),
        StringComparer.Ordinal);

    /// <summary>Short forms of offices as offices print them; there is one Government.</summary>
    private static readonly Dictionary<string, string> LongForms = new[]
    {
        ("Thủ tướng", "Thủ tướng Chính phủ"), ("Phó Thủ tướng", "Phó Thủ tướng Chính phủ"), ("Thủ tướng CP", "Thủ tướng Chính phủ"), ("Phó Thủ tướng CP", "Phó Thủ tướng Chính phủ"), ("TTg", "Thủ tướng Chính phủ"), ("TTgCP", "Thủ tướng Chính phủ"), ("PTTg", "Phó Thủ tướng Chính phủ"), ("PTTgCP", "Phó Thủ tướng Chính phủ"),
        ("CT", "Chủ tịch"), ("PCT", "Phó Chủ tịch"), ("CVP", "Chánh Văn phòng"), ("PCVP", "Phó Chánh Văn phòng"), ("Phó CVP", "Phó Chánh Văn phòng"),
    }.ToDictionary(form => NameFolding.Fold(form.Item1), form => NameFolding.Fold(form.Item2), StringComparer.Ordinal);

    /// <summary>Words of courtesy before an office; they are none themselves.</summary>
    private static readonly string[] Courtesies = [.. new[] { "Đồng chí", "Đ/c", "Ông", "Bà" }.Select(word => NameFolding.Fold(word) + " ")];

    private static readonly string And = NameFolding.Fold("và");

    private static readonly string Every = NameFolding.Fold("các") + " ";

    private static readonly string OfGovernment = " " + NameFolding.Fold("Chính phủ");

    /// <summary>The line without its dash and its closing stop.</summary>
    public static string Bare(string line)
    {
        var bare = Spaces().Replace(NameFolding.Compose(line), " ").Trim();
        bare = bare.TrimStart('-', '\u2013', '\u2014', '+', '*', '\u2022', '\u00B7', ' ');
        return bare.TrimEnd(';', '.', ',', '/', ' ');
    }

    /// <summary>Takes a known purpose off the end; brackets that say something else stay in the name.</summary>
    public static (string Text, RecipientPurpose? Purpose) SplitPurpose(string bare)
    {
        var brackets = LastBrackets().Match(bare);
        return brackets.Success && PurposeOf(brackets.Groups["inside"].Value) is { } purpose
            ? (bare[..brackets.Index].TrimEnd(';', ',', ' '), purpose)
            : (bare, null);
    }

    /// <summary>
    /// "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh" is offices and a body; as many known offices are taken as there are. An office that a comma parts from what follows
    /// is no office of it: then nothing is taken off.
    /// </summary>
    public static (string? Role, string After) SplitRole(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var taken = 0;
        for (var next = Longest(0); next > taken; next = Longest(taken))
        {
            taken = next;
            // "CT và các PCT UBND tỉnh": offices are joined by a word too.
            if (taken < words.Length && NameFolding.Fold(words[taken]) == And && Longest(taken + 1) is var joined && joined > taken + 1)
            {
                taken = joined;
            }
        }

        return taken == 0 || words[taken - 1].EndsWith(',') ? (null, text) : (string.Join(' ', words[..taken]), string.Join(' ', words[taken..]));

        int Longest(int from)
        {
            for (var count = Math.Min(5, words.Length - from); count > 0; count--)
            {
                if (Titles.Contains(NameFolding.Fold(string.Join(' ', words[from..(from + count)]))))
                {
                    return from + count;
                }
            }

            return from;
        }
    }

    /// <summary>The offices of a role, folded, each in its long form and in the singular: "Chủ tịch, các PCT" is chủ tịch and phó chủ tịch.</summary>
    public static List<string> OfficesIn(string role) =>
        [.. role.Split([",", " và "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(NameFolding.Fold)
            .Select(office => Without(Courtesies, Without([Every], office))).Select(office => LongForms.GetValueOrDefault(office, office))];

    /// <summary>Takes the comrade in brackets off: "UBND tỉnh (đ/c Bình)" is the body, whoever of it is meant.</summary>
    public static string WithoutPerson(string text) => Comrade().Replace(text, string.Empty);

    /// <summary>Whether an office in its long form says of which body it is.</summary>
    public static bool NamesItsBody(string office) => office.EndsWith(OfGovernment, StringComparison.Ordinal);

    public static bool SaysSameAsAddressees(string bare) =>
        // Scans run the words together.
        NameFolding.Plain(bare).Replace(" ", string.Empty, StringComparison.Ordinal) is var plain
        && (plain.StartsWith("nhutren", StringComparison.Ordinal) || plain.StartsWith("nhukinhgui", StringComparison.Ordinal));

    public static bool SaysSameAsArticle(string bare) => Article().IsMatch(NameFolding.Plain(bare));

    /// <summary>What follows "Lưu:", or, at the foot, "Lưu" alone as party offices write it; null when the line is not one.</summary>
    public static string? ArchiveOf(string bare, RecipientBlock block)
    {
        var keep = Keep().Match(bare);
        keep = keep.Success || block is RecipientBlock.Addressees ? keep : KeepAlone().Match(bare);
        return keep.Success ? bare[keep.Length..].Trim() : null;
    }

    /// <summary>Reads "VT, KTTH (2b)", "VT, QHQT (NTA, 3)": where copies stay, who drafted, how many copies.</summary>
    public static (IReadOnlyList<string> Units, string? Drafter, int? Copies) ReadArchive(string text)
    {
        var units = new List<string>();
        string? drafter = null;
        int? copies = null;
        foreach (var part in CommaOutsideBrackets().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var read = ArchivePart().Match(part);
            var unit = read.Groups["unit"].Value.Trim();
            copies = Number(read.Groups["count"].Value) ?? copies;
            if (read.Groups["inside"].Value is { Length: > 0 } inside)
            {
                var signed = SignAndCount().Match(inside);
                copies = Number(signed.Groups["count"].Value) ?? copies;
                drafter = signed.Groups["sign"].Value is { Length: > 0 } sign ? sign : signed.Success ? drafter : inside;
            }

            drafter = read.Groups["after"].Value is { Length: > 0 } after ? after : drafter;

            if (unit.Length > 0)
            {
                units.Add(unit);
            }
        }

        return (units, drafter, copies);
    }

    private static string Without(string[] beginnings, string text) =>
        Array.Find(beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal)) is { } found ? text[found.Length..] : text;

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static RecipientPurpose? PurposeOf(string inside)
    {
        var words = NameFolding.Plain(inside.Replace("/", string.Empty, StringComparison.Ordinal));
        foreach (var lead in new[] { "de ", "thay " })
        {
            words = words.StartsWith(lead, StringComparison.Ordinal) ? words[lead.Length..] : words;
        }

        // "để biết và thực hiện", "để ph/h, th/h": the first purpose counts, when every one of them is a purpose.
        var said = PurposeJoint().Split(words).Select(word => Purposes.Where(known => known.Word == word).Select(known => (RecipientPurpose?)known.Purpose).FirstOrDefault()).ToList();
        return said.Contains(null) ? null : said[0];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[;,]?\s*\((?<inside>[^()]{1,60})\)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastBrackets();

    [GeneratedRegex(@"^nhu (cac )?dieu \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Article();

    [GeneratedRegex(@"^l[ưu]u\s*:\s*|^lưu\s+(?=(VT|văn thư|HC)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keep();

    // "Lưu trữ …" is a name, not a place where copies stay.
    [GeneratedRegex(@"^lưu\s+(?!trữ\b)(?=\p{Lu})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeepAlone();

    [GeneratedRegex(@"\s*\((các\s+)?(đ/c|đồng chí)\s[^()]*\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comrade();

    [GeneratedRegex(@"[,;](?![^()]*\))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommaOutsideBrackets();

    [GeneratedRegex(@"^(?<unit>[^()]*?)\s*(\((?<inside>[^()]*)\)?[\s.]*(?<after>\p{L}[\p{L}\s.]*)?)?((?<=^|\s|\))(?<count>\d{1,3})\s*(b|bản)?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArchivePart();

    [GeneratedRegex(@"^((?<sign>\p{L}.*?)[\s,_-]+)?(?<count>\d{1,3})\s*(b|bản)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignAndCount();

    [GeneratedRegex(@",? va |, | (?=th)|,", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PurposeJoint();
}
