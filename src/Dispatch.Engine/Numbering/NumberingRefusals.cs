using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Numbering;

/// <summary>Every "no" of numbering.</summary>
internal static class NumberingRefusals
{
    /// <summary>Numbers given outside cannot overlap numbers given here.</summary>
    public static Refusal NumberExists(int next, int last) =>
        new("numbering.number-exists", RefusalKind.Conflict, $"Sổ đã có số {last}: số tiếp theo phải lớn hơn {last}, không thể mở tại số {next}.");

    /// <summary>The database is older than what is known of it elsewhere: it was put back from a backup.</summary>
    public static Refusal GivenBefore(int number, int last) =>
        new("numbering.given-before", RefusalKind.Conflict,
            $"Số {number} đã được cấp trước đây: tệp chứng kiến giữ số cuối của sổ này là {last}, cơ sở dữ liệu có thể vừa được khôi phục từ bản sao lưu. Hãy đối chiếu giấy tờ đã phát hành, rồi mở sổ tại số {last + 1} (khai các số từ {number} đến {last} đã cấp, kèm lý do).");

    /// <summary>Numbers and dates of a series rise together.</summary>
    public static Refusal EarlierDate(DateOnly date, DateOnly later) =>
        new("numbering.earlier-date", RefusalKind.Conflict,
            FormattableString.Invariant($"Sổ đã có số cấp ngày {later:dd/MM/yyyy}, không thể cấp số mới với ngày {date:dd/MM/yyyy}. Hãy kiểm tra đồng hồ máy chủ."));
}
