using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Intake;

/// <summary>The kinds of official documents, with the letters that stand for them in a symbol.</summary>
internal static class DispatchKinds
{
    public const string OfficialLetter = "công văn";

    /// <summary>Behind the name of a kind that several bodies issue together.</summary>
    private static readonly string[] Joint = ["lientich", "liennganh", "lienso"];

    /// <summary>The law's own kinds, then those of legal documents and of Party and union offices, which are read but never issued here.</summary>
    private static readonly (string Name, string? Letters)[] All =
    [
        // Phụ lục III gives a công văn no letters, but people write them.
        (OfficialLetter, "CV"),
        .. DispatchKind.All.Where(kind => kind.Name != OfficialLetter).Select(kind => (kind.Name, kind.Abbreviation)),
        ("nghị định", "NĐ"), ("thông tư", "TT"), ("thông tư liên tịch", "TTLT"), ("kết luận", "KL"),
        ("quy trình", "QTr"), ("thông tri", "TTri"), ("chương trình hành động", null), ("chương trình công tác", null), ("lời kêu gọi", null), ("tuyên bố", null),
        ("kiến nghị", null), ("kháng nghị", null), ("lệnh", "L"), ("luật", null), ("pháp lệnh", null), ("quyết nghị", null),
    ];

    private static readonly Dictionary<string, string> ByName = All.GroupBy(k => Plain.Compact(k.Name), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ByLetters = All.Where(k => k.Letters is not null)
        .ToDictionary(k => k.Letters!, k => k.Name, StringComparer.Ordinal);

    /// <summary>The kind a line of capitals names, one misread letter forgiven in long names.</summary>
    public static string? FromTitle(string line)
    {
        if (line.Length > 40 || Plain.CapitalShare(line) < 0.6)
        {
            return null;
        }

        // "CÔNG ĐIỆN KHẨN": the degree is no part of the name.
        var compact = Plain.Compact(HeadMarks.Urgency(line) is { } degree ? line.Replace(degree, "", StringComparison.Ordinal) : line);
        if (ByName.TryGetValue(compact, out var name) || (Array.Find(Joint, end => compact.EndsWith(end, StringComparison.Ordinal)) is { } joint && ByName.TryGetValue(compact[..^joint.Length], out name)))
        {
            return name;
        }

        // "QUY ĐỊNH VÀ HƯỚNG DẪN": the first of two kinds is that of the paper.
        if (line.IndexOf(" VÀ ", StringComparison.Ordinal) is > 0 and var and && ByName.ContainsKey(Plain.Compact(line[(and + 4)..])))
        {
            return ByName.GetValueOrDefault(Plain.Compact(line[..and]));
        }

        return compact.Length < 7 ? null : ByName.FirstOrDefault(k => k.Key.Length >= 7 && EditDistance.Between(k.Key, compact) <= 1).Value;
    }

    /// <summary>The kind whose name a narrow cell broke over two lines: "THÔNG" and "TƯ".</summary>
    public static string? FromBrokenTitle(string line, string next) =>
        line.Length + next.Length < 40 && Plain.CapitalShare(line) == 1 && Plain.CapitalShare(next) == 1 && FromTitle(line) is null && FromTitle(next) is null ? ByName.GetValueOrDefault(Plain.Compact(line + next)) : null;

    /// <summary>The kind that begins a line of capitals and goes on to say whose or about what: "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG …".</summary>
    public static string? FromOpening(string line)
    {
        if (line.Length > 200 || Plain.CapitalShare(line) < 0.8)
        {
            return null;
        }

        var plain = Plain.Of(line);
        return ByName.Values.FirstOrDefault(n => Plain.Of(n) is var name && plain.StartsWith(name, StringComparison.Ordinal) && GoesOn(plain.AsSpan(name.Length)));
    }

    private static bool GoesOn(ReadOnlySpan<char> rest) =>
        rest.StartsWith(" cua ", StringComparison.Ordinal) || rest.StartsWith(" ve ", StringComparison.Ordinal) || rest.StartsWith(" v/v ", StringComparison.Ordinal);

    /// <summary>The kind the first group of a symbol stands for. Letters that lost their marks are matched bare.</summary>
    public static string? FromSymbol(string symbol)
    {
        var first = symbol.Split('-', '/')[0].Trim();
        if (ByLetters.TryGetValue(first, out var name))
        {
            return name;
        }

        return first.Length < 2 ? null : All.FirstOrDefault(k => k.Letters is { } l && Plain.CapitalShare(first) == 1 && l.Contains('Đ', StringComparison.Ordinal) && Plain.Of(l) == Plain.Of(first)).Name;
    }

    /// <summary>Whether two kinds are written with the same letters when marks are lost: CT is chỉ thị, and CTr may lose its r.</summary>
    public static bool ShareLetters(string one, string other) =>
        All.FirstOrDefault(k => k.Name == one).Letters is { } letters && All.FirstOrDefault(k => k.Name == other).Letters is { } others && letters.Length > 1 && Plain.Of(others).StartsWith(Plain.Of(letters)[..2], StringComparison.Ordinal);

    /// <summary>Whether the symbol begins with letters that stand for a kind and for no body.</summary>
    public static bool IsUnmistakable(string? symbol) => symbol?.Split('-', '/')[0].Trim() is "QĐ" or "NQ" or "TTr" or "KH" or "GM" or "CĐ" or "TB" or "CTr" or "GGT" or "ĐA" or "PA";

    /// <summary>The kind at the end of the words before a citation, as the text writes it.</summary>
    public static string? AtEnd(string words)
    {
        var plain = Plain.Of(words).TrimEnd();
        var names = ByName.Values.Append("văn bản");
        var best = names.Where(n => EndsWithWords(plain, Plain.Of(n))).MaxBy(n => n.Length);
        return best is null ? null : words.TrimEnd()[^best.Length..];
    }

    private static bool EndsWithWords(string text, string words) =>
        text.EndsWith(words, StringComparison.Ordinal) && (text.Length == words.Length || !char.IsLetterOrDigit(text[text.Length - words.Length - 1]));
}
