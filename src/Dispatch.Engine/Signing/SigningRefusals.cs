using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Signing;

/// <summary>Every "no" of checking and signing.</summary>
internal static class SigningRefusals
{
    public static readonly Refusal NotTheSigner =
        new("signing.not-the-signer", RefusalKind.Forbidden, "Văn bản này do người khác ký. Chỉ người có tên ở chỗ ký được ký.");

    public static readonly Refusal SelfApproval =
        new("signing.self-approval", RefusalKind.Forbidden, "Người soạn thảo không được tự kiểm tra hoặc tự ký văn bản của mình.");

    public static readonly Refusal ReasonNeeded =
        new("signing.reason-needed", RefusalKind.Invalid, "Hãy ghi lý do (từ 1 đến 1.000 ký tự) để người soạn biết cần sửa gì.");
}
