using System.Collections.Frozen;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Workflows;

/// <summary>What procedures say to people, in Vietnamese.</summary>
public static class WorkflowWording
{
    /// <summary>Acts that change a paper: they are done on the paper, never by ticking a task off.</summary>
    private static readonly FrozenSet<string> LegalActs = new[]
    {
        "Submit", "PassContent", "PassForm", "Sign", "AssignNumber", "ApplySeal", "Issue", "Receive", "Register", "SubmitToLeader", "Assign", "Close",
        "ApproveCopy", "AssignCopyNumber", "IssueCopy", "Recall", "Replace",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Outcomes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Done"] = "Hoàn thành",
        ["Answered"] = "Gửi ý kiến",
        ["Approved"] = "Đồng ý",
        ["Agreed"] = "Đồng ý",
        ["Passed"] = "Đạt",
        ["Rejected"] = "Không đồng ý",
        ["Refused"] = "Từ chối",
        ["Disagreed"] = "Không đồng ý",
        ["Returned"] = "Trả lại",
        ["Signed"] = "Ký",
        ["Numbered"] = "Cấp số",
        ["Issued"] = "Phát hành",
        ["Submitted"] = "Trình",
        ["Registered"] = "Vào sổ",
        ["Received"] = "Tiếp nhận",
        ["Assigned"] = "Phân công",
        ["Closed"] = "Kết thúc",
        ["Sealed"] = "Ký số của cơ quan",
        ["Overdue"] = "Quá hạn",
        ["OnTime"] = "Còn hạn",
        ["Timeout"] = "Hết thời gian",
        ["True"] = "Đúng",
        ["False"] = "Sai",
        ["Default"] = "Còn lại",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an act is done on the paper itself.</summary>
    public static bool IsLegalAct(string? act) => act is not null && LegalActs.Contains(act);

    /// <summary>An outcome as a button or an arrow says it; a name the office made up stays as it is.</summary>
    public static string OfOutcome(string outcome) => Outcomes.GetValueOrDefault(outcome, outcome);

    /// <summary>The word for every role of a set.</summary>
    public static string Of(Role roles) =>
        string.Join(" hoặc ", Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(RoleWording.Of));

    /// <summary>What happened to a task.</summary>
    public static string Of(TaskEvent what) => what switch
    {
        TaskEvent.Claimed => "Nhận xử lý",
        TaskEvent.Released => "Trả việc về nhóm",
        TaskEvent.Forwarded => "Chuyển xử lý",
        TaskEvent.Asked => "Mời cho ý kiến, phối hợp",
        TaskEvent.Reminded => "Hệ thống nhắc việc",
        TaskEvent.Escalated => "Quá hạn",
        TaskEvent.Returned => "Trả lại bước trước",
        TaskEvent.Notified => "Thông báo",
        TaskEvent.Migrated => "Chuyển phiên bản quy trình",
        TaskEvent.Retried => "Chạy lại sau sự cố",
        TaskEvent.Skipped => "Bỏ qua bước gặp sự cố",
    };
}
