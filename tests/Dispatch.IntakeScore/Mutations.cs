using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dispatch.IntakeScore;

/// <summary>
/// Breaks a text the way paper, scanners and converters break it, one way at a time and always the same, so that what a
/// rule leans on shows. The label stays true: where letters of the values change too, those of the label change alike.
/// </summary>
internal static partial class Mutations
{
    private const string Header = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

    /// <summary>Every way; null where it does not apply to a text.</summary>
    public static readonly (string Name, Func<Labelled, Labelled?> Make)[] All =
    [
        ("as it is", t => t),
        ("no blank lines", Lines(ls => ls.Where(l => l.Trim().Length > 0))),
        ("double spaced", Lines(ls => ls.SelectMany(l => new[] { l, "" }))),
        ("blanks folded", Lines(ls => ls.Select(l => Runs().Replace(l, " ")))),
        ("tabs for gaps", Lines(ls => ls.Select(l => Gaps().Replace(l, "\t")))),
        ("bars for gaps", Lines(ls => ls.Select(l => Gaps().Replace(l.TrimStart(), " | ")))),
        ("indented, trailing blanks", Lines(ls => ls.Select(l => "        " + l + "   "))),
        ("left column first", t => Columns(t, leftFirst: true)),
        ("right column first", t => Columns(t, leftFirst: false)),
        ("columns line by line", Lines(ls => ls.SelectMany(l => Gaps().Split(l.Trim())))),
        ("wrapped at 60", Lines(ls => ls.SelectMany(l => Wrap(l, 60)))),
        ("wrapped at 45", Lines(ls => ls.SelectMany(l => Wrap(l, 45)))),
        ("windows line ends", Lines(ls => ls.Select(l => l + "\r"))),
        ("decomposed", t => t with { Text = t.Text.Normalize(NormalizationForm.FormD) }),
        ("bold lines", Lines(ls => ls.Select((l, i) => i < 30 && l.Trim().Length > 0 ? "**" + l.Trim() + "**" : l))),
        ("quoted mail", Lines(ls => ls.Select(l => "> " + l))),
        ("html residue", Lines(ls => ls.Select(l => l.Trim().Length > 0 ? "<p>" + l.Trim().Replace("  ", " &nbsp;", StringComparison.Ordinal) + "</p>" : l))),
        ("mail headers above", t => Before(t, "From: Phong Van thu <vanthu@example.vn>\nTo: Tất cả\nDate: Mon, 2 Jun 2025 08:12:44 +0700\nSubject: FW: gửi các đồng chí văn bản mới\n\nKính gửi các đồng chí, gửi kèm văn bản để biết.\n\n")),
        ("web page above", t => Before(t, "Trang chủ | Giới thiệu | Tin tức | Liên hệ\nĐăng ngày 03/06/2025 - Lượt xem: 125\n\nToàn văn văn bản như sau:\n\n")),
        ("web page below", t => t with { Text = t.Text + "\n\nTải về\nBài viết liên quan\nHội nghị sơ kết 6 tháng đầu năm 2025\nBản quyền thuộc về Cổng thông tin\n" }),
        ("arrival stamp above", t => Before(t, "CÔNG VĂN ĐẾN\nSố: 1482\nNgày: 05/6/2025\nChuyển: P. Tổng hợp\n\n")),
        ("arrival stamp inside", t => Insert(t, "CÔNG VĂN ĐẾN", "Số: ......  Ngày: 05/6/2025", "Chuyển: ....................")),
        ("digital signature above", t => Before(t, "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nCơ quan: VĂN PHÒNG\nThời gian ký: 04.06.2025 15:02:11 +07:00\n\n")),
        ("digital signature inside", t => Insert(t, "Ký bởi: Văn phòng", "Ngày ký: 04-06-2025 15:02:11 +07:00")),
        ("page numbers and breaks", Lines(ls => ls.SelectMany((l, i) => i > 0 && i % 45 == 0 ? new[] { "", $"- {(i / 45) + 1} -", "--- PAGE BREAK ---", "", l } : [l]))),
        ("form feeds", Lines(ls => ls.SelectMany((l, i) => i > 0 && i % 45 == 0 ? new[] { "\f" + ((i / 45) + 1).ToString(CultureInfo.InvariantCulture), l } : [l]))),
        ("annex with its own head", t => !t.IsDispatch ? null : t with { Text = t.Text + "\n\f\nPhụ lục I\nDANH SÁCH ĐẠI BIỂU\n(Kèm theo văn bản nêu trên)\n\nUBND TỈNH KHÁC          " + Header + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 77/PL-ABC          Nơi Khác, ngày 01 tháng 01 năm 2020\n\n1. Nguyễn Văn A\n\nNơi nhận:\n- Ai đó;\n- Lưu: XYZ.\n\nTRƯỞNG BAN\nLê Văn Khác\n" }),
        ("another letter behind", t => t.IsDispatch ? t with { Text = t.Text + "\n\f\nBỘ KHÁC          " + Header + "\nĐộc lập - Tự do - Hạnh phúc\nSố: 77/BK-VP          Nơi Khác, ngày 01 tháng 01 năm 2020\nV/v việc khác\n\nKính gửi: Cơ quan khác\n\nNội dung khác./.\n\nNơi nhận:\n- Như trên;\n- Lưu: XYZ.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Khác\n" } : null),
        ("no national header", Lines(ls => ls.Where(l => !l.Contains("VIỆT NAM", StringComparison.Ordinal) && !l.Contains("Hạnh phúc", StringComparison.Ordinal)))),
        ("no label Nơi nhận", t => Sub(t, RecipientsLabel(), "")),
        ("anchors misread", t => Noise(t, 1)),
        ("anchors misread otherwise", t => Noise(t, 2)),
        ("tildes for dashes", Lines(ls => ls.Select(l => Dash().Replace(l, "${indent}~ ")))),
        ("bullets for dashes", Lines(ls => ls.Select(l => Dash().Replace(l, "${indent}• ")))),
        ("commas for semicolons", Lines(ls => ls.Select(l => l.TrimEnd().EndsWith(';') ? l.TrimEnd()[..^1] + "," : l))),
        ("ends without marks", Lines(ls => ls.Select(l => l.TrimStart().StartsWith('-') ? l.TrimEnd(' ', ';', '.', ',') : l))),
        ("specks of the scan", Lines(ls => ls.SelectMany((l, i) => i % 7 == 3 ? new[] { ". -", l } : i % 7 == 5 && l.Trim().Length > 0 ? ["' " + l] : [l]))),
        ("rules of underscores", Lines(ls => ls.SelectMany((l, i) => i is > 1 and < 8 ? new[] { l, "________" } : [l]))),
        ("header spaced out", t => Sub(t, HeaderWords(), m => string.Join(' ', m.Value.ToCharArray()))),
        ("Icelandic Đ", t => Both(t, s => s.Replace('Đ', 'Ð'))),
        ("đ became d", t => Both(t, s => s.Replace('đ', 'd').Replace('Đ', 'D'))),
        ("tone on the other vowel", t => Both(t, s => s.Replace("òa", "oà", StringComparison.Ordinal).Replace("ủy", "uỷ", StringComparison.Ordinal).Replace("ÒA", "OÀ", StringComparison.Ordinal).Replace("ỦY", "UỶ", StringComparison.Ordinal))),
        ("no marks at all", t => Both(t, Bare)),
        ("all capitals", t => Both(t, s => s.ToUpperInvariant())),
        .. Relayouts.All,
    ];

    private static Func<Labelled, Labelled?> Lines(Func<IEnumerable<string>, IEnumerable<string>> change) =>
        t => t with { Text = string.Join('\n', change(t.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))) };

    private static Labelled? Before(Labelled text, string above) => text.IsDispatch ? text with { Text = above + text.Text } : null;

    private static Labelled? Sub(Labelled text, Regex what, string with) => Sub(text, what, _ => with);

    private static Labelled? Sub(Labelled text, Regex what, MatchEvaluator with) => what.IsMatch(text.Text) && text.IsDispatch ? text with { Text = what.Replace(text.Text, with, 3) } : null;

    /// <summary>The lines of a stamp, each between two lines of the head, where the stamp was pressed.</summary>
    private static Labelled? Insert(Labelled text, params string[] stamp)
    {
        var lines = text.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').ToList();
        var at = lines.FindIndex(l => l.Contains("VIỆT NAM", StringComparison.Ordinal));
        if (at < 0 || !text.IsDispatch)
        {
            return null;
        }

        lines.Insert(at + 1, stamp[0]);
        lines.InsertRange(Math.Min(lines.Count, at + 3), stamp[1..]);
        return text with { Text = string.Join('\n', lines) };
    }

    /// <summary>Every run of lines with two columns, one column after the other.</summary>
    private static Labelled? Columns(Labelled text, bool leftFirst)
    {
        var result = new List<string>();
        var left = new List<string>();
        var right = new List<string>();
        var split = false;
        foreach (var line in text.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Append(""))
        {
            var gap = Gaps().Matches(line.TrimEnd()).LastOrDefault();
            if (gap is { Success: true } && gap.Index > 0)
            {
                left.Add(line[..gap.Index].Trim());
                right.Add(line[(gap.Index + gap.Length)..].Trim());
                split = true;
            }
            else if (gap is { Success: true } && left.Count > 0 && gap.Length > 25)
            {
                right.Add(line.Trim());
            }
            else if (left.Count > 0 && line.Trim().Length is > 0 and < 45)
            {
                left.Add(line.Trim());
            }
            else
            {
                result.AddRange(leftFirst ? left.Concat(right) : right.Concat(left));
                left.Clear();
                right.Clear();
                result.Add(line);
            }
        }

        return split ? text with { Text = string.Join('\n', result) } : null;
    }

    private static IEnumerable<string> Wrap(string line, int width)
    {
        if (line.Contains("   ", StringComparison.Ordinal) || line.Contains('|', StringComparison.Ordinal))
        {
            return [line];
        }

        var result = new List<string>();
        var rest = line;
        while (rest.Length > width && rest.LastIndexOf(' ', width) is > 0 and var at)
        {
            result.Add(rest[..at]);
            rest = rest[(at + 1)..];
        }

        return [.. result, rest];
    }

    /// <summary>One letter of every printed anchor misread; the values stay.</summary>
    private static Labelled? Noise(Labelled text, int way)
    {
        (string Right, string[] Wrong)[] anchors =
        [
            ("CỘNG HÒA XÃ HỘI", ["CỌNG HÒA XÃ HỌI", "CONG HOÀ XÃ HỘl"]), ("CỘNG HOÀ XÃ HỘI", ["CỌNG HOÀ XÃ HỌI", "CONG HOA XÃ HỘl"]), ("Độc lập", ["Dộc lâp", "Doc lap"]), ("Hạnh phúc", ["Hanh phúc", "Hạnh phức"]),
            ("Kính gửi", ["Kinh gửi", "Kính gứi"]), ("Nơi nhận", ["Nơi nhân", "Noi nhận"]), ("Số:", ["Sô:", "Sổ:"]), ("V/v", ["V/y", "Vv"]), ("Lưu:", ["Luu:", "Lưu :"]), (" tháng ", [" thang ", " thăng "]), (" năm ", [" nam ", " năm"]),
        ];
        var result = anchors.Aggregate(text.Text, (s, a) => s.Replace(a.Right, a.Wrong[way - 1], StringComparison.Ordinal));
        return text.IsDispatch && result != text.Text ? text with { Text = result } : null;
    }

    private static Labelled Both(Labelled text, Func<string, string> change) => new(text.Name, change(text.Text.Normalize(NormalizationForm.FormC)), (JsonObject)Change(text.Gold, change)!);

    private static JsonNode? Change(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, p.Key == "kind" && ReferenceEquals(o, o.Root) ? p.Value?.DeepClone() : Change(p.Value, change)))),
        JsonArray a => new JsonArray([.. a.Select(x => Change(x, change))]),
        JsonValue v when v.TryGetValue<string>(out var s) => JsonValue.Create(change(s.Normalize(NormalizationForm.FormC))),
        _ => node?.DeepClone(),
    };

    private static string Bare(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC).Replace('đ', 'd').Replace('Đ', 'D');

    [GeneratedRegex(@"[ \t]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Runs();

    [GeneratedRegex(@" {3,}|\t+", RegexOptions.NonBacktracking)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"^(?<indent>\s*)-\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Dash();

    [GeneratedRegex("Nơi nhận *:?", RegexOptions.NonBacktracking)]
    private static partial Regex RecipientsLabel();

    [GeneratedRegex("CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HeaderWords();
}
