using Dispatch.Api.Copying;
using Dispatch.Engine.Lifecycle;

namespace Dispatch.Api.Components;

/// <summary>Why what was just done cannot be undone, and what the law gives in its place.</summary>
internal static class UndoWords
{
    /// <summary>The sentence for an act; null for one that can be undone, or that there is nothing to undo in.</summary>
    public static string? WhyNot(string? act) => act switch
    {
        nameof(OutgoingAct.Submit) => "Đã trình thì không tự rút lại được. Cần sửa, hãy nhờ người đang kiểm tra trả lại.",
        nameof(OutgoingAct.PassContent) or nameof(OutgoingAct.PassForm) => "Đã duyệt thì không rút lại được. Cần sửa, người ở bước sau trả lại được kèm lý do.",
        nameof(OutgoingAct.Sign) => "Chữ ký không hoàn tác được. Cần dừng, văn thư cấp số rồi hủy số kèm lý do, không phát hành.",
        nameof(OutgoingAct.AssignNumber) => "Đã cấp số thì không hoàn tác được (Điều 15). Cấp nhầm, hãy hủy số kèm lý do; số đã hủy còn nguyên trong sổ.",
        nameof(OutgoingAct.ApplySeal) => "Chữ ký số của cơ quan không hoàn tác được. Cần dừng, hãy hủy số kèm lý do.",
        nameof(OutgoingAct.Issue) => "Đã phát hành thì không hoàn tác được (Điều 18). Có sai sót, hãy đính chính, thay thế hoặc đề nghị thu hồi.",
        nameof(OutgoingAct.VoidNumber) => "Số đã hủy không dùng lại được. Cần gửi, hãy soạn văn bản mới.",
        nameof(IncomingAct.Receive) => "Nơi gửi đã được báo tiếp nhận nên không hoàn tác được.",
        nameof(IncomingAct.Refuse) => "Nơi gửi đã được báo từ chối nên không hoàn tác được. Cần nhận, hãy đề nghị nơi gửi gửi lại.",
        nameof(IncomingAct.Register) or nameof(Engine.Receiving.ReceiveAndRegister) => "Số đến đã cấp nên không hoàn tác được (Điều 22): sổ không có số nhảy.",
        nameof(Engine.Numbering.OpenSeries) => "Số đã khai thì không cấp lại được. Khai nhầm, hãy ghi rõ trong sổ và báo người kiểm tra.",
        nameof(IncomingAct.SubmitToLeader) => "Đã trình lãnh đạo thì không rút lại được. Cần bổ sung, hãy báo người nhận trình.",
        nameof(IncomingAct.Assign) => "Đơn vị chủ trì đã được giao nên không rút lại được. Giao nhầm, đơn vị ấy chuyển xử lý được trong việc của họ.",
        nameof(IncomingAct.Answer) or nameof(IncomingAct.Close) => "Kết quả giải quyết đã báo nơi gửi nên không hoàn tác được.",
        CopyPageEndpoint.Numbered => "Số bản sao đã cấp nên không hoàn tác được. Cần dừng, hãy để bản sao chưa phát hành và đề nghị sao lại.",
        CopyPageEndpoint.Issued => "Bản sao đã gửi các nơi nhận nên không hoàn tác được. Có sai sót, người ký sao thu hồi bản sao kèm lý do.",
        CopyPageEndpoint.Sealed => "Chữ ký số của cơ quan trên bản sao không hoàn tác được. Cần dừng, hãy để bản sao chưa phát hành và đề nghị sao lại.",
        nameof(CopyAct.Approve) or nameof(CopyAct.Reject) => "Ý kiến duyệt sao không rút lại được. Cần bản khác, hãy đề nghị sao lại.",
        nameof(RecallAct.Order) => "Lệnh thu hồi đã gửi các nơi nhận nên không hoàn tác được. Cần gửi lại, hãy phát hành văn bản mới.",
        "TaskComplete" => "Quy trình đã đi tiếp. Cần làm lại, người ở bước sau trả lại được bước trước kèm lý do.",
        "TaskForward" => "Người nhận đã được giao việc. Cần lấy lại, hãy nhờ họ chuyển lại cho bạn.",
        "TaskReturn" => "Bước trước đã mở lại nên không rút được việc trả lại.",
        "TaskAsk" => "Người được hỏi đã nhận đề nghị. Không cần nữa, bạn cứ hoàn thành việc; đề nghị đang chờ tự khép lại.",
        "PersonResetFactor" => "Xác thực hai lớp đã gỡ không lấy lại được; người dùng tự thêm lại khi đăng nhập.",
        _ => null,
    };
}
