using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Where one delivery stands, seen from the sender.</summary>
public enum DeliveryState
{
    /// <summary>Chờ gửi.</summary>
    Queued,

    /// <summary>Đã gửi đi, chưa có tin đã đến: handed to the post, to a partner's folder or to the mail server.</summary>
    Sent,

    /// <summary>Đã đến hệ thống của nơi nhận (01).</summary>
    Arrived,

    /// <summary>Nơi nhận đã tiếp nhận.</summary>
    Received,

    /// <summary>Nơi nhận từ chối, có lý do (02).</summary>
    Refused,

    /// <summary>Nơi nhận đã vào sổ (03).</summary>
    Registered,

    /// <summary>Nơi nhận đã phân công (04).</summary>
    Assigned,

    /// <summary>Nơi nhận đang giải quyết (05).</summary>
    InProgress,

    /// <summary>Nơi nhận đã giải quyết xong (06).</summary>
    Done,

    /// <summary>Bưu gửi bị chuyển hoàn, có lý do.</summary>
    Returned,

    /// <summary>Không gửi được, chờ người xử lý.</summary>
    DeadLetter,

    /// <summary>Đã yêu cầu lấy lại (13), chờ nơi nhận trả lời.</summary>
    RecallSent,

    /// <summary>Nơi nhận không đồng ý thu hồi, có lý do (16).</summary>
    RecallRefused,

    /// <summary>Nơi nhận đã đồng ý thu hồi (15).</summary>
    Recalled,
}

/// <summary>What a receiver tells the sender, with the codes of the national exchange where it has one.</summary>
public enum ReceiptCode
{
    /// <summary>01: đã đến.</summary>
    Arrived = 1,

    /// <summary>02: từ chối tiếp nhận.</summary>
    Refused = 2,

    /// <summary>03: đã tiếp nhận, vào sổ.</summary>
    Registered = 3,

    /// <summary>04: đã phân công.</summary>
    Assigned = 4,

    /// <summary>05: đang xử lý.</summary>
    InProgress = 5,

    /// <summary>06: hoàn thành.</summary>
    Done = 6,

    /// <summary>15: đồng ý cho lấy lại.</summary>
    Recalled = 15,

    /// <summary>16: không đồng ý, có lý do.</summary>
    RecallRefused = 16,

    /// <summary>Đã tiếp nhận, chưa vào sổ: told inside an installation only; the national exchange has no code for it.</summary>
    Received = 100,
}

/// <summary>What the sender's own side does to a delivery.</summary>
public enum DeliveryAct
{
    /// <summary>Gửi đi: it left by its channel.</summary>
    Send,

    /// <summary>Xác nhận đã đến: the post has delivered it.</summary>
    ConfirmArrival,

    /// <summary>Ghi nhận chuyển hoàn: the post has brought it back.</summary>
    Return,

    /// <summary>Thôi gửi: the tries are used up.</summary>
    GiveUp,

    /// <summary>Gửi lại.</summary>
    Retry,
}

/// <summary>What the law expects of somebody by a time.</summary>
public enum Duty
{
    /// <summary>Phát hành và gửi: on the day of signing, at the latest the next working morning (Điều 18.1; QĐ 28/2018).</summary>
    Send,

    /// <summary>Xác nhận: on the day of arrival (Điều 21.2).</summary>
    Acknowledge,

    /// <summary>Đăng ký: by the next working day (Điều 4.2, 22).</summary>
    Register,

    /// <summary>Trình: by the next working day (Điều 23.1).</summary>
    Submit,

    /// <summary>Giải quyết: by the day the leader set (Điều 24).</summary>
    Finish,
}

/// <summary>How receipts and the sender's own acts move the sender's view. A receipt that came late never moves it back.</summary>
public static class DeliveryLifecycle
{
    private static readonly DeliveryState[] Order =
    [
        DeliveryState.DeadLetter, DeliveryState.Queued, DeliveryState.Returned, DeliveryState.Sent, DeliveryState.Arrived, DeliveryState.Received, DeliveryState.Refused,
        DeliveryState.Registered, DeliveryState.Assigned, DeliveryState.InProgress, DeliveryState.Done,
        DeliveryState.RecallSent, DeliveryState.RecallRefused, DeliveryState.Recalled,
    ];

    /// <summary>The two answers to a recall.</summary>
    public static readonly IReadOnlyList<DeliveryState> RecallAnswers = [DeliveryState.RecallRefused, DeliveryState.Recalled];

    /// <summary>What was taken back is back.</summary>
    public static readonly DeliveryState Back = DeliveryState.Recalled;

    /// <summary>What the post brought back lies in the sender's own house.</summary>
    public static readonly DeliveryState BroughtBack = DeliveryState.Returned;

    private static readonly Dictionary<(DeliveryState From, DeliveryAct Act), DeliveryState> Steps = new()
    {
        [(DeliveryState.Queued, DeliveryAct.Send)] = DeliveryState.Sent,
        [(DeliveryState.Returned, DeliveryAct.Send)] = DeliveryState.Sent,
        [(DeliveryState.Sent, DeliveryAct.ConfirmArrival)] = DeliveryState.Arrived,
        [(DeliveryState.Sent, DeliveryAct.Return)] = DeliveryState.Returned,
        [(DeliveryState.Queued, DeliveryAct.GiveUp)] = DeliveryState.DeadLetter,
        [(DeliveryState.DeadLetter, DeliveryAct.Retry)] = DeliveryState.Queued,
    };

