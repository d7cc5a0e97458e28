using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Tracing;

/// <summary>What an audit leaf tells somebody who follows a paper.</summary>
/// <param name="Said">The sentence, without who did it.</param>
/// <param name="State">The name of the state the paper stood in afterwards; null when it did not move.</param>
/// <param name="StateName">The same in Vietnamese.</param>
/// <param name="IsTold">Whether other organisations of the family may know it: what a receipt tells, or an issue.</param>
internal sealed record TrailWord(string Said, string? State, string? StateName, bool IsTold);

/// <summary>The words of the audit log that tell of a paper. A word that is not here is nobody's business who follows one: of procedures, authorities, settings.</summary>
internal static class TrailWords
{
    private static readonly Dictionary<string, TrailWord> Words = new(StringComparer.Ordinal)
    {
        ["registering.drafted"] = Own("soạn dự thảo", OutgoingState.Drafting),
        ["registering.revised"] = Own("sửa dự thảo"),
        ["registering.submitted"] = Own("trình kiểm tra", OutgoingState.ContentCheck),
        ["signing.content-passed"] = Own("duyệt nội dung", OutgoingState.FormCheck),
        ["signing.form-passed"] = Own("duyệt thể thức, trình ký", OutgoingState.AwaitingSignature),
        ["signing.returned"] = Own("trả lại người soạn", OutgoingState.Drafting),
        ["signing.signed"] = Own("ký", OutgoingState.Signed),
        ["numbering.numbered"] = Own("cấp số", OutgoingState.Numbered),
        ["numbering.voided"] = Own("hủy số", OutgoingState.Voided),
        ["signing.sealed"] = Own("ký số của cơ quan", OutgoingState.Sealed),
        ["distributing.decided"] = Own("xác định nơi nhận"),
        ["distributing.post"] = Own("ghi bưu gửi, việc nhận của một nơi nhận"),
        ["distributing.gave-up"] = Own("không gửi được đến một nơi nhận"),
        ["issuing.issued"] = Told("phát hành", OutgoingState.Issued.ToString(), Vietnamese.Of(OutgoingState.Issued)),
        ["receiving.arrived"] = Told("đến hệ thống", IncomingState.Arrived),
        ["receiving.paper-arrived"] = Told("văn thư ghi nhận văn bản giấy", IncomingState.Arrived),
        ["receiving.received"] = Told("tiếp nhận", IncomingState.Received),
        ["receiving.refused"] = Told("từ chối tiếp nhận", IncomingState.Refused),
        ["receiving.registered"] = Told("vào sổ văn bản đến", IncomingState.Registered),
        ["receiving.submitted"] = Told("trình lãnh đạo", IncomingState.Submitted),
        ["receiving.assigned"] = Told("phân công xử lý", IncomingState.Assigned),
        ["receiving.answered"] = Told("trả lời bằng văn bản", IncomingState.Answered),
        ["receiving.closed"] = Told("kết thúc xử lý", IncomingState.Closed),
        ["recalling.replaced"] = Told("được thay thế, thu hồi", OutgoingState.Recalled.ToString(), Vietnamese.Of(OutgoingState.Recalled)),
        ["recalling.taken-back"] = Told("thu hồi", OutgoingState.Recalled.ToString(), Vietnamese.Of(OutgoingState.Recalled)),
        ["recalling.sealed"] = Told("niêm phong theo lệnh thu hồi", IncomingState.Recalled),
        ["recalling.agreed"] = Told("đồng ý thu hồi", IncomingState.RecallAgreed),
        ["recalling.refused"] = Told("từ chối thu hồi", IncomingState.RecallRefused),
        ["recalling.copy-recalled"] = Told("thu hồi bản sao", CopyState.Recalled.ToString(), Vietnamese.Of(CopyState.Recalled)),
        ["recalling.corrected"] = new("được đính chính", null, null, IsTold: true),
        ["intake.corrections-kept"] = Own("ghi lại chỗ máy đọc sai"),
        ["copying.requested"] = Own("đề nghị sao", CopyState.Requested),
        ["copying.approved"] = Own("đối chiếu và ký sao", CopyState.Approved),
        ["copying.rejected"] = Own("không duyệt sao", CopyState.Rejected),
        ["copying.numbered"] = Own("cấp số bản sao", CopyState.Numbered),
        ["copying.signed"] = Own("ký số của cơ quan trên bản sao", CopyState.Signed),
        ["copying.issued"] = Told("phát hành bản sao", CopyState.Issued.ToString(), Vietnamese.Of(CopyState.Issued)),
    };

    /// <summary>The words that tell of a paper.</summary>
    public static IReadOnlyCollection<string> All => Words.Keys;

    /// <summary>The words after which a paper stands elsewhere.</summary>
    public static IReadOnlyList<string> Moving { get; } = [.. Words.Where(word => word.Value.State is not null).Select(word => word.Key)];

    /// <summary>The words by which a paper gets its number.</summary>
    public static IReadOnlyList<string> Numbering { get; } = ["numbering.numbered", "copying.numbered", "receiving.registered"];

    /// <summary>The words by which a paper gets its final file.</summary>
    public static IReadOnlyList<string> Issuing { get; } = ["issuing.issued", "copying.issued", "receiving.arrived"];

    /// <summary>What a word tells; null when it tells nothing of a paper.</summary>
    public static TrailWord? Of(string act) => Words.GetValueOrDefault(act);

    /// <summary>What a moving word tells of a paper that stood where another left it: what was never registered is given up at once when it is recalled, by the law's table.</summary>
    public static TrailWord After(string act, TrailWord? before)
    {
        var word = Words[act];
        return act == "recalling.sealed" && Enum.TryParse<IncomingState>(before?.State, out var stood) && IncomingLifecycle.After(stood, IncomingAct.Recall) is { } then
            ? word with { State = then.ToString(), StateName = Vietnamese.Of(then) }
            : word;
    }

    private static TrailWord Own(string said) => new(said, null, null, IsTold: false);

    private static TrailWord Own(string said, OutgoingState state) => new(said, state.ToString(), Vietnamese.Of(state), IsTold: false);

    private static TrailWord Own(string said, CopyState state) => new(said, state.ToString(), Vietnamese.Of(state), IsTold: false);

    private static TrailWord Told(string said, IncomingState state) => Told(said, state.ToString(), Vietnamese.Of(state));

    private static TrailWord Told(string said, string state, string name) => new(said, state, name, IsTold: true);
}
