namespace Dispatch.Engine.Lifecycle;

/// <summary>Where one delivery stands, seen from the sender.</summary>
public enum DeliveryState
{
    /// <summary>Chờ gửi.</summary>
    Queued,

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

    /// <summary>Nơi nhận đã giải quyết xong (06).</summary>
    Done,

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

    /// <summary>06: hoàn thành.</summary>
    Done = 6,

    /// <summary>15: đồng ý cho lấy lại.</summary>
    Recalled = 15,

    /// <summary>16: không đồng ý, có lý do.</summary>
    RecallRefused = 16,

    /// <summary>Đã tiếp nhận, chưa vào sổ: told inside an installation only; the national exchange has no code for it.</summary>
    Received = 100,
}

/// <summary>How receipts move the sender's view. A receipt that came late never moves it back.</summary>
public static class DeliveryLifecycle
{
    private static readonly DeliveryState[] Order =
        [DeliveryState.DeadLetter, DeliveryState.Queued, DeliveryState.Arrived, DeliveryState.Received, DeliveryState.Refused, DeliveryState.Registered, DeliveryState.Assigned, DeliveryState.Done,
         DeliveryState.RecallSent, DeliveryState.RecallRefused, DeliveryState.Recalled];

    /// <summary>The two answers to a recall.</summary>
    public static readonly IReadOnlyList<DeliveryState> RecallAnswers = [DeliveryState.RecallRefused, DeliveryState.Recalled];

    /// <summary>What was taken back is back.</summary>
    public static readonly DeliveryState Back = DeliveryState.Recalled;

    /// <summary>The state a receipt leads to; null when the sender already knows more.</summary>
    public static DeliveryState? After(DeliveryState state, ReceiptCode receipt)
    {
        var told = Told(receipt);
        return Array.IndexOf(Order, told) > Array.IndexOf(Order, state) ? told : null;
    }

    /// <summary>Whether nothing more is expected of the receiver.</summary>
    public static bool IsAnswered(DeliveryState state) => state is not DeliveryState.RecallSent && Array.IndexOf(Order, state) > Array.IndexOf(Order, DeliveryState.Arrived);

    /// <summary>Whether the receiver said no to a recall.</summary>
    public static bool IsObjection(DeliveryState state) => state is DeliveryState.RecallRefused;

    /// <summary>Where a delivery stands once its paper was taken back: what lies in the sender's own house is back at once, everybody else is asked.</summary>
    public static DeliveryState TakenBack(bool isInOwnHouse) => isInOwnHouse ? DeliveryState.Recalled : DeliveryState.RecallSent;

    /// <summary>Whether a delivery that could not be made may still be given up: one that was taken back waits for another answer.</summary>
    public static bool MayBeGivenUp(DeliveryState state) => Array.IndexOf(Order, state) < Array.IndexOf(Order, DeliveryState.RecallSent);

    private static DeliveryState Told(ReceiptCode receipt) => receipt switch
    {
        ReceiptCode.Arrived => DeliveryState.Arrived,
        ReceiptCode.Received => DeliveryState.Received,
        ReceiptCode.Refused => DeliveryState.Refused,
        ReceiptCode.Registered => DeliveryState.Registered,
        ReceiptCode.Assigned => DeliveryState.Assigned,
        ReceiptCode.Done => DeliveryState.Done,
        ReceiptCode.Recalled => DeliveryState.Recalled,
        ReceiptCode.RecallRefused => DeliveryState.RecallRefused,
    };
}
