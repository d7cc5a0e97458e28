namespace Dispatch.Engine.Tests.Intake;

/// <summary>The text of a lawful công văn; a test says only what differs from it.</summary>
public sealed record ADispatchText
{
    public const string Header = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";

    public string Stamp { get; init; } = "";

    public string? Parent { get; init; } = "UBND TỈNH LAM SƠN";

    public string Issuer { get; init; } = "SỞ NGOẠI VỤ";

    public string Number { get; init; } = "Số: 215/SNgV-LSNV";

    public string Date { get; init; } = "Lam Sơn, ngày 05 tháng 6 năm 2025";

    public string Subject { get; init; } = "V/v chuẩn bị hội nghị giao ban công tác đối ngoại";

    public string Addressee { get; init; } = "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh Lam Sơn";

    public string Body { get; init; } =
        "Thực hiện Công văn số 88/UBND-KGVX ngày 02/6/2025 của Ủy ban nhân dân tỉnh về việc giao ban quý II, Sở Ngoại vụ đề nghị Văn phòng bố trí phòng họp.\n\nTrân trọng cảm ơn./.";

    public string Recipients { get; init; } = "Nơi nhận:\n- Như trên;\n- Ban Giám đốc;\n- Lưu: VT, LSNV.";

    public string Signature { get; init; } = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thị Minh Hà";

    public string After { get; init; } = "";

    private string Left => Parent is null ? Issuer : Parent + "\n" + Issuer;

    /// <summary>Each component on its own line, the left column before the right one.</summary>
    public string Text() => string.Join("\n\n", new[] { Stamp, Left, Header, Motto, Number, Date, Subject, Addressee, Body, Recipients, Signature, After }.Where(p => p.Length > 0));

    /// <summary>The columns side by side, as a PDF prints them.</summary>
    public string TwoColumns(string gap = "          ")
    {
        var head = Rows([.. Left.Split('\n'), Number, Subject], [Header, Motto, "", Date], gap);
        var foot = Rows(Recipients.Split('\n'), Signature.Split('\n', StringSplitOptions.RemoveEmptyEntries), gap);
        return string.Join("\n\n", new[] { Stamp, head, Addressee, Body, foot, After }.Where(p => p.Length > 0));
    }

    /// <summary>The columns run together, as a scan is read.</summary>
    public string RunTogether() => TwoColumns(" ");

    /// <summary>Two tables of Markdown, each row a row of the paper.</summary>
    public string Tables()
    {
        var head = $"| {Left.Replace("\n", "<br>", StringComparison.Ordinal)} | **{Header}**<br>**{Motto}** |\n|---|---|\n| {Number}<br>{Subject} | *{Date}* |";
        var foot = $"| ***Nơi nhận:***<br>{Recipients[10..].Replace("\n", "<br>", StringComparison.Ordinal)} | **{Signature.Replace("\n\n", "<br>", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal)}** |\n|---|---|";
        return string.Join("\n\n", new[] { Stamp, head, Addressee, Body, foot, After }.Where(p => p.Length > 0));
    }

    private static string Rows(string[] left, string[] right, string gap)
    {
        var rows = new List<string>();
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var l = i < left.Length ? left[i] : "";
            var r = i < right.Length ? right[i] : "";
            rows.Add(r.Length == 0 ? l : l.Length == 0 ? new string(' ', gap.Length > 1 ? 40 : 0) + r : l + gap + r);
        }

        return string.Join('\n', rows);
    }
}
