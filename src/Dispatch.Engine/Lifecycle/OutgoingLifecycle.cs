using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Where an outgoing dispatch (văn bản đi) may stand.</summary>
public enum OutgoingState
{
    /// <summary>Đang soạn thảo.</summary>
    Drafting,

    /// <summary>Chờ kiểm tra nội dung (Điều 12.1).</summary>
    ContentCheck,

    /// <summary>Chờ kiểm tra thể thức (Điều 12.2).</summary>
    FormCheck,

    /// <summary>Chờ ký (Điều 13).</summary>
    AwaitingSignature,

    /// <summary>Đã ký, chưa có số.</summary>
    Signed,

    /// <summary>Đã cấp số, chưa phát hành.</summary>
    Numbered,

    /// <summary>Đã có chữ ký số của cơ quan, chưa phát hành (Điều 17).</summary>
    Sealed,

    /// <summary>Đã phát hành: never edited again (Điều 18.3).</summary>
    Issued,

    /// <summary>Số đã hủy, còn trong sổ kèm lý do.</summary>
    Voided,

    /// <summary>Đã thu hồi hoặc được thay thế (Điều 18.3, 18.4): frozen, with its trail.</summary>
    Recalled,
}

/// <summary>What may be done to an outgoing dispatch.</summary>
public enum OutgoingAct
{
    /// <summary>Sửa dự thảo.</summary>
    Revise,

    /// <summary>Trình kiểm tra.</summary>
    Submit,

    /// <summary>Duyệt nội dung.</summary>
    PassContent,

    /// <summary>Duyệt thể thức.</summary>
    PassForm,

    /// <summary>Trả lại người soạn.</summary>
    Return,

    /// <summary>Ký.</summary>
    Sign,

    /// <summary>Cấp số, ghi ngày (Điều 15).</summary>
    AssignNumber,

    /// <summary>Ký số của cơ quan (Điều 17, 32).</summary>
    ApplySeal,

    /// <summary>Phát hành (Điều 18).</summary>
    Issue,

    /// <summary>Hủy số kèm lý do.</summary>
    VoidNumber,

    /// <summary>Quyết định nơi nhận chưa rõ.</summary>
    DecideRecipient,

    /// <summary>Đề nghị sao (Điều 25): the issuer copies its own dispatch.</summary>
    RequestCopy,

    /// <summary>Đề nghị thu hồi.</summary>
    ProposeRecall,

    /// <summary>Thu hồi (Điều 18.4): ordered by who may sign, or brought about by the issue of what replaces it.</summary>
    Recall,

    /// <summary>Đính chính (Điều 18.3): brought about by the issue of the công văn that corrects it.</summary>
    Correct,
}

/// <summary>The law of movement for what an organisation sends. What is not listed is unlawful.</summary>
public static class OutgoingLifecycle
{
    private static readonly Dictionary<(OutgoingState From, OutgoingAct Act), OutgoingState> Steps = new()
    {
        [(OutgoingState.Drafting, OutgoingAct.Revise)] = OutgoingState.Drafting,
        [(OutgoingState.Drafting, OutgoingAct.Submit)] = OutgoingState.ContentCheck,
        [(OutgoingState.ContentCheck, OutgoingAct.PassContent)] = OutgoingState.FormCheck,
        [(OutgoingState.ContentCheck, OutgoingAct.Return)] = OutgoingState.Drafting,
        [(OutgoingState.FormCheck, OutgoingAct.PassForm)] = OutgoingState.AwaitingSignature,
        [(OutgoingState.FormCheck, OutgoingAct.Return)] = OutgoingState.Drafting,
        [(OutgoingState.AwaitingSignature, OutgoingAct.Sign)] = OutgoingState.Signed,
        [(OutgoingState.AwaitingSignature, OutgoingAct.Return)] = OutgoingState.Drafting,
        [(OutgoingState.Signed, OutgoingAct.AssignNumber)] = OutgoingState.Numbered,
        [(OutgoingState.Numbered, OutgoingAct.ApplySeal)] = OutgoingState.Sealed,
        [(OutgoingState.Numbered, OutgoingAct.Issue)] = OutgoingState.Issued,
        [(OutgoingState.Sealed, OutgoingAct.Issue)] = OutgoingState.Issued,
        [(OutgoingState.Sealed, OutgoingAct.VoidNumber)] = OutgoingState.Voided,
        [(OutgoingState.Sealed, OutgoingAct.DecideRecipient)] = OutgoingState.Sealed,
        [(OutgoingState.Numbered, OutgoingAct.VoidNumber)] = OutgoingState.Voided,
        [(OutgoingState.Drafting, OutgoingAct.DecideRecipient)] = OutgoingState.Drafting,
        [(OutgoingState.ContentCheck, OutgoingAct.DecideRecipient)] = OutgoingState.ContentCheck,
        [(OutgoingState.FormCheck, OutgoingAct.DecideRecipient)] = OutgoingState.FormCheck,
        [(OutgoingState.AwaitingSignature, OutgoingAct.DecideRecipient)] = OutgoingState.AwaitingSignature,
        [(OutgoingState.Signed, OutgoingAct.DecideRecipient)] = OutgoingState.Signed,
        [(OutgoingState.Numbered, OutgoingAct.DecideRecipient)] = OutgoingState.Numbered,
        [(OutgoingState.Issued, OutgoingAct.RequestCopy)] = OutgoingState.Issued,
        [(OutgoingState.Issued, OutgoingAct.ProposeRecall)] = OutgoingState.Issued,
        [(OutgoingState.Issued, OutgoingAct.Recall)] = OutgoingState.Recalled,
        [(OutgoingState.Issued, OutgoingAct.Correct)] = OutgoingState.Issued,
    };

