namespace Dispatch.Engine.Intake;

/// <summary>Phrases of official papers whose bare letters spell nothing else, so that other marks on them are slips of a scan or a typist.</summary>
internal static class OfficialWords
{
    private static readonly string[] Phrases =
    [
        "đối ngoại", "ủy ban nhân dân", "hội đồng nhân dân", "chủ tịch", "bộ trưởng", "thứ trưởng thường trực", "thủ tướng chính phủ", "văn phòng chính phủ", "giám đốc", "hội nghị",
        "quyết định", "nghị quyết", "nghị định", "kế hoạch", "báo cáo", "tờ trình", "hướng dẫn", "triển khai", "thực hiện", "tăng cường", "đẩy mạnh", "phối hợp", "kiểm tra", "phê duyệt",
        "ban hành", "thành phố", "trực thuộc trung ương", "các đơn vị", "văn phòng", "tổ chức cán bộ", "xây dựng", "quản lý nhà nước", "đề nghị", "góp ý", "dự thảo", "sửa đổi", "bổ sung", "hội nhập quốc tế",
    ];

    private static readonly (string Bare, string Phrase, string Folded)[] Known = [.. Phrases.Select(p => (Plain.Of(p), p, Folded(p)))];

    /// <summary>The phrases a value prints with other marks than they have, as printed and as they are.</summary>
    public static IEnumerable<(string Wrong, string Right)> SlipsIn(string value)
    {
        var bare = Plain.Of(value);
        if (!HasMarks(value))
        {
            // A text without any mark has lost them all: that is said of the scan, not of each word.
            yield break;
        }

        foreach (var (phrase, right, folded) in Known)
        {
            for (var at = bare.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = bare.IndexOf(phrase, at + phrase.Length, StringComparison.Ordinal))
            {
                var printed = value.Substring(at, phrase.Length);
                if (IsWord(bare, at, phrase.Length) && HasMarks(printed) && Folded(printed) != folded)
                {
                    yield return (printed, char.IsUpper(printed[^1]) ? right.ToUpperInvariant() : char.IsUpper(printed[0]) ? char.ToUpperInvariant(right[0]) + right[1..] : right);
                }
            }
        }
    }

    private static bool HasMarks(string text) => text.Any(c => char.IsLetter(c) && Plain.Of(c) != char.ToLowerInvariant(c));

    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    /// <summary>The letters in order and the marks sorted: "hoà" and "hòa" are one word.</summary>
    private static string Folded(string text)
    {
        var decomposed = text.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant().Replace('ð', 'đ');
        return string.Join(' ', decomposed.Split(' ').Select(w => string.Concat(w.Where(c => c is not ('\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323'))) + string.Concat(w.Where(c => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323').Order())));
    }
}
