using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>What stands before the body on a line that speaks to a person: the offices, and behind them the person's name.</summary>
/// <param name="Role">The offices as printed; null when the line begins with none.</param>
/// <param name="Rest">What follows them.</param>
/// <param name="Body">What follows them without the person's name, to be asked when the directory does not know the whole; empty when a person is all that is named.</param>
/// <param name="Person">The person named; null when nobody is.</param>
internal sealed record AddressedOffice(string? Role, string Rest, string Body, string? Person);

/// <summary>The offices that recipient lines address, in long and short forms: "Chủ tịch, các PCT", "Đ/c Bí thư", "TT. Nguyễn Văn A".</summary>
internal static partial class OfficeText
{
    private static readonly HashSet<string> Titles = TitlesOf(
        "Thủ tướng", "Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Phó Chủ tịch", "Chánh", "Phó Chánh", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Phó Tổng Giám đốc", "Tổng cục trưởng",
        "Phó Tổng cục trưởng", "Cục trưởng", "Phó Cục trưởng", "Vụ trưởng", "Phó Vụ trưởng", "Trưởng", "Phó Trưởng", "Trưởng đoàn", "Hiệu trưởng", "Thống đốc", "Phó Thống đốc", "Tổng Thanh tra", "Chủ nhiệm", "Phó Chủ nhiệm",
        "Thủ trưởng", "Lãnh đạo", "Tổng Bí thư", "Bí thư", "Phó Bí thư", "Thường trực", "Thành viên", "Ủy viên", "Trợ lý", "Thư ký", "Chuyên viên", "Đồng chí", "Đ/c", "Ông", "Bà",
        "CT", "PCT", "Phó CT", "CVP", "PCVP", "Phó CVP", "Chánh VP", "Phó VP", "Phó Chánh VP", "GĐ", "PGĐ", "TGĐ", "LĐ", "LĐVP", "BTCN", "PCN", "TTg", "TTgCP", "PTT", "PTTg", "PTTgCP", "Phó TTg", "Thủ tướng CP", "Phó Thủ tướng CP");

    /// <summary>Short forms of offices as offices print them; there is one Government.</summary>
    private static readonly Dictionary<string, string> LongForms = new[]
    {
        ("Thủ tướng", "Thủ tướng Chính phủ"), ("Phó Thủ tướng", "Phó Thủ tướng Chính phủ"), ("Thủ tướng CP", "Thủ tướng Chính phủ"), ("Phó Thủ tướng CP", "Phó Thủ tướng Chính phủ"), ("TTg", "Thủ tướng Chính phủ"),
        ("TTgCP", "Thủ tướng Chính phủ"), ("PTT", "Phó Thủ tướng Chính phủ"), ("PTTg", "Phó Thủ tướng Chính phủ"), ("PTTgCP", "Phó Thủ tướng Chính phủ"), ("Phó TTg", "Phó Thủ tướng Chính phủ"),
        ("CT", "Chủ tịch"), ("PCT", "Phó Chủ tịch"), ("Phó CT", "Phó Chủ tịch"), ("GĐ", "Giám đốc"), ("PGĐ", "Phó Giám đốc"), ("TGĐ", "Tổng Giám đốc"), ("LĐ", "Lãnh đạo"), ("TT", "Thường trực"),
        ("CVP", "Chánh Văn phòng"), ("Chánh VP", "Chánh Văn phòng"), ("PCVP", "Phó Chánh Văn phòng"), ("Phó CVP", "Phó Chánh Văn phòng"), ("Phó VP", "Phó Chánh Văn phòng"), ("Phó Chánh VP", "Phó Chánh Văn phòng"),
    }.ToDictionary(form => NameFolding.Fold(form.Item1), form => NameFolding.Fold(form.Item2), StringComparer.Ordinal);

    /// <summary>Words of courtesy before an office; they are none themselves.</summary>
    private static readonly string[] Courtesies = [.. new[] { "Đồng chí", "Đ/c", "Ông", "Bà" }.Select(NameFolding.Fold)];

    private static readonly string And = NameFolding.Fold("và");

    private static readonly string Every = NameFolding.Fold("các") + " ";

    private static readonly string OfGovernment = " " + NameFolding.Fold("Chính phủ");

    private static readonly string HeadOfOffice = NameFolding.Fold("Chánh Văn phòng");

    /// <summary>
    /// Takes the offices off the front: "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh" is two offices and a body. An office that a comma parts from what follows is no office of it:
    /// then nothing is taken off. "Ông Nguyễn Văn A, Giám đốc Sở Nội vụ" is a director's office and his name.
    /// </summary>
    public static AddressedOffice Read(string text)
    {
        var (role, rest) = Split(RunTogether().Replace(text, "TT "));
        if (role is null)
        {
            return new AddressedOffice(null, text, text, null);
        }

        rest = Comrade().Replace(rest, string.Empty).TrimStart();
        if (NameThenOffice().Match(rest) is { Success: true } introduced && Split(introduced.Groups["office"].Value) is { Role: { } office } held)
        {
            return new AddressedOffice(office, held.After, held.After, introduced.Groups["name"].Value);
        }

        if (IsName().IsMatch(rest))
        {
            return new AddressedOffice(role, rest, string.Empty, rest);
        }

        var named = EndsInName().Match(rest);
        return named.Success ? new AddressedOffice(role, rest, rest[..named.Index].TrimEnd(' ', ',', '-'), named.Groups["name"].Value) : new AddressedOffice(role, rest, rest, null);
    }

