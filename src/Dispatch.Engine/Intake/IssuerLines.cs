using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Puts the lines of the left column together to the issuer and the body above it.</summary>
internal static partial class IssuerLines
{
    /// <summary>First words of the names of bodies, bare; a line that begins with one begins a new body.</summary>
    private static readonly string[] BodyWords =
    [
        "bo", "so", "cuc", "tong cuc", "tong lien doan", "tong cong ty", "vu", "phong", "ban", "uy ban", "ubnd", "ub", "hdnd", "hdst", "van phong", "trung tam",
        "truong", "vien", "chi cuc", "hoi", "lien doan", "lien hiep", "cong doan", "dang uy", "tinh uy", "thanh uy", "huyen uy", "quan uy", "dang bo", "chi bo", "ngan hang",
        "kho bac", "toa an", "thanh tra", "cong an", "cong ty", "tap doan", "thu tuong", "chinh phu", "quoc hoi", "mat tran", "doan", "benh vien", "dai hoc", "hoc vien", "quan khu",
        "bch", "su doan", "to cong tac", "chu tich nuoc", "tieu ban", "dai phat thanh", "dai truyen hinh", "thong tan xa", "hiep hoi", "quy", "doi", "tram", "kiem toan", "tham phan", "nha xuat ban", "bao",
        "dai su quan", "tong lanh su quan", "lanh su quan", "phai doan", "co quan dai dien", "vuon quoc gia", "thu vien", "nha hat", "lien minh", "cang vu", "hat kiem lam", "trai giam",
        "tinh doan", "thanh doan", "huyen doan", "trung doan", "lu doan", "don bien phong", "hop tac xa", "chi nhanh", "phu thu tuong", "phu chu tich", "ty", "lien nganh", "lien so", "lien bo", "thue tinh", "thue thanh pho", "thong ke tinh", "thong ke thanh pho", "hai quan khu vuc",
    ];

    /// <summary>Beginnings of names that a line break may cut: what follows still belongs to them.</summary>
    private static readonly HashSet<string> Incomplete = new(StringComparer.Ordinal)
    {
        "uy", "uy ban", "uy ban nhan", "hoi dong", "hoi dong nhan", "van", "van phong", "thu tuong", "tong", "chi", "thu", "ban chap hanh", "bao", "bao hiem", "truong", "vien", "benh vien", "dai", "hoc", "ban", "bo", "so", "cuc", "trung tam", "hoi", "cong",
        "van phong doan dbqh va", "thuong truc", "vien kiem", "vien kiem sat", "vien kiem sat nhan", "toa an", "toa an nhan", "kho bac nha", "ngan hang nha", "van phong uy", "van phong hoi dong",
    };

    /// <summary>The bodies named by the lines, the highest first.</summary>
    public static List<string> Join(IEnumerable<string> lines)
    {
        var bodies = new List<string>();
        var printed = lines.ToList();
        var tidy = printed.Select((line, i) => Tidy(line) + (line.TrimEnd().EndsWith(',') && i + 1 < printed.Count && GoesOnAfterComma(printed[i + 1]) ? "," : "")).Where(l => l.Length > 0).ToList();
        for (var i = 0; i < tidy.Count; i++)
        {
            var line = tidy[i];
            var starts = StartsBody(line) || bodies.Count == 0 || (i + 1 < tidy.Count && Incomplete.Contains(Plain.Of(line)) && StartsBody(line + " " + tidy[i + 1]));
            if (starts && (bodies.Count == 0 || !IsIncomplete(bodies[^1], line)))
            {
                bodies.Add(line);
            }
            else
            {
                bodies[^1] += " " + line;
            }
        }

        return bodies.Count == 1 ? Parted(bodies[0]) : bodies;
    }

    /// <summary>A cell of a table that held two lines may come as one: "TỈNH ỦY LÀO CAI BAN TỔ CHỨC" names two bodies. Marks decide: VŨ THƯ is a place, VỤ begins a body.</summary>
    private static List<string> Parted(string name)
    {
        var words = name.Split(' ');
        for (var at = 2; Higher().IsMatch(name) && at < words.Length - 1; at++)
        {
            var rest = string.Join(' ', words[at..]);
            if (Lower().IsMatch(rest) && !EndsInBody().IsMatch(words[at - 1] + " " + words[at]) && !IsIncomplete(string.Join(' ', words[..at]), rest))
            {
                return [string.Join(' ', words[..at]), rest];
            }
        }

        return [name];
    }

    public static bool StartsBody(string text)
    {
        // A scan reads BỘ as 80 and SỞ as S0.
        var plain = Plain.Of(text).Replace('0', 'o').Replace('8', 'b').Replace('5', 's');
        return plain.StartsWith("ubnd", StringComparison.Ordinal) || !NoBody().IsMatch(plain) && Array.Exists(BodyWords, w => plain.StartsWith(w, StringComparison.Ordinal) && (plain.Length == w.Length || !char.IsLetter(plain[w.Length])));
    }

