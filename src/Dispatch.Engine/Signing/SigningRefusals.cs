using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures;

namespace Dispatch.Engine.Signing;

/// <summary>Every "no" of checking and signing.</summary>
internal static class SigningRefusals
{
    public static readonly Refusal NotTheSigner =
        new("signing.not-the-signer", RefusalKind.Forbidden, "Văn bản này do người khác ký. Chỉ người có tên ở chỗ ký được ký.");

    public static readonly Refusal SelfApproval =
        new("signing.self-approval", RefusalKind.Forbidden, "Người soạn thảo không được tự kiểm tra hoặc tự ký văn bản của mình.");

    public static readonly Refusal NothingToSeal =
        new("signing.nothing-to-seal", RefusalKind.Conflict, "Văn bản này được ký trên giấy nên không có tệp đã ký để cơ quan ký số. Hãy đóng dấu trên giấy rồi phát hành.");

    public static readonly Refusal SealFirst =
        new("signing.seal-first", RefusalKind.Conflict, "Chưa thể phát hành: tệp đã có chữ ký số của người có thẩm quyền nhưng chưa có chữ ký số của cơ quan. Hãy ký số của cơ quan trước (Điều 17 Nghị định 30/2020/NĐ-CP).");

    public static readonly Refusal SessionOver =
        new("signing.session-over", RefusalKind.Conflict, "Phiên ký đã dùng, đã hủy hoặc quá 5 phút. Hãy mở phiên ký mới và ký lại.");

    public static readonly Refusal SessionOutdated =
        new("signing.session-outdated", RefusalKind.Stale, "Văn bản đã thay đổi sau khi mở phiên ký. Hãy xem lại văn bản và mở phiên ký mới.");

    public static readonly Refusal OtherCertificate =
        new("signing.other-certificate", RefusalKind.Forbidden, "Chứng thư này không phải chứng thư đã ghi nhận cho thẩm quyền ký. Người ký dùng chứng thư của chính mình; nếu đã đổi chứng thư, nhờ quản trị viên ghi nhận lại.");

    public static readonly Refusal NoHeldKey =
        new("signing.no-held-key", RefusalKind.Conflict, "Máy chủ không giữ khóa này. Hãy ký bằng thiết bị của mình qua phiên ký.");

    public static readonly Refusal ReasonNeeded =
        new("signing.reason-needed", RefusalKind.Invalid, "Hãy ghi lý do (từ 1 đến 1.000 ký tự) để người soạn biết cần sửa gì.");

    public static readonly Refusal UnreadableImage =
        new("signing.unreadable-image", RefusalKind.Conflict, "Ảnh chữ ký của người ký trên máy chủ bị hỏng hoặc không đọc được. Nhờ người quản trị máy chủ thay tệp PNG đó trong thư mục keys rồi ký lại.");

    public static readonly Refusal UnreadableSeal =
        new("signing.unreadable-image", RefusalKind.Conflict, "Ảnh dấu của cơ quan trên máy chủ bị hỏng hoặc không đọc được. Nhờ người quản trị máy chủ thay tệp PNG đó trong thư mục keys rồi ký lại.");

    /// <summary>The signature could not be made; the code names the fault.</summary>
    public static Refusal Of(SigningException failure) => new(
        "signing." + JsonNamingPolicy.KebabCaseLower.ConvertName(failure.Fault.ToString()), failure.Fault is SigningFault.WrongSignature ? RefusalKind.Invalid : RefusalKind.Conflict, failure.Message);
}
