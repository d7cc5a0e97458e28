using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Copying;

/// <summary>Every "no" of copying.</summary>
internal static class CopyingRefusals
{
    public static readonly Refusal NoFile =
        new("copying.no-sheet", RefusalKind.Conflict, "Văn bản nguồn đến bằng giấy, chưa có bản điện tử để in bản sao. Hãy sao chụp giấy và đóng dấu theo Điều 25.");

    public static readonly Refusal TrichSaoNotYet =
        new("copying.extract-not-yet", RefusalKind.Conflict, "Hệ thống chưa lập được bản trích sao. Hãy trích sao bằng giấy theo Điều 25 khoản 3.");

    /// <summary>A copy cannot be older than what it copies, nor than the day it was received (Điều 27, logic).</summary>
    public static Refusal DateBeforeSource(DateOnly copy, DateOnly source) =>
        new("copying.date-before-source", RefusalKind.Conflict,
            FormattableString.Invariant($"Ngày sao ({copy:dd/MM/yyyy}) sớm hơn ngày ban hành hoặc ngày đến của văn bản gốc ({source:dd/MM/yyyy}). Hãy kiểm tra ngày trên văn bản và đồng hồ máy chủ."));
}
