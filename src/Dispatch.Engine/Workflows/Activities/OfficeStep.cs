using Dispatch.Engine.Workflows.Proving;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>A step of ours, all of it in one place: what it needs, what is done in the transaction of the act, how it ends.</summary>
/// <param name="Type">The alias in the file.</param>
/// <param name="Kind">Whether a person or the office's machinery does it.</param>
/// <param name="Act">The legal act, or the office's work; null when the file says it.</param>
/// <param name="Title">What it is called when the file gives no title.</param>
/// <param name="Does">What is done in the transaction of the act.</param>
/// <param name="Outcomes">How it can end, the act done first; empty when the file says it.</param>
internal sealed record OfficeStep(string Type, WaitKind Kind, string? Act, string Title, string Does, params IReadOnlyList<string> Outcomes)
{
    /// <summary>What must be certain before it (Nghị định 30/2020/NĐ-CP, Điều 11, 13, 15, 17, 18, 25).</summary>
    public Facts Needs { get; init; }

    /// <summary>What its first outcome makes certain.</summary>
    public Facts Gives { get; init; }

    /// <summary>What its first outcome makes uncertain again.</summary>
    public Facts Undoes { get; init; }

    /// <summary>Whether its first outcome says that somebody has approved the draft.</summary>
    public bool Approves { get; init; }

    /// <summary>The inputs that are its own, besides who does it and by when.</summary>
    public IReadOnlyList<InputDeclaration> Inputs { get; init; } = [];
}

