using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Auditing;

/// <summary>What each act of the log is called in Vietnamese, also those that tell nothing of a paper's course.</summary>
public static class LogWording
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["access.account-closed"] = "đóng tài khoản",
        ["access.account-opened"] = "mở lại tài khoản",
        ["access.failed"] = "đăng nhập sai",
        ["access.held"] = "tạm giữ tài khoản sau nhiều lần sai",
        ["access.password-changed"] = "đổi mật khẩu",
        ["access.password-given"] = "nhập đúng mật khẩu, còn chờ mã",
        ["access.password-reset"] = "cấp lại mật khẩu",
        ["access.person-changed"] = "sửa tài khoản",
        ["access.proved-again"] = "xác nhận lại danh tính",
        ["access.read"] = "kiểm tra viên đọc văn bản",
        ["access.recovery-codes-renewed"] = "cấp lại mã khôi phục",
        ["access.refused"] = "bị từ chối vì không có quyền",
        ["access.second-factor-added"] = "thêm xác thực hai lớp",
        ["access.second-factor-begun"] = "bắt đầu thêm xác thực hai lớp",
        ["access.second-factor-removed"] = "bỏ xác thực hai lớp",
        ["access.second-factor-reset"] = "đặt lại xác thực hai lớp",
        ["access.session-ended"] = "kết thúc phiên đăng nhập",
        ["access.signed-in"] = "đăng nhập",
        ["access.token-created"] = "tạo mã truy cập cá nhân",
        ["copying.partner-copy"] = "đối tác báo bản sao họ đã lập",
        ["directory.house-settings"] = "sửa thiết lập của cơ quan",
        ["directory.imported"] = "nhập danh mục",
        ["directory.person-added"] = "thêm tài khoản",
        ["distributing.alarm"] = "cảnh báo khi gửi, nhận",
        ["distributing.alarm-closed"] = "ghi kết quả kiểm tra cảnh báo",
        ["distributing.channel"] = "đặt kênh gửi",
        ["distributing.channels-imported"] = "nhập kênh gửi",
        ["distributing.key-rolled"] = "đổi khóa ký phản hồi",
        ["distributing.mark-not-told"] = "không báo được việc thu hồi, đính chính cho một nơi nhận",
        ["distributing.receipt"] = "nhận phản hồi của nơi nhận",
        ["distributing.reminded"] = "nhắc nơi nhận",
        ["distributing.reminder-rule"] = "đặt lịch nhắc nơi nhận",
        ["distributing.retried"] = "gửi lại",
        ["distributing.sent"] = "gửi đi",
        ["distributing.told-again"] = "báo lại cho nơi nhận",
        ["numbering.declared"] = "khai số đã cấp ngoài hệ thống",
        ["recalling.answer-recorded"] = "ghi trả lời về thu hồi",
        ["recalling.declined"] = "không duyệt thu hồi",
        ["recalling.proposed"] = "đề nghị thu hồi",
        ["receiving.begun"] = "mở lại việc xử lý văn bản đến",
        ["receiving.citations-corrected"] = "sửa văn bản được dẫn",
        ["receiving.reminded"] = "được nơi gửi nhắc",
        ["signing.authority-delegated"] = "ủy quyền ký",
        ["signing.authority-granted"] = "giao thẩm quyền ký",
        ["signing.authority-revoked"] = "thu hồi thẩm quyền ký",
        ["signing.incoming-verified"] = "kiểm tra chữ ký số của văn bản đến",
        ["signing.seal-recorded"] = "ghi nhận chứng thư của cơ quan",
        ["signing.seal-withdrawn"] = "rút chứng thư của cơ quan",
        ["signing.session-opened"] = "mở phiên ký",
        ["workflow.asked"] = "xin ý kiến, nhờ phối hợp",
        ["workflow.calendar-day"] = "sửa ngày làm việc",
        ["workflow.claimed"] = "nhận việc",
        ["workflow.completed"] = "hoàn thành việc",
        ["workflow.delegated"] = "giao việc trong thời gian vắng",
        ["workflow.delegation-ended"] = "thôi giao việc",
        ["workflow.forwarded"] = "chuyển việc",
        ["workflow.migrated"] = "chuyển hồ sơ sang phiên bản quy trình khác",
        ["workflow.overdue"] = "việc quá hạn",
        ["workflow.pause-over"] = "hết thời gian chờ",
        ["workflow.procedure-published"] = "ban hành quy trình",
        ["workflow.procedure-uploaded"] = "tải quy trình lên",
        ["workflow.released"] = "trả việc về nhóm",
        ["workflow.retried"] = "chạy lại bước bị sự cố",
        ["workflow.returned"] = "trả lại bước trước",
        ["workflow.skipped"] = "bỏ qua bước bị sự cố",
        ["workflow.woken"] = "hồ sơ đi tiếp vì có tin",
        ["workflow.working-hours"] = "sửa giờ làm việc",
    };

    /// <summary>The stages by whose acts the log can be read, and their names.</summary>
    public static IReadOnlyList<(string Stage, string Name)> Stages { get; } =
    [
        ("registering", "Soạn thảo"), ("signing", "Ký, kiểm tra chữ ký"), ("numbering", "Cấp số"), ("issuing", "Phát hành"), ("distributing", "Gửi và phản hồi"), ("receiving", "Tiếp nhận, xử lý"),
        ("copying", "Sao"), ("recalling", "Thu hồi, đính chính"), ("workflow", "Quy trình"), ("access", "Đăng nhập, tài khoản"), ("directory", "Danh mục, thiết lập"), ("intake", "Đọc văn bản"),
    ];

    // Facts by which people know whom or what an act was about, in which capacity, and what came of it.
    private static readonly string[] Telling = ["recipientName", "fullName", "holder", "name", "title", "numberAndSymbol", "arrivalNumber", "capacity", "code", "reason", "opinion"];

    /// <summary>Whom or what an act was about, in the words of its entry: a recipient and what it answered, a person, a step, a number, the capacity somebody signed in, a reason. Null where the entry has none.</summary>
    /// <param name="entry">The exact text of a leaf.</param>
    public static string? AboutOf(string entry) => LoggedLeaf.Read(entry) is { } leaf ? AboutOf(leaf) : null;

    /// <summary>The same of a leaf that was read.</summary>
    internal static string? AboutOf(LoggedLeaf leaf) => Telling.Select(name => Told(leaf, name)).Where(words => words is { Length: > 0 }).ToList() is { Count: > 0 } told ? string.Join(" · ", told) : null;

    private static string? Told(LoggedLeaf leaf, string name) => (name, leaf.Fact(name)) switch
    {
        (_, null or "") => null,
        ("arrivalNumber", { } number) => $"số đến {number.PadLeft(2, '0')}",
        ("capacity", _) => string.Join(", ", leaf.List(name)),
        // Other acts have codes of their own.
        ("code", { } code) => leaf.Act == "distributing.receipt" && Enum.TryParse<ReceiptCode>(code, out var receipt) ? Vietnamese.Of(DeliveryLifecycle.Told(receipt)) : null,
        (_, { } words) => words,
    };

    /// <summary>Every act that has a name.</summary>
    public static IEnumerable<string> All => Words.Keys.Concat(TrailWords.All);

    /// <summary>The name of an act; the act itself where it has none.</summary>
    public static string Of(string act) => TrailWords.Of(act)?.Said ?? Words.GetValueOrDefault(act, act);
}
