using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The words of the signing lines: capacities and titles.</summary>
internal static partial class SigningTitles
{
    private static readonly string[] TitleWords =
    [
        "pho", "thu truong", "bo truong", "chu tich", "giam doc", "tong giam doc", "chanh", "cuc truong", "tong cuc truong", "vu truong", "vien truong",
        "thu tuong", "chinh phu", "chu nhiem", "hieu truong", "hat truong", "doi truong", "chi cuc truong", "bi thu", "uy vien", "thong doc", "tong kiem toan", "tong thanh tra", "tong bi thu", "tong thu ky", "tu lenh",
        "chi huy truong", "quyen", "tram truong", "dai dien", "ke toan truong", "truong", "tong bien tap", "thuong truc", "chinh uy", "tham muu truong", "hoi truong", "tong cong trinh su",
        "thanh vien", "tham phan", "kiem sat vien", "kiem toan truong", "chap hanh vien", "quoc vu khanh", "dai su", "hoi dong", "nguoi dai dien",
    ];

    /// <summary>Lines of on-behalf-of that a break may cut; the next line still belongs to them.</summary>
    private static readonly HashSet<string> Incomplete = new(StringComparer.Ordinal)
    {
        "uy", "uy ban", "uy ban nhan", "hoi dong nhan", "truong", "bo", "ban", "ban thuong", "ban chap", "ban chap hanh", "tong", "tong cuc", "tong giam", "cuc", "vu", "giam", "chu", "chanh", "chanh van", "thu", "thuong", "doan", "doan chu",
        "pho", "pho chu", "pho giam", "pho tong", "pho tong giam", "pho tong cuc", "pho chanh", "pho chanh van", "pho truong", "pho cuc", "pho vu", "pho thu", "thuong truc", "ban bi", "bi",
    };

    public static bool StartsTitle(string text)
    {
        var plain = Lead().Replace(Plain.Of(text), "");
        return Array.Exists(TitleWords, w => plain.StartsWith(w, StringComparison.Ordinal) && (plain.Length == w.Length || !char.IsLetter(plain[w.Length])));
    }

    /// <summary>Whether the text is a line of capitals that names an office.</summary>
    public static bool IsTitleLine(string text) => text.Length < 60 && Plain.CapitalShare(text) > 0.85 && StartsTitle(text);

    /// <summary>Whether a title is that of the deputy of another: PHÓ CHỦ NHIỆM of CHỦ NHIỆM VĂN PHÒNG.</summary>
    public static bool IsDeputyOf(string title, string head) => Plain.Compact(title) is { Length: > 6 } deputy && deputy.StartsWith("pho", StringComparison.Ordinal) && Plain.Compact(head).StartsWith(deputy[3..], StringComparison.Ordinal);

    /// <summary>Whether the whole text is a common title, capitals or not.</summary>
    public static bool IsPlainTitle(string text) => PlainTitle().IsMatch(Plain.Of(text));

    public static bool IsIncomplete(string text)
    {
        var plain = Plain.Of(text).Trim();
        return plain.EndsWith(',') || plain.EndsWith(" va", StringComparison.Ordinal) || plain.EndsWith('-') || Incomplete.Contains(plain.Trim(' ', '.'));
    }

    /// <summary>Splits "KT. BỘ TRƯỞNG" into capacity and the words after it; null for any other line.</summary>
    public static (string? Authority, string OnBehalfOf)? Capacity(string text)
    {
        var match = CapacityMark().Match(text);
        if (!match.Success)
        {
            match = CutMark().Match(text);
        }

        if (!match.Success)
        {
            return null;
        }

        var rest = SourceLines.Fold(text[match.Length..]).Trim(' ', '.', ',', ';', ':');
        if (match.Groups["bare"].Success && !StartsTitle(rest) && !IssuerLines.StartsBody(rest))
        {
            // "KT, ĐT, TNMT" enumerates units.
            return null;
        }

        return Plain.Letters(rest) < 2 || Plain.CapitalShare(rest) < 0.6 ? null : (match.Groups["mark"].Success ? match.Groups["mark"].Value + match.Groups["dot"].Value : null, rest);
    }

    /// <summary>The mark must be parted from the title by a point or a blank: "TLD" is no "TL".</summary>
    [GeneratedRegex(@"^[^\p{L}\d]*((?<mark>TM|KT|TL|TUQ|TUN|T/M|K/T|T/L|T\.M|K\.T|T\.L|Q)(?<dot>\.)\s*|(?<mark>T/M|K/T|T/L|(TM|KT|TL|TUQ)/)(?<dot>)[,:]?\s+|(?<mark>(?<bare>TM|KT|TL|TUQ))(?<dot>)\s+)", Linear.Time)]
    private static partial Regex CapacityMark();

    /// <summary>"L. BỘ TRƯỞNG": the first letter of the mark was lost, and which it was cannot be known.</summary>
    [GeneratedRegex(@"^[^\p{L}\d]*[LMT]\.\s+", Linear.Time)]
    private static partial Regex CutMark();

    /// <summary>Where a mark stands inside a line, behind what a seal left there.</summary>
    public static int MarkWithin(string text)
    {
        var match = InnerMark().Match(text);
        return match.Success ? match.Groups["mark"].Index : -1;
    }

    /// <summary>Where on the line of whom a deputy signs for the deputy's own title begins; -1 where it stands on a line of its own: "KT. VỤ TRƯỞNG PHÓ VỤ TRƯỞNG".</summary>
    public static int DeputyWithin(string text)
    {
        var match = Deputy().Match(text);
        return match.Success ? match.Groups["title"].Index : -1;
    }

    [GeneratedRegex(@"^[^\p{L}\d]*K[./]?T[.,]?\s*\p{Lu}[\p{Lu}\s,–-]+\s(?<title>PHÓ \p{Lu}|THỨ TRƯỞNG)", Linear.Time)]
    private static partial Regex Deputy();

    [GeneratedRegex(@"[^\p{L}](?<mark>(TM|KT|TL|TUQ|T/M|K/T|T/L)[.\s])", Linear.Time)]
    private static partial Regex InnerMark();

    [GeneratedRegex(@"^\s*(pho |q[.] ?|quyen )?(tong giam doc|giam doc|chu tich|hieu truong|truong phong|truong ban|vien truong|cuc truong|chi cuc truong|vu truong|thu truong|bo truong|bi thu|chu nhiem|chanh van phong|ke toan truong|tong thu ky|tong bien tap)\s*$", Linear.Time)]
    private static partial Regex PlainTitle();

    [GeneratedRegex(@"^[^\p{L}]+", Linear.Time)]
    private static partial Regex Lead();
}
