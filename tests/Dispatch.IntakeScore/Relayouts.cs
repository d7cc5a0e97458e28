using System.Text.Json.Nodes;

namespace Dispatch.IntakeScore;

/// <summary>Prints the values of a label anew in every layout offices and converters use, around a body that cites what the label cites.</summary>
internal static class Relayouts
{
    private const string Header = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private const string Motto = "Độc lập - Tự do - Hạnh phúc";

    public static readonly (string Name, Func<Labelled, Labelled?> Make)[] All =
    [
        ("new: one column", g => Make(g, Stacked)),
        ("new: side by side", g => Make(g, p => SideBySide(p, 60, 44))),
        ("new: narrow left", g => Make(g, p => SideBySide(p, 44, 30))),
        ("new: run together", g => Make(g, p => Together(SideBySide(p, 60, 44)))),
        ("new: right column first", g => Make(g, p => Flat(p, p.HeadRight.Concat(p.HeadLeft), p.FootRight.Concat(p.FootLeft)))),
        ("new: rows taken apart", g => Make(g, p => Flat(p, Zip(p.HeadLeft, p.HeadRight), Zip(p.FootLeft, p.FootRight)))),
        ("new: markdown table", g => Make(g, Table)),
        ("new: bars", g => Make(g, p => Bars(p))),
        ("new: subject wrapped at 30", g => Make(g, p => Stacked(p with { HeadLeft = [.. p.HeadLeft.SelectMany(l => Wrap(l, 30))] }))),
        ("new: no blank lines", g => Make(g, p => Stacked(p).Replace("\n\n", "\n", StringComparison.Ordinal))),
    ];

    private sealed record Parts(string[] HeadLeft, string[] HeadRight, string[] Middle, string[] Body, string[] FootLeft, string[] FootRight);

    private static Labelled? Make(Labelled text, Func<Parts, string> print)
    {
        var gold = text.Gold;
        if (!text.IsDispatch || gold["copy"] is not null || S(gold, "number") is not { } number || S(gold, "symbol") is not { } symbol || S(gold, "issuer") is not { } issuer || S(gold, "signer_name") is not { } name || S(gold, "date") is not { } date || S(gold, "recipients", 0) is null)
        {
            return null;
        }

        var party = symbol.Contains('/', StringComparison.Ordinal);
        var year = S(gold, "year") is { } y ? y + "/" : "";
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var kind = S(gold, "kind");
        var subject = S(gold, "subject") ?? "";
        var letter = kind == "công văn";
        string[] left = [.. Wrap(S(gold, "parent") ?? "", 36), .. Wrap(issuer, 36), $"Số: {number}{(party ? "-" : "/")}{year}{symbol}"];
        string[] right = [party ? "ĐẢNG CỘNG SẢN VIỆT NAM" : Header, .. party ? Array.Empty<string>() : [Motto], "", FormattableString.Invariant($"{S(gold, "place") ?? "Hà Nội"}, ngày {day:dd} tháng {(day.Month < 3 ? $"{day:MM}" : $"{day.Month}")} năm {day.Year}")];
        left = letter && subject.Length > 0 ? [.. left, .. Wrap("V/v " + subject, 40)] : left;
        var addressees = L(gold, "addressees");
        string[] middle =
        [
            .. letter || kind is null ? Array.Empty<string>() : [kind.ToUpperInvariant(), .. Wrap(subject, 70)],
            .. addressees.Length == 0 ? [] : addressees.Length == 1 ? Wrap("Kính gửi: " + addressees[0], 80) : ["Kính gửi:", .. addressees.Select((a, i) => $"- {a}{(i == addressees.Length - 1 ? "." : ";")}")],
        ];
        string[] body = [.. Wrap("Thực hiện chương trình công tác năm, căn cứ tình hình thực tế của cơ quan, nay thông báo để các đơn vị biết và thực hiện các nội dung sau đây:", 80), .. (gold["references"] as JsonArray ?? []).SelectMany(r => Wrap($"Căn cứ {r!["kind"]?.ToString() ?? "văn bản"} số {r["raw"]} của cơ quan có thẩm quyền;", 80)), "Đề nghị các đơn vị nghiêm túc thực hiện./."];
        string[] lines = [.. L(gold, "recipients").SelectMany(r => Wrap($"- {r};", 42)), .. S(gold, "archive_line") is { } kept ? [$"- {kept}."] : Array.Empty<string>()];
        var made = gold.DeepClone().AsObject();
        foreach (var absent in new[] { "urgency", "secrecy" })
        {
            made[absent] = null;
        }

        made["place"] = S(gold, "place") ?? "Hà Nội";
        return new Labelled(text.Name, print(new Parts(left, right, middle, body, ["Nơi nhận:", .. lines], [.. L(gold, "signing_lines"), "", name])), made);
    }

