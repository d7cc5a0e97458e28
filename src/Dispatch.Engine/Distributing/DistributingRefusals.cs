using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Every "no" of distributing.</summary>
internal static class DistributingRefusals
{
    public static readonly Refusal ReceiptForOtherContent =
        new("distributing.receipt-for-other-content", RefusalKind.Conflict, "Phản hồi này nói về nội dung khác với nội dung đã gửi. Không ghi nhận; hãy báo quản trị viên.");

    public static readonly Refusal ReceiptNotProven =
        new("distributing.receipt-not-proven", RefusalKind.Conflict, "Phản hồi không có chữ ký hợp lệ của nơi nhận. Không ghi nhận; hãy báo quản trị viên.");

    public static readonly Refusal ReceiptContradicts =
        new("distributing.receipt-contradicts", RefusalKind.Conflict, "Nơi nhận đã báo số đến khác cho cùng lượt gửi này. Giữ phản hồi đầu tiên; hãy báo quản trị viên.");

    public static readonly Refusal RecallNotAsked =
        new("distributing.recall-not-asked", RefusalKind.Conflict, "Nơi nhận trả lời thu hồi trong khi văn bản không bị thu hồi. Không ghi nhận; hãy báo quản trị viên.");

    public static readonly Refusal ReasonNeeded =
        new("distributing.reason-needed", RefusalKind.Invalid, "Hãy ghi lý do chuyển hoàn (1 đến 1.000 ký tự).");

    public static readonly Refusal NotOnPaper =
        new("distributing.not-on-paper", RefusalKind.Conflict, "Lượt gửi này không đi bằng đường giấy nên không ghi bưu gửi được. Trạng thái của nó do nơi nhận phản hồi.");

    public static readonly Refusal MailGoesByItself =
        new("distributing.mail-goes-by-itself", RefusalKind.Conflict, "Thư báo do hệ thống tự gửi; ở đây chỉ ghi “Đã đến” khi nơi nhận đã nhận được văn bản.");

    public static readonly Refusal NothingToRetry =
        new("distributing.nothing-to-retry", RefusalKind.Conflict, "Không có lượt gửi nào cần gửi lại.");

    public static readonly Refusal NobodyToRemind =
        new("distributing.nobody-to-remind", RefusalKind.Conflict, "Không có nơi nhận nào nhắc được: chỉ nhắc nơi đã nhận qua hệ thống mà chưa giải quyết xong, mỗi nơi nhiều nhất một lần trong ngày.");

    public static readonly Refusal AddressNeeded =
        new("distributing.address-needed", RefusalKind.Invalid, "Hãy ghi địa chỉ của kênh gửi: thư mục của đối tác (chữ thường, số, gạch nối) hoặc địa chỉ thư điện tử.");

    public static readonly Refusal OwnUnit =
        new("distributing.own-unit", RefusalKind.Conflict, "Đơn vị của cơ quan nhận văn bản trong nội bộ; không đặt kênh gửi khác.");

    public static readonly Refusal BadPublicKey =
        new("distributing.bad-public-key", RefusalKind.Invalid, "Khóa công khai phải là ECDSA P-256 dạng PEM (BEGIN PUBLIC KEY), nhiều nhất bốn khóa, khóa nọ dưới khóa kia. Hãy xin đối tác khóa phản hồi của họ.");

    /// <summary>A day from which a key cannot be changed.</summary>
    public static Refusal BadKeyDay(DateOnly first, DateOnly last) =>
        new("distributing.bad-key-day", RefusalKind.Invalid,
            FormattableString.Invariant($"Khóa mới dùng từ một ngày trong khoảng {first:dd/MM/yyyy} đến {last:dd/MM/yyyy}. Hãy chọn lại ngày, hoặc để trống để đổi ngay."));

    /// <summary>Another change waits for its day.</summary>
    public static Refusal KeyFollowsAlready(DateOnly from) =>
        new("distributing.key-follows-already", RefusalKind.Conflict,
            FormattableString.Invariant($"Đã có khóa mới dùng từ ngày {from:dd/MM/yyyy}. Hãy trao khóa ấy cho đối tác; nếu khóa bị lộ thì để trống ngày để đổi ngay."));

    /// <summary>A line of a file of channels that cannot be taken in; nothing of the file is.</summary>
    public static Refusal BadChannelLine(int line, string why) =>
        new("distributing.bad-channel-line", RefusalKind.Invalid, $"Tệp kênh gửi, dòng {line}: {why}. Chưa nhập dòng nào; hãy sửa rồi nhập lại.");

    /// <summary>A channel that this installation has not been set up for.</summary>
    public static Refusal ChannelOff(string what, string setting) =>
        new("distributing.channel-off", RefusalKind.Conflict, $"Kênh {what} chưa được bật ở hệ thống này. Quản trị viên hãy đặt {setting}.");

    /// <summary>What an administrator reads when a recipient could not be told of a recall or a correction.</summary>
    public static string MarkNotTold(bool isTakenBack, string why) =>
        $"Chưa báo được việc {(isTakenBack ? "thu hồi" : "đính chính")} tới nơi nhận sau mọi lần thử: {why} " + "Hãy mở lại kênh gửi, rồi văn thư bấm Báo lại ở trang văn bản.";

    /// <summary>Not signed, or by a key that is not written down for the partner: a forgery, or a key that was changed.</summary>
    public static Refusal NotOfPartner => BadPackage("chữ ký không bằng khóa đã ghi cho đối tác; nếu đối tác vừa đổi khóa, ghi khóa mới ở Kênh gửi rồi đưa gói từ thư mục refused trở lại in");

    /// <summary>A file in a partner's folder that is no package of ours.</summary>
    public static Refusal BadPackage(string why) =>
        new("exchanging.bad-package", RefusalKind.Invalid, $"Gói tin không đúng: {why}. Gói được để riêng; hãy báo cơ quan gửi.");
}
