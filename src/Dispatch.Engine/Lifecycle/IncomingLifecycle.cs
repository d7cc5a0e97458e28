using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Where an incoming dispatch (văn bản đến) may stand.</summary>
public enum IncomingState
{
    /// <summary>Đã đến hệ thống, văn thư chưa xem.</summary>
    Arrived,

    /// <summary>Đã tiếp nhận, chưa vào sổ.</summary>
    Received,

    /// <summary>Từ chối tiếp nhận, có lý do.</summary>
    Refused,

    /// <summary>Đã vào sổ, có số đến (Điều 22).</summary>
    Registered,

    /// <summary>Đã trình người có thẩm quyền (Điều 23).</summary>
    Submitted,

    /// <summary>Đã phân công chủ trì, phối hợp.</summary>
    Assigned,

    /// <summary>Người được giao đã bắt đầu giải quyết (05).</summary>
    InProgress,

    /// <summary>Đã có văn bản trả lời.</summary>
    Answered,

    /// <summary>Đã giải quyết xong.</summary>
    Closed,

    /// <summary>Nơi gửi đã thu hồi: sealed; the sender waits for the answer.</summary>
    Recalled,

    /// <summary>Đã thu hồi: sealed, and the sender has the agreement (15).</summary>
    RecallAgreed,

    /// <summary>Đã thu hồi nhưng cơ quan nhận có ý kiến: sealed all the same, and the sender has the objection (16).</summary>
    RecallRefused,
}

/// <summary>What may be done to an incoming dispatch.</summary>
public enum IncomingAct
{
    /// <summary>Tiếp nhận (Điều 21).</summary>
    Receive,

    /// <summary>Từ chối tiếp nhận kèm lý do.</summary>
    Refuse,

    /// <summary>Vào sổ, cấp số đến (Điều 22).</summary>
    Register,

    /// <summary>Trình lãnh đạo (Điều 23.1).</summary>
    SubmitToLeader,

    /// <summary>Phân công (Điều 23.2).</summary>
    Assign,

    /// <summary>Bắt đầu giải quyết.</summary>
    Begin,

    /// <summary>Trả lời bằng văn bản.</summary>
    Answer,

    /// <summary>Kết thúc (Điều 24).</summary>
    Close,

    /// <summary>Đề nghị sao (Điều 25).</summary>
    RequestCopy,

    /// <summary>Bị thu hồi: the sender's act, which nothing here can stop (Điều 18.4.b).</summary>
    Recall,

    /// <summary>Trả lời nơi gửi: đã hủy, đã trả lại (15).</summary>
    AgreeRecall,

    /// <summary>Trả lời nơi gửi: không đồng ý, có lý do (16).</summary>
    RefuseRecall,
}