    /// <summary>States in which something is still expected of somebody, where the receiver answers through the system.</summary>
    public static IReadOnlyList<DeliveryState> Open { get; } =
    [
        DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Arrived, DeliveryState.Received, DeliveryState.Registered, DeliveryState.Assigned, DeliveryState.InProgress,
        DeliveryState.Returned, DeliveryState.DeadLetter,
    ];

    /// <summary>The same where no answer comes through the system (paper, a notice by e-mail, a unit of the house): it ends when it has arrived.</summary>
    public static IReadOnlyList<DeliveryState> OpenWithoutAnswer { get; } = [DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Returned, DeliveryState.DeadLetter];

    /// <summary>Whether the receiver answers by this way through the system.</summary>
    public static bool Answers(DeliveryChannel channel) => channel is DeliveryChannel.Installation or DeliveryChannel.Exchange;

    /// <summary>Whether it is over with the arrival: by this way nobody will say more.</summary>
    public static bool EndsThere(DeliveryState state, DeliveryChannel channel) => state is DeliveryState.Arrived && !Answers(channel);

    /// <summary>States in which a message of the outbox may still be under way: the paper itself, or the news that it was taken back.</summary>
    public static IReadOnlyList<DeliveryState> OnTheWay { get; } = [DeliveryState.Queued, DeliveryState.RecallSent];

    /// <summary>States that wait for the receiver to register.</summary>
    public static IReadOnlyList<DeliveryState> BeforeRegistration { get; } = [DeliveryState.Arrived, DeliveryState.Received];

    /// <summary>The state a receipt leads to; null when the sender already knows more.</summary>
    public static DeliveryState? After(DeliveryState state, ReceiptCode receipt)
    {
        var told = Told(receipt);
        return Array.IndexOf(Order, told) > Array.IndexOf(Order, state) ? told : null;
    }

    /// <summary>Where an act of the sender's side leads; null when it is not possible now.</summary>
    public static DeliveryState? After(DeliveryState state, DeliveryAct act) => Steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>The state after the act, or the refusal.</summary>
    public static Outcome<DeliveryState> Move(DeliveryState state, DeliveryAct act) =>
        After(state, act) is { } next
            ? next
            : LifecycleRefusals.NotNow(Vietnamese.Of(act), Vietnamese.Of(state), Steps.Keys.Where(step => step.From == state).Select(step => Vietnamese.Of(step.Act)));

    /// <summary>Whether nothing more is expected of the receiver.</summary>
    public static bool IsAnswered(DeliveryState state) => state is not DeliveryState.RecallSent && Array.IndexOf(Order, state) > Array.IndexOf(Order, DeliveryState.Arrived);

    /// <summary>Whether the receiver said no to a recall.</summary>
    public static bool IsObjection(DeliveryState state) => state is DeliveryState.RecallRefused;

    /// <summary>Whether a receipt answers a recall (15, 16).</summary>
    public static bool AnswersRecall(ReceiptCode receipt) => receipt is ReceiptCode.Recalled or ReceiptCode.RecallRefused;

    /// <summary>Where a delivery stands once its paper was taken back: what lies in the sender's own house is back at once, everybody else is asked.</summary>
    public static DeliveryState TakenBack(bool isInOwnHouse) => isInOwnHouse ? DeliveryState.Recalled : DeliveryState.RecallSent;

    /// <summary>Whether it has reached the receiver.</summary>
    public static bool HasArrived(DeliveryState state) => Array.IndexOf(Order, state) >= Array.IndexOf(Order, DeliveryState.Arrived);

    /// <summary>What the law expects next, as far as the sender can see it; null when nothing.</summary>
    public static Duty? DutyIn(DeliveryState state) => state switch
    {
        DeliveryState.Queued or DeliveryState.Returned or DeliveryState.DeadLetter => Duty.Send,
        DeliveryState.Arrived => Duty.Acknowledge,
        DeliveryState.Received => Duty.Register,
        DeliveryState.Sent or DeliveryState.Refused or DeliveryState.Registered or DeliveryState.Assigned or DeliveryState.InProgress or DeliveryState.Done => null,
        DeliveryState.RecallSent or DeliveryState.RecallRefused or DeliveryState.Recalled => null,
    };

    /// <summary>The state a receipt tells of.</summary>
    internal static DeliveryState Told(ReceiptCode receipt) => receipt switch
    {
        ReceiptCode.Arrived => DeliveryState.Arrived,
        ReceiptCode.Received => DeliveryState.Received,
        ReceiptCode.Refused => DeliveryState.Refused,
        ReceiptCode.Registered => DeliveryState.Registered,
        ReceiptCode.Assigned => DeliveryState.Assigned,
        ReceiptCode.InProgress => DeliveryState.InProgress,
        ReceiptCode.Done => DeliveryState.Done,
        ReceiptCode.Recalled => DeliveryState.Recalled,
        ReceiptCode.RecallRefused => DeliveryState.RecallRefused,
    };
}