    /// <summary>The lines of the head that name the issuer.</summary>
    public static List<string> Choose(HeadFragments head)
    {
        var numberAt = head.All.ToList().FindIndex(f => f.Part == HeadPart.Number);
        var upTo = numberAt >= 0 ? numberAt : head.All.Count;
        var before = head.All.Take(upTo).TakeWhile(f => f.Part is not (HeadPart.Subject or HeadPart.Addressee)).ToList();
        var firstState = before.FindIndex(f => f.Part == HeadPart.State);
        var beside = before.FindIndex(f => f.BesideState);

        // Where the columns were run together, what stands above the header is a stamp, not the issuer.
        var from = beside >= 0 && firstState > beside && before[beside].Line == before[firstState].Line ? beside : 0;
        var lines = before.Skip(from).Where(f => f.Part == HeadPart.Other && IsName(f) && DispatchKinds.FromTitle(f.Text) is null).Select(f => f.Text).ToList();
        if (lines.Count == 0)
        {
            lines = [.. head.All.Skip(upTo).TakeWhile(f => f.Part != HeadPart.Subject).Where(f => f.Part == HeadPart.Other && f.Text.Length > 5 && StartsBody(f.Text) && IsName(f)).Select(f => f.Text)];
        }

        return lines;
    }

    private static bool IsName(Fragment fragment)
    {
        var text = fragment.Text;
        return Plain.Letters(text) >= 2 && text.Length < 120 && !text.Contains('#', StringComparison.Ordinal) && (Plain.CapitalShare(text) > 0.65 || (fragment.BesideState && StartsBody(text)))
            && !NumberLine.IsLabel(text) && !Stamp().IsMatch(Plain.Of(text)) && SecrecyMarking.Find(text) is null && HeadMarks.Urgency(text) is null;
    }

    private static bool IsIncomplete(string body, string next) => body[^1] is '-' or '&' || Plain.Of(body).EndsWith(" va", StringComparison.Ordinal) || Incomplete.Contains(Plain.Of(body)) && !(Plain.Of(body) is "ban chap hanh" && Plain.Of(next) is not "trung uong");

    /// <summary>"VĂN HÓA," and "THỂ THAO VÀ DU LỊCH": the comma parts fields of one body; elsewhere it is a speck.</summary>
    private static bool GoesOnAfterComma(string next) => next.Contains(" VÀ ", StringComparison.Ordinal) && !StartsBody(next);

    private static string Tidy(string line) => SourceLines.Fold(Lead().Replace(line, "")).Trim(' ', '•', '.', ',', ';', ':', '-', '–', '—', '\'', '’', '‘', '"', '“', '”', '\\', '/', '=', '~', '*', '^', '<', '>');

    /// <summary>What a converter counts its paragraphs or pages with, "1. UBND …" and "(1)BỘ …", and the word of a collection: "CỦA BỘ …".</summary>
    [GeneratedRegex(@"^\s*(\(\d{1,2}\)|\d{1,2}[.)]\s|CỦA\s)\s*", Linear.Time)]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(UBND|[ỦU][YỶ] BAN NHÂN DÂN|TỈNH [ỦU][YỶ]|THÀNH [ỦU][YỶ]|HUYỆN [ỦU][YỶ]|QUẬN [ỦU][YỶ]|ĐẢNG [ỦU][YỶ]|BAN CHẤP HÀNH TRUNG ƯƠNG|BỘ|SỞ|TỔNG CỤC|LIÊN ĐOÀN LAO ĐỘNG) ", Linear.Time)]
    private static partial Regex Higher();

    [GeneratedRegex(@"^(SỞ|PHÒNG|VĂN PHÒNG|CHI CỤC|TỔNG CỤC|CỤC|VỤ|TRƯỜNG|TRUNG TÂM|THANH TRA|[ỦU][YỶ] BAN KIỂM|BAN (TỔ|TUYÊN|NỘI|DÂN|KINH|QUẢN|CHỈ))( |$)", Linear.Time)]
    private static partial Regex Lower();

    /// <summary>Two words that stand inside one name although the second begins names of bodies.</summary>
    [GeneratedRegex(@"^(HẢI PHÒNG|QUỐC PHÒNG|VĂN PHÒNG|DỰ PHÒNG|TỔNG CỤC|CHI CỤC|NỘI VỤ|DỊCH VỤ|NGHIỆP VỤ|NHIỆM VỤ|(MÔI|THỊ|NHÀ|CÔNG|NÔNG) TRƯỜNG|\S*[,&] \S+|VÀ \S+|CÁC \S+)$", Linear.Time)]
    private static partial Regex EndsInBody();

    /// <summary>Fields of work that begin like the name of a body.</summary>
    [GeneratedRegex(@"^(phong,? chong|hoi nhap|phong khong|bao ve|bao dam|doan ket|bo sung)\b", Linear.Time)]
    private static partial Regex NoBody();

    [GeneratedRegex(@"^\W*(den|cong van den|van ban den|sao y|sao luc|trich sao|ky boi|nguoi ky|co quan|ngay ky|thoi gian ky|hoa toc|khan|thuong khan|luu hanh|ban sao|xem xong|tai lieu|du thao|dang ky|email)\b", Linear.Time)]
    private static partial Regex Stamp();
}
