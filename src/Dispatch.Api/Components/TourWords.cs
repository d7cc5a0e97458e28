using Dispatch.Engine.Directory;

namespace Dispatch.Api.Components;

/// <summary>What each role is shown on its first day; the page of help lists the same.</summary>
internal static class TourWords
{
    /// <summary>Every step, in the order in which a day goes.</summary>
    public static IReadOnlyList<TourStep> Steps { get; } =
    [
        new(Role.Clerk, "/", "Xem việc đang chờ", "Ô màu đỏ là việc quá hạn; ô đầu tiên là mọi việc đang chờ bạn. Bấm vào ô để mở đúng danh sách."),
        new(Role.Clerk, "/intake", "Đọc văn bản đến", "Dán chữ hoặc thả tệp vào; biểu mẫu được điền sẵn, bạn kiểm tra rồi ghi nhận."),
        new(Role.Clerk, "/incoming?state=Arrived", "Tiếp nhận và vào sổ", "Chọn nhiều văn bản rồi tiếp nhận, vào sổ một lần; mỗi văn bản vẫn có số đến của mình."),
        new(Role.Clerk, "/dispatches?state=Signed", "Cấp số, đóng dấu, phát hành", "Văn bản đã ký chờ số. Nơi nhận chưa rõ phải quyết định trước khi phát hành."),
        new(Role.Clerk, "/deliveries", "Theo dõi nơi nhận", "Mỗi nơi nhận một dòng cho đến khi giải quyết xong; nơi chậm thì nhắc, nơi không gửi được thì gửi lại."),
        new(Role.Clerk, "/registers/incoming", "Xem và in sổ", "Sổ in đúng các cột của Phụ lục IV."),
        new(Role.Drafter, "/dispatches/new", "Soạn văn bản", "Mỗi nơi nhận một dòng, dòng cuối là Lưu. Chữ đang gõ được giữ trên máy nếu mất mạng."),
        new(Role.Drafter, "/dispatches?state=Drafting", "Trình kiểm tra", "Văn bản bị trả lại nằm ở đây, kèm lý do."),
        new(Role.Drafter, "/incoming?state=Assigned", "Giải quyết văn bản đến", "Trả lời bằng văn bản đi, hoặc kết thúc kèm kết quả."),
        new(Role.UnitHead, "/", "Duyệt nội dung", "Việc chờ duyệt của đơn vị; trả lại thì ghi lý do."),
        new(Role.UnitHead, "/delegations", "Khi vắng", "Giao việc cho đồng nghiệp trong những ngày vắng; việc ký không giao được."),
        new(Role.Signer, "/signing", "Ký hoặc trả lại", "Đọc đúng bản sẽ ký rồi ký, hoặc trả lại kèm lý do. Văn bản khẩn đứng trước."),
        new(Role.Signer, "/incoming?state=Submitted", "Phân công văn bản đến", "Chọn đơn vị chủ trì, đơn vị phối hợp, thời hạn và ý kiến."),
        new(Role.Signer, "/delegations", "Khi vắng", "Giao việc cho đồng nghiệp trong những ngày vắng; việc ký không giao được."),
        new(Role.Auditor, "/search", "Tìm một văn bản", "Gõ số, ký hiệu hoặc vài chữ, có dấu hay không dấu đều được."),
        new(Role.Auditor, "/trace", "Truy vết", "Từ bản giấy, mã QR hoặc tệp trong tay đến bản gốc, mọi bản sao và nơi đang giữ."),
        new(Role.Auditor, "/registers/outgoing", "Đối chiếu sổ", "Số không bị nhảy; số đã hủy còn nguyên kèm lý do."),
        new(Role.Auditor, "/deliveries/late", "Nơi nào chậm", "Chậm gửi, chậm tiếp nhận, chậm giải quyết: của mình và của nơi khác."),
        new(Role.Auditor, "/reports", "Báo cáo năm", "In ra PDF hoặc tải bảng; mỗi con số mở được danh sách của nó."),
        new(Role.Administrator, "/admin", "Sức khỏe hệ thống", "Tài khoản, dãy số, tin chưa chuyển được, kiểm tra nhật ký."),
        new(Role.Administrator, "/people", "Người dùng", "Thêm người, đổi vai trò, khóa tài khoản; mật khẩu ban đầu trao tận tay."),
        new(Role.Administrator, "/procedures", "Quy trình", "Tải lên, xem hình, so với bản đang áp dụng rồi mới áp dụng."),
        new(Role.Administrator, "/calendar", "Lịch làm việc", "Nhập ngày nghỉ Tết, ngày làm bù theo thông báo của năm."),
        new(Role.Administrator, "/incidents", "Sự cố", "Bước dừng vì lỗi: chạy lại, hoặc bỏ qua kèm lý do."),
    ];
}
