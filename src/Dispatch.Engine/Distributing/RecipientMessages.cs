using System.Globalization;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>Says why words name nobody, in the clerk's language, with what to do.</summary>
internal static class UnknownRecipients
{
    private const string Choose = "Hãy chọn nơi nhận trong danh mục, hoặc ghi lý do không gửi.";

    public static UnknownRecipient NothingAbove(string text) => new(
        text, UnknownRecipientReason.NothingAbove, $"\"{text}\" nhưng văn bản không có dòng Kính gửi nào. Hãy ghi rõ nơi nhận.", []);

    public static UnknownRecipient OtherCount(string text, int said, KnownGroup group, DateOnly asOf) => new(
        text, UnknownRecipientReason.OtherCount,
        $"\"{text}\" ghi {said}, nhóm \"{group.Name}\" có {group.Members.Count} thành viên vào ngày {Day(asOf)}. Hãy chọn nhóm nếu đúng là nhóm này, hoặc chọn từng nơi nhận.", [Near(group)]);

    public static UnknownRecipient NotAMember(string text, string leftOut, KnownGroup group, DateOnly asOf) => new(
        text, UnknownRecipientReason.NotAMember,
        $"Không rõ \"{leftOut}\" là thành viên nào của nhóm \"{group.Name}\" vào ngày {Day(asOf)}, nên chưa biết trừ ai. Hãy chọn từng nơi nhận, hoặc chọn cả nhóm nếu không phải trừ ai.", [Near(group)]);

    public static UnknownRecipient Of(RecipientPart part, RecipientReading reading, DateOnly asOf, IReadOnlyDictionary<string, IReadOnlyList<NearMatch>> near)
    {
        var reason = part.Match?.IsFound == true ? UnknownRecipientReason.Empty : part.Reason;
        var candidates = part.Match?.Candidates ?? [];
        return new UnknownRecipient(part.Text, reason, MessageOf(part, reason, candidates, asOf), NearOf(part, reason, reading, candidates, near));
    }

    public static string Day(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string MessageOf(RecipientPart part, UnknownRecipientReason reason, IReadOnlyList<KnownName> candidates, DateOnly asOf) => reason switch
    {
        UnknownRecipientReason.NotFound => $"Danh mục không có \"{part.Text}\" vào ngày {Day(asOf)}. {Choose}",
        UnknownRecipientReason.Ambiguous => $"\"{part.Text}\" là tên của {candidates.Count} cơ quan. Hãy chọn đúng cơ quan.",
        UnknownRecipientReason.Ended => EndedMessage(part.Text, candidates),
        UnknownRecipientReason.NotYet => $"\"{part.Text}\" chỉ có từ ngày {Day(candidates.Select(name => name.Validity.From).Min() ?? asOf)}, sau ngày của văn bản. {Choose}",
        UnknownRecipientReason.Empty => $"Nhóm \"{part.Text}\" không có thành viên nào vào ngày {Day(asOf)}. {Choose}",
        UnknownRecipientReason.Role => $"\"{part.Text}\" là chức danh, danh mục không có nơi nhận tương ứng. {Choose}",
        UnknownRecipientReason.Article => $"\"{part.Text}\": nơi nhận nằm trong nội dung văn bản. Hãy chọn từng nơi nhận trong danh mục.",
        UnknownRecipientReason.NothingAbove => NothingAbove(part.Text).Message,
        UnknownRecipientReason.OtherCount or UnknownRecipientReason.NotAMember => throw new InvalidOperationException("What limits a group is asked where its members are known."),
    };

    private static NearMatch Near(KnownGroup group) => new(null, group.Id, group.Name, null);

    private static string EndedMessage(string text, IReadOnlyList<KnownName> candidates)
    {
        var last = candidates.Where(name => name.Validity.To is not null).MaxBy(name => name.Validity.To)!;
        var successor = last.Successor is null ? string.Empty : $", nay là {last.Successor.Name}";
        return $"\"{text}\" đã kết thúc từ ngày {Day(last.Validity.To!.Value)}{successor}. Hãy chọn nơi nhận đang hoạt động, hoặc ghi lý do không gửi.";
    }

    private static IReadOnlyList<NearMatch> NearOf(
        RecipientPart part, UnknownRecipientReason reason, RecipientReading reading, IReadOnlyList<KnownName> candidates, IReadOnlyDictionary<string, IReadOnlyList<NearMatch>> near)
    {
        IReadOnlyList<NearMatch> likely = reason switch
        {
            UnknownRecipientReason.Ambiguous => [.. candidates.Select(name => new NearMatch(name.BodyId, name.GroupId, name.Name, null))],
            UnknownRecipientReason.Ended => [.. candidates.Select(name => name.Successor).OfType<KnownSuccessor>().Distinct().Select(taker => new NearMatch(taker.Id, null, taker.Name, null))],
            _ => near.GetValueOrDefault(part.Text) ?? [],
        };
        // "VPCP: BTCN": whoever BTCN is, the paper goes to the body in the head.
        return reading.Head is { } head ? [.. likely, new NearMatch(head.BodyId, head.GroupId, head.Name, null)] : likely;
    }
}

/// <summary>Every remark on a recipient block that stops nothing.</summary>
internal static class RecipientFindings
{
    private const int MostNamed = 5;

    public static RecipientFinding ArchiveUnitUnknown(int line, string unit) =>
        new("recipients.archive-unit-unknown", line, $"Nơi lưu \"{unit}\" không có trong danh mục của cơ quan ban hành.");

    /// <summary>Recipients for whom no clerk receives.</summary>
    public static RecipientFinding NobodyThere(IReadOnlyList<string> names)
    {
        var named = string.Join("; ", names.Take(MostNamed)) + (names.Count > MostNamed ? "; …" : null);
        return new(
            "recipients.nobody-there", Line: null,
            $"{names.Count} nơi nhận qua hệ thống chưa có văn thư nào dùng hệ thống, văn bản gửi đến sẽ nằm chờ: {named}. Nếu gửi bằng giấy hoặc thư điện tử, hãy nhờ quản trị viên đặt kênh gửi trước khi phát hành.");
    }

    /// <summary>Whom a line leaves out of its group.</summary>
    public static RecipientFinding LeftOut(int line, IReadOnlyList<string> names) =>
        new("recipients.left-out", line, $"Không gửi cho {string.Join("; ", names)}: dòng này ghi trừ.");

    public static RecipientFinding Itself(int line, string name) =>
        new("recipients.itself", line, $"{name} là cơ quan ban hành, không gửi cho chính mình.");

    public static RecipientFinding OwnLeader(int line, IReadOnlyList<KnownHolder> holders) =>
        new("recipients.own-leader", line, $"{string.Join(", ", holders.Select(holder => $"{holder.Title} {holder.FullName}"))} là người của cơ quan ban hành: văn thư chuyển trực tiếp, không tạo lượt gửi.");

    public static RecipientFinding DecisionUnused(RecipientDecision decision) =>
        new("recipients.decision-unused", null, $"Quyết định về \"{decision.UnknownText}\" không ứng với nơi nhận nào chưa rõ; không dùng.");

    public static RecipientFinding DecisionInvalid(int line, string text, string problem) =>
        new("recipients.decision-invalid", line, $"Quyết định về \"{text}\" chưa dùng được: {problem}.");
}