    /// <summary>The offices of a role, folded, each in its long form and in the singular: "Chủ tịch, các PCT" is chủ tịch and phó chủ tịch; courtesy alone is none.</summary>
    public static List<string> OfficesIn(string role) =>
        [.. Parting().Split(role).Select(NameFolding.Fold)
            .Select(office => WithoutCourtesy(Without(Every, Acting().Replace(office, string.Empty)))).Where(office => office.Length > 0).Select(office => LongForms.GetValueOrDefault(office, office))];

    /// <summary>Whether an office in its long form says of which body it is.</summary>
    public static bool NamesItsBody(string office) => office.EndsWith(OfGovernment, StringComparison.Ordinal);

    /// <summary>Whether every office of a role is that of the head of an office, or of a deputy: "CVP, các PCVP UBND tỉnh" sit in the committee's Văn phòng.</summary>
    public static bool AreOfTheOffice(string role) => OfficesIn(role) is { Count: > 0 } offices && offices.TrueForAll(office => office.EndsWith(HeadOfOffice, StringComparison.Ordinal));

    /// <summary>Whether a word is nothing but an office ("BTCN", "các PCN").</summary>
    public static bool IsOfficeAlone(string text) => Read(text) is { Role: not null } read && (read.Body.Length == 0);

    private static (string? Role, string After) Split(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var taken = 0;
        for (var next = Longest(words, 0); next > taken; next = Longest(words, taken))
        {
            taken = next;
            // "CT và các PCT UBND tỉnh": offices are joined by a word too.
            if (taken < words.Length && NameFolding.Fold(words[taken]) == And && Longest(words, taken + 1) is var joined && joined > taken + 1)
            {
                taken = joined;
            }
        }

        return taken == 0 || words[taken - 1].EndsWith(',') ? (null, text) : (string.Join(' ', words[..taken]), string.Join(' ', words[taken..]));
    }

    private static int Longest(string[] words, int from)
    {
        // "TT" is the standing members of an elected or party body, and before a person a deputy minister; before anything else it is a centre.
        if (from < words.Length && StandingMembers().IsMatch(string.Join(' ', words[from..])))
        {
            return from + 1;
        }

        for (var count = Math.Min(5, words.Length - from); count > 0; count--)
        {
            if (Titles.Contains(NameFolding.Fold(string.Join(' ', words[from..(from + count)]))))
            {
                return from + count;
            }
        }

        return from;
    }

    private static string WithoutCourtesy(string office)
    {
        foreach (var courtesy in Courtesies.Where(courtesy => office == courtesy || office.StartsWith(courtesy + " ", StringComparison.Ordinal)))
        {
            return office[courtesy.Length..].TrimStart();
        }

        return office;
    }

    private static string Without(string beginning, string text) => text.StartsWith(beginning, StringComparison.Ordinal) ? text[beginning.Length..] : text;

    /// <summary>Every title alone, of several ("các …"), and of one who acts ("Q. …").</summary>
    private static HashSet<string> TitlesOf(params string[] titles) =>
        titles.SelectMany(title => new[] { title, "các " + title, "Q. " + title, "Quyền " + title }).Select(NameFolding.Fold).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@",| và ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parting();

    [GeneratedRegex(@"^(q|quyênˋ) ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Acting();

    // "TTTU", "TT.HĐND tỉnh".
    [GeneratedRegex(@"^TT\.?\s*(?=(TU|HU|ĐU|HĐND)\b)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunTogether();

    // Who of several is meant, or whose matter it is, stands in brackets: "(đ/c Bình)", and behind an office alone "(TH)".
    [GeneratedRegex(@"^\([^()]*\)$|\s*\((các\s+)?(đ/c|đồng chí)\s[^()]*\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comrade();

    [GeneratedRegex(@"^TT\.?\s+((Tỉnh|Thành|Huyện|Thị|Quận|Đảng)\s+[ủu][yỷ]|TU|HU|HĐND|Hội đồng nhân dân|Ban Bí thư|" + Name + ")", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StandingMembers();

    // A name is known by its family name: nine tenths of the people have one of these.
    private const string FamilyName =
        "(Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lương|Mai|Tô|Trương|Đào|Cao|Lò|Quàng|Tao|Giàng|Vừ|Chu|Tạ|Thái|Lưu|Phùng|Vương|Nông|Hà)";

    private const string GivenName = @"\s+\p{Lu}\p{Ll}*";

    private const string Name = "(?-i:" + FamilyName + "(" + GivenName + "){1,3})";

    [GeneratedRegex("^" + Name + "$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsName();

    // Provinces are called like people too ("tỉnh Hà Giang", "Sở Nội vụ Thái Bình"): behind a body a name has three words, and none of a place before it.
    [GeneratedRegex(@"(?<=\s)(?<!\b(tỉnh|phố|TP\.?|huyện|quận|xã|phường)\s)(?<name>" + FamilyName + "(" + GivenName + "){2,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndsInName();

    [GeneratedRegex(@"^(\([^()]*\))?\s*:?\s*(?<name>" + Name + @")\s*[,–-]\s*(?<office>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameThenOffice();
}
