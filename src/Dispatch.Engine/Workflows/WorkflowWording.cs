using System.Collections.Frozen;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows;

/// <summary>What procedures say to people, in Vietnamese.</summary>
public static class WorkflowWording
{
    private static readonly FrozenDictionary<string, string> Outcomes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Done"] = "Hoàn thành",
        ["Answered"] = "Trả lời",
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
        ["Ordered"] = "Thu hồi",
        ["Declined"] = "Không thu hồi",
        ["Urged"] = "Chờ tiếp",
        ["Settled"] = "Kết thúc",
        ["Overdue"] = "Quá hạn",
        ["InTime"] = "Còn hạn",
        ["TimedOut"] = "Hết thời gian chờ",
        ["Distributed"] = "Đã gửi",
        ["Requested"] = "Đã đề nghị",
        ["Notified"] = "Đã thông báo",
        ["Seen"] = "Đã xem",
        ["True"] = "Đúng",
        ["False"] = "Sai",
        ["Default"] = "Còn lại",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an act changes a paper: it is done on the paper, never by ticking a task off.</summary>
    public static bool IsLegalAct(string? act) => OfficeSteps.OfAct(act) is { Kind: WaitKind.Person };

    /// <summary>An outcome as a button or an arrow says it; a name the office made up stays as it is.</summary>
    public static string OfOutcome(string outcome) => Outcomes.GetValueOrDefault(outcome, outcome);

    /// <summary>How a step ended, as a reason.</summary>
    public static string Ended(string title, string outcome) => $"{title}: {OfOutcome(outcome)}";

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