    private static string Stacked(Parts p) => Flat(p, p.HeadLeft.Concat(p.HeadRight), p.FootLeft.Concat(p.FootRight));

    private static string Flat(Parts p, IEnumerable<string> head, IEnumerable<string> foot) =>
        string.Join("\n\n", string.Join('\n', head), string.Join('\n', p.Middle), string.Join('\n', p.Body), string.Join('\n', foot)) + "\n";

    private static string SideBySide(Parts p, int headWidth, int footWidth)
    {
        // Number and date stand on one row, as the decree has them.
        var number = Array.FindIndex(p.HeadLeft, l => l.StartsWith("Số:", StringComparison.Ordinal));
        string[] right = [.. p.HeadRight[..^1].Where(l => l.Length > 0), .. Enumerable.Repeat("", 9)];
        right = [.. right[..Math.Max(number, p.HeadRight.Length - 2)], p.HeadRight[^1]];
        string[] left = number < right.Length - 1 ? [.. p.HeadLeft[..number], .. Enumerable.Repeat("", right.Length - 1 - number), .. p.HeadLeft[number..]] : p.HeadLeft;
        return string.Join("\n\n", Rows(left, right, headWidth), string.Join('\n', p.Middle), string.Join('\n', p.Body), Rows(p.FootLeft, p.FootRight, footWidth)) + "\n";
    }

    private static string Together(string text) => string.Join('\n', text.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static string Rows(string[] left, string[] right, int width) =>
        string.Join('\n', Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(i => (At(left, i).PadRight(width - 3) + "   " + At(right, i)).TrimEnd()));

    private static string At(string[] lines, int at) => at < lines.Length ? lines[at] : "";

    private static IEnumerable<string> Zip(string[] left, string[] right) => Enumerable.Range(0, Math.Max(left.Length, right.Length)).SelectMany(i => new[] { At(left, i), At(right, i) }).Where(l => l.Length > 0);

    private static string Table(Parts p)
    {
        static string Cell(IEnumerable<string> lines) => string.Join("<br>", lines.Where(l => l.Length > 0));
        var number = Array.FindIndex(p.HeadLeft, l => l.StartsWith("Số:", StringComparison.Ordinal));
        var head = $"| {Cell(p.HeadLeft[..number])} | **{Cell(p.HeadRight[..^1])}** |\n|---|---|\n| {Cell(p.HeadLeft[number..])} | *{p.HeadRight[^1]}* |";
        return string.Join("\n\n", head, string.Join("\n\n", p.Middle.Select(m => "**" + m + "**")), string.Join("\n\n", p.Body), $"| {Cell(p.FootLeft)} | **{Cell(p.FootRight)}** |\n|---|---|") + "\n";
    }

    private static string Bars(Parts p) =>
        string.Join("\n\n", "|\n" + string.Join('\n', p.HeadLeft) + "\n|\n" + string.Join('\n', p.HeadRight) + "\n|", string.Join("\n\n", p.Middle), string.Join("\n\n", p.Body), "|\n" + string.Join('\n', p.FootLeft) + "\n|\n" + string.Join('\n', p.FootRight) + "\n|") + "\n";

    private static string[] Wrap(string text, int width)
    {
        var lines = new List<string>();
        var rest = text.Trim();
        while (rest.Length > width && rest.LastIndexOf(' ', width) is > 0 and var at)
        {
            lines.Add(rest[..at]);
            rest = rest[(at + 1)..];
        }

        return rest.Length == 0 ? [.. lines] : [.. lines, rest];
    }

    private static string? S(JsonObject gold, string field) => gold[field]?.ToString();

    private static string? S(JsonObject gold, string field, int at) => gold[field] is JsonArray { Count: > 0 } list ? list[at]?.ToString() : null;

    private static string[] L(JsonObject gold, string field) => [.. (gold[field] as JsonArray ?? []).Select(x => x!.ToString())];
}