/// <summary>Every step of ours that a person or the office's machinery does. The README's table is this one; a test compares them.</summary>
internal static class OfficeSteps
{
    public static readonly IReadOnlyList<OfficeStep> All =
    [
        new("Dispatch.HumanTask", WaitKind.Person, null, string.Empty, "ghi kết quả và ý kiến"),

        // A draft that is submitted again may have changed, so it must be checked and signed again (Điều 11.2).
        new("Dispatch.Submit", WaitKind.Person, "Submit", "Trình dự thảo", "dự thảo được trình, không sửa được nữa", "Submitted") { Undoes = Facts.Signed | Facts.Approved },
        new("Dispatch.CheckContent", WaitKind.Person, "PassContent", "Kiểm tra nội dung", "ghi người kiểm tra nội dung (Điều 12.1)", "Passed", "Returned") { Approves = true },
        new("Dispatch.CheckForm", WaitKind.Person, "PassForm", "Kiểm tra thể thức", "ghi người kiểm tra thể thức (Điều 12.2)", "Passed", "Returned") { Approves = true },
        new("Dispatch.Sign", WaitKind.Person, "Sign", "Ký ban hành", "chữ ký trên đúng bản đã xem (Điều 13)", "Signed", "Returned") { Gives = Facts.Signed, Approves = true },
        new("Dispatch.AssignNumber", WaitKind.Person, "AssignNumber", "Cấp số và ngày", "lấy số của dãy, ghi vào chỗ trống trên tờ, vào sổ (Điều 15)", "Numbered") { Needs = Facts.Signed, Gives = Facts.Numbered },
        new("Dispatch.ApplySeal", WaitKind.Person, "ApplySeal", "Ký số của cơ quan", "chữ ký số của cơ quan trên bản đã có số (Điều 17)", "Sealed") { Needs = Facts.Signed | Facts.Numbered },
        new("Dispatch.Issue", WaitKind.Person, "Issue", "Ký số của cơ quan và phát hành", "chốt tờ, lập danh sách gửi, xếp hàng gửi đi (Điều 18)", "Issued") { Needs = Facts.Signed | Facts.Numbered | Facts.Approved, Gives = Facts.Issued | Facts.RecallOrdered | Facts.Copyable },
        new("Dispatch.Receive", WaitKind.Person, "Receive", "Tiếp nhận và kiểm tra văn bản đến", "tiếp nhận hoặc trả lại nơi gửi kèm lý do (Điều 21)", "Received", "Refused") { Gives = Facts.Received },
        new("Dispatch.Register", WaitKind.Person, "Register", "Đăng ký văn bản đến", "cấp số đến, vào sổ (Điều 22)", "Registered") { Needs = Facts.Received, Gives = Facts.Registered | Facts.Copyable },
        new("Dispatch.SubmitToLeader", WaitKind.Person, "SubmitToLeader", "Trình lãnh đạo", "trình người có thẩm quyền (Điều 23.1)", "Submitted") { Needs = Facts.Registered },
        new("Dispatch.Assign", WaitKind.Person, "Assign", "Phân công xử lý", "giao chủ trì, phối hợp, thời hạn (Điều 23.2)", "Assigned") { Needs = Facts.Registered, Gives = Facts.Assigned },
        new("Dispatch.Close", WaitKind.Person, "Close", "Giải quyết và kết thúc", "gắn văn bản trả lời hoặc ghi lý do kết thúc (Điều 24)", "Answered", "Closed") { Needs = Facts.Assigned },
        new("Dispatch.ApproveCopy", WaitKind.Person, "ApproveCopy", "Duyệt sao văn bản", "đối chiếu với bản nguồn và ký sao (Điều 27)", "Approved", "Returned") { Gives = Facts.CopyApproved },
        new("Dispatch.AssignCopyNumber", WaitKind.Person, "AssignCopyNumber", "Cấp số bản sao", "lấy số của dãy bản sao, vào sổ (Điều 25)", "Numbered") { Needs = Facts.CopyApproved, Gives = Facts.CopyNumbered },
        new("Dispatch.ApplyCopySeal", WaitKind.Person, "ApplyCopySeal", "Ký số của cơ quan trên bản sao", "chữ ký số của cơ quan sao trên tệp bản sao (Điều 25)", "Sealed") { Needs = Facts.CopyApproved | Facts.CopyNumbered },
        new("Dispatch.IssueCopy", WaitKind.Person, "IssueCopy", "Ký số của cơ quan và phát hành bản sao", "in bản sao, lập danh sách gửi, xếp hàng gửi đi", "Issued") { Needs = Facts.CopyApproved | Facts.CopyNumbered },
        new("Dispatch.OrderRecall", WaitKind.Person, "OrderRecall", "Quyết định thu hồi văn bản", "đóng băng văn bản, gạch dòng trong sổ, gửi yêu cầu thu hồi tới mọi nơi nhận (Điều 18.4)", "Ordered", "Declined") { Gives = Facts.RecallOrdered },
        new("Dispatch.Distribute", WaitKind.Office, "Distribute", "Gửi đến nơi nhận", "xếp hàng gửi đến mọi nơi nhận đã chốt", "Distributed") { Needs = Facts.Issued },
        new("Dispatch.AwaitReceipts", WaitKind.Office, "AwaitReceipts", "Chờ nơi nhận xác nhận", "đếm xác nhận; trả lời khi đủ hoặc hết hạn", "Received", "TimedOut")
        {
            Needs = Facts.Issued,
            Inputs = [new("share", Expressions.ValueKind.Number, 100d)],
        },
        new("Dispatch.AwaitRecall", WaitKind.Office, "AwaitRecall", "Chờ nơi nhận trả lời thu hồi", "đếm trả lời trên cả cây văn bản, kể cả bản sao; trả lời khi đủ hoặc hết hạn", "Answered", "TimedOut") { Needs = Facts.RecallOrdered },
        new("Dispatch.RequestCopy", WaitKind.Office, "RequestCopy", "Đề nghị sao văn bản", "lập đề nghị sao, mở quy trình sao văn bản (Điều 25)", "Requested")
        {
            Needs = Facts.Copyable,
            Inputs =
            [
                new("form", Expressions.ValueKind.Text), new("medium", Expressions.ValueKind.Text), new("recipients", Expressions.ValueKind.List), new("signer", Expressions.ValueKind.Text),
                new("capacity", Expressions.ValueKind.List),
            ],
        },
        new("Dispatch.Notify", WaitKind.Office, "Notify", "Thông báo", "ghi thông báo cho vai trò, đơn vị hoặc người được nêu", "Notified") { Inputs = [new("text", Expressions.ValueKind.Text)] },
        new("Dispatch.CheckDeadline", WaitKind.Office, "CheckDeadline", "Kiểm tra thời hạn", "so thời hạn của văn bản với lúc này", "InTime", "Overdue"),
    ];

    private static readonly Dictionary<string, OfficeStep> ByAct = All.Where(step => step.Act is not null).ToDictionary(step => step.Act!, StringComparer.Ordinal);

    /// <summary>The rule of an act, whichever activity does it; null for what is no act.</summary>
    public static OfficeStep? OfAct(string? act) => act is null ? null : ByAct.GetValueOrDefault(act);

    /// <summary>The acts that would have made missing facts certain.</summary>
    public static string Names(Facts missing) => missing == Facts.Approved
        ? "người khác người soạn thảo duyệt"
        : string.Join(", ", Enum.GetValues<Facts>().Where(fact => (fact & missing) != Facts.None)
            .Select(fact => string.Join(" hoặc ", All.Where(step => step.Gives.HasFlag(fact)).Select(step => $"{step.Act} ({step.Title})"))));
}
