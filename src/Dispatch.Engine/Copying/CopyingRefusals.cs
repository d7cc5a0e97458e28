using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Copying;

/// <summary>Every "no" of copying.</summary>
internal static class CopyingRefusals
{
    public static readonly Refusal NoFile =
        new("copying.no-sheet", RefusalKind.Conflict, "Văn bản nguồn đến bằng giấy, chưa có bản điện tử để in bản sao. Hãy sao chụp giấy và đóng dấu theo Điều 25.");

    public static readonly Refusal SealFirst =
        new("copying.seal-first", RefusalKind.Conflict, "Chưa thể phát hành: bản sao điện tử phải có chữ ký số của cơ quan sao (Điều 25 và Phụ lục I Phần II Nghị định 30/2020/NĐ-CP). Hãy ký số của cơ quan trước.");

    public static readonly Refusal NoParts =
        new("copying.no-parts", RefusalKind.Conflict, "Văn bản nguồn không kèm dữ liệu có cấu trúc nên hệ thống chưa lập được bản trích sao. Hãy trích sao bằng giấy theo Điều 25 khoản 3.");

    /// <summary>The source has no part of that number.</summary>
    public static Refusal NoSuchPart(int part, int parts) =>
        new("copying.no-such-part", RefusalKind.Invalid, $"Văn bản nguồn có {parts} phần, không có phần số {part}. Hãy chọn lại phần cần trích sao.");

    /// <summary>What does not hold as a signed file is not certified.</summary>
    public static Refusal SourceNotSound(string why) =>
        new("copying.source-not-sound", RefusalKind.Conflict, $"Không ký sao được: tệp nguồn không còn nguyên vẹn. {why} Hãy đề nghị nơi gửi gửi lại văn bản.");

    /// <summary>A copy cannot be older than what it copies, nor than the day it was received (Điều 27, logic).</summary>
    public static Refusal DateBeforeSource(DateOnly copy, DateOnly source) =>
        new("copying.date-before-source", RefusalKind.Conflict,
            FormattableString.Invariant($"Ngày sao ({copy:dd/MM/yyyy}) sớm hơn ngày ban hành hoặc ngày đến của văn bản gốc ({source:dd/MM/yyyy}). Hãy kiểm tra ngày trên văn bản và đồng hồ máy chủ."));
}