    /// <summary>What is never done to the paper by itself: another paper, or a recall that was proposed, brings it about.</summary>
    private static readonly OutgoingAct[] BroughtAbout = [OutgoingAct.Recall, OutgoingAct.Correct];

    /// <summary>States of a paper that is signed and has not left (Điều 18.1).</summary>
    public static IReadOnlyList<OutgoingState> SignedNotIssued { get; } = [OutgoingState.Signed, OutgoingState.Numbered, OutgoingState.Sealed];

    /// <summary>Where the act leads; null when it is not lawful now.</summary>
    public static OutgoingState? After(OutgoingState state, OutgoingAct act) => Steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>The state after the act, or the refusal that says where the paper stands and what may be done.</summary>
    public static Outcome<OutgoingState> Move(OutgoingState state, OutgoingAct act) =>
        After(state, act) is { } next ? next : LifecycleRefusals.NotNow(Vietnamese.Of(act), Vietnamese.Of(state), Lawful(state).Select(Vietnamese.Of), Lacking(state, act));

    /// <summary>What the law wants before the act (Điều 13, 15, 18): the first of it that is missing; null when nothing is, or the paper is past the act.</summary>
    private static string? Lacking(OutgoingState state, OutgoingAct act) => (state, act) switch
    {
        (OutgoingState.Drafting or OutgoingState.ContentCheck or OutgoingState.FormCheck or OutgoingState.AwaitingSignature, OutgoingAct.AssignNumber or OutgoingAct.ApplySeal or OutgoingAct.Issue) => "chưa được ký",
        (OutgoingState.Drafting or OutgoingState.ContentCheck or OutgoingState.FormCheck, OutgoingAct.Sign) => "chưa được kiểm tra xong",
        (OutgoingState.Signed, OutgoingAct.ApplySeal or OutgoingAct.Issue) => "chưa được cấp số",
        (not (OutgoingState.Issued or OutgoingState.Recalled or OutgoingState.Voided), OutgoingAct.ProposeRecall or OutgoingAct.RequestCopy) => "chưa phát hành",
        _ => null,
    };

    /// <summary>What a person may do to it in a state.</summary>
    public static IEnumerable<OutgoingAct> Lawful(OutgoingState state) => Steps.Keys.Where(step => step.From == state).Select(step => step.Act).Except(BroughtAbout);

    /// <summary>Whether the paper's number has left the desk: from here the words are fixed.</summary>
    public static bool IsPublic(OutgoingState state) => state is OutgoingState.Issued or OutgoingState.Recalled;

    /// <summary>Whether the paper was taken back: others no longer read what it was about.</summary>
    public static bool IsRecalled(OutgoingState state) => state is OutgoingState.Recalled;

    /// <summary>Whether the paper is issued and was not taken back: it may be answered with, replaced and corrected.</summary>
    public static bool IsInForce(OutgoingState state) => state is OutgoingState.Issued;
}
