using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Every "no" of distributing.</summary>
internal static class DistributingRefusals
{
    public static readonly Refusal ReceiptForOtherContent =
        new("distributing.receipt-for-other-content", RefusalKind.Conflict, "Phản hồi này nói về nội dung khác với nội dung đã gửi. Không ghi nhận; hãy báo quản trị viên.");
}