/// <summary>The law of movement for what an organisation receives.</summary>
public static class IncomingLifecycle
{
    private static readonly Dictionary<(IncomingState From, IncomingAct Act), IncomingState> Steps = new()
    {
        [(IncomingState.Arrived, IncomingAct.Receive)] = IncomingState.Received,
        [(IncomingState.Arrived, IncomingAct.Refuse)] = IncomingState.Refused,
        [(IncomingState.Received, IncomingAct.Register)] = IncomingState.Registered,
        [(IncomingState.Registered, IncomingAct.SubmitToLeader)] = IncomingState.Submitted,
        [(IncomingState.Submitted, IncomingAct.Assign)] = IncomingState.Assigned,
        [(IncomingState.Assigned, IncomingAct.Begin)] = IncomingState.InProgress,
        [(IncomingState.InProgress, IncomingAct.Answer)] = IncomingState.Answered,
        [(IncomingState.InProgress, IncomingAct.Close)] = IncomingState.Closed,
        [(IncomingState.Assigned, IncomingAct.Answer)] = IncomingState.Answered,
        [(IncomingState.Assigned, IncomingAct.Close)] = IncomingState.Closed,
        // Only what stands in the book may be copied: a paper not registered creates no duty and no right (Điều 22).
        [(IncomingState.Registered, IncomingAct.RequestCopy)] = IncomingState.Registered,
        [(IncomingState.Submitted, IncomingAct.RequestCopy)] = IncomingState.Submitted,
        [(IncomingState.Assigned, IncomingAct.RequestCopy)] = IncomingState.Assigned,
        [(IncomingState.InProgress, IncomingAct.RequestCopy)] = IncomingState.InProgress,
        [(IncomingState.Answered, IncomingAct.RequestCopy)] = IncomingState.Answered,
        [(IncomingState.Closed, IncomingAct.RequestCopy)] = IncomingState.Closed,
        // What nobody has taken on yet is given up without a word; of what stands in the book a clerk must say what became of it.
        [(IncomingState.Arrived, IncomingAct.Recall)] = IncomingState.RecallAgreed,
        [(IncomingState.Received, IncomingAct.Recall)] = IncomingState.RecallAgreed,
        [(IncomingState.Refused, IncomingAct.Recall)] = IncomingState.RecallAgreed,
        [(IncomingState.Registered, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.Submitted, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.Assigned, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.InProgress, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.Answered, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.Closed, IncomingAct.Recall)] = IncomingState.Recalled,
        [(IncomingState.Recalled, IncomingAct.AgreeRecall)] = IncomingState.RecallAgreed,
        [(IncomingState.Recalled, IncomingAct.RefuseRecall)] = IncomingState.RecallRefused,
        [(IncomingState.RecallRefused, IncomingAct.AgreeRecall)] = IncomingState.RecallAgreed,
    };

    /// <summary>Where the act leads; null when it is not lawful now.</summary>
    public static IncomingState? After(IncomingState state, IncomingAct act) => Steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>The state after the act, or the refusal.</summary>
    public static Outcome<IncomingState> Move(IncomingState state, IncomingAct act) =>
        After(state, act) is { } next ? next : LifecycleRefusals.NotNow(Vietnamese.Of(act), Vietnamese.Of(state), Lawful(state).Select(Vietnamese.Of));

    /// <summary>What the receiver may do in a state; to recall is the sender's.</summary>
    public static IEnumerable<IncomingAct> Lawful(IncomingState state) => Steps.Keys.Where(step => step.From == state && step.Act is not IncomingAct.Recall).Select(step => step.Act);

    /// <summary>Whether the sender took the paper back: neither its file nor its subject is shown any more.</summary>
    public static bool IsSealed(IncomingState state) => state is IncomingState.Recalled or IncomingState.RecallAgreed or IncomingState.RecallRefused;

    /// <summary>What the law expects next of the receiver; null when nothing.</summary>
    public static Duty? DutyIn(IncomingState state) => state switch
    {
        IncomingState.Arrived => Duty.Acknowledge,
        IncomingState.Received => Duty.Register,
        IncomingState.Registered => Duty.Submit,
        IncomingState.Assigned or IncomingState.InProgress => Duty.Finish,
        IncomingState.Refused or IncomingState.Submitted or IncomingState.Answered or IncomingState.Closed => null,
        IncomingState.Recalled or IncomingState.RecallAgreed or IncomingState.RecallRefused => null,
    };

    /// <summary>What the sender is told when its dispatch stands here; null when there is nothing to tell.</summary>
    public static ReceiptCode? Receipt(IncomingState state) => state switch
    {
        IncomingState.Arrived => ReceiptCode.Arrived,
        IncomingState.Received => ReceiptCode.Received,
        IncomingState.Refused => ReceiptCode.Refused,
        IncomingState.Registered => ReceiptCode.Registered,
        IncomingState.Submitted => ReceiptCode.Registered,
        IncomingState.Assigned => ReceiptCode.Assigned,
        IncomingState.InProgress => ReceiptCode.InProgress,
        IncomingState.Answered => ReceiptCode.Done,
        IncomingState.Closed => ReceiptCode.Done,
        IncomingState.Recalled => null,
        IncomingState.RecallAgreed => ReceiptCode.Recalled,
        IncomingState.RecallRefused => ReceiptCode.RecallRefused,
    };
}
