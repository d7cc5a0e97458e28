using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows;

/// <summary>Every "no" of a task, as the person before it meets it.</summary>
internal static class TaskRefusals
{
    public const string NotThisStepCode = "workflow.not-this-step";

    public static readonly Refusal Stopped =
        new("workflow.stopped", RefusalKind.Conflict, "Quy trình của văn bản đang dừng vì sự cố. Quản trị viên cần chạy lại hoặc bỏ qua bước gặp sự cố trước.");

    public static readonly Refusal Closed =
        new("workflow.task-closed", RefusalKind.Conflict, "Việc này đã có người làm xong hoặc đã được rút lại. Hãy tải lại danh sách việc.");

    public static readonly Refusal NotClaimed =
        new("workflow.not-claimed", RefusalKind.Conflict, "Chưa ai nhận việc này.");

    public static readonly Refusal WordsNeeded =
        new("workflow.words-needed", RefusalKind.Invalid, "Hãy ghi lý do hoặc nội dung (1 đến 1.000 ký tự).");

    public static readonly Refusal NoSuchPerson =
        new("workflow.no-such-person", RefusalKind.Invalid, "Người được chọn không có trong cơ quan hoặc tài khoản đã khóa. Hãy chọn người khác.");

    public static readonly Refusal NoSuchUnit =
        new("workflow.no-such-unit", RefusalKind.Invalid, "Đơn vị được chọn không thuộc cơ quan. Hãy chọn đơn vị khác.");

    public static readonly Refusal Yourself =
        new("workflow.yourself", RefusalKind.Invalid, "Không thể chọn chính mình. Hãy chọn người khác.");

    public static readonly Refusal SameAsAbsent =
        new("workflow.same-as-absent", RefusalKind.Invalid, "Người làm thay không thể là chính người vắng. Hãy chọn người khác.");

    public static readonly Refusal OthersAbsence =
        new("workflow.others-absence", RefusalKind.Forbidden, "Chỉ giao được việc của chính mình. Đồng nghiệp vắng đột xuất hoặc đã nghỉ việc thì nhờ quản trị viên giao thay.");

    public static readonly Refusal PersonOrUnit =
        new("workflow.person-or-unit", RefusalKind.Invalid, "Hãy chọn một người hoặc một đơn vị.");

    public static readonly Refusal OnlyOnceReturned =
        new("workflow.nothing-to-return-to", RefusalKind.Conflict, "Không có bước nào trước đó để trả lại, hoặc bước được chọn không nằm trong các bước đã qua.");

    public static Refusal NotThisStep(string waiting) =>
        new(NotThisStepCode, RefusalKind.Conflict, "Quy trình của văn bản chưa đến hoặc đã qua bước này. " + waiting);

    public static Refusal SomeoneElse(string title, string who) =>
        new("workflow.someone-else", RefusalKind.Forbidden, $"Bước “{title}” không phải việc của bạn. Người cần làm: {who}.");

    public static Refusal ClaimedBy(string title, string who) =>
        new("workflow.claimed", RefusalKind.Conflict, $"Bước “{title}” đang do {who} nhận xử lý. Hãy đề nghị người đó trả việc về nhóm.");

    public static Refusal AnsweredAlready(string title) =>
        new("workflow.answered-already", RefusalKind.Conflict, $"Bạn đã trả lời bước “{title}”. Mỗi người trả lời một lần: hãy để người khác cùng vai trò trả lời, hoặc chuyển việc này cho họ.");

    public static Refusal UnknownOutcome(string title, string outcome, IReadOnlyList<string> outcomes) =>
        new("workflow.unknown-outcome", RefusalKind.Invalid, $"Bước “{title}” không có kết quả “{outcome}”. Chọn một trong: {string.Join(", ", outcomes)}.");

    public static Refusal FieldNeeded(string label) =>
        new("workflow.field-needed", RefusalKind.Invalid, $"Hãy điền “{label}”.");

    public static Refusal UnknownField(string name) =>
        new("workflow.unknown-field", RefusalKind.Invalid, $"Bước này không có mục “{name}”.");

    public static Refusal ByTheActItself(string title) =>
        new("workflow.by-the-act", RefusalKind.Conflict, $"Bước “{title}” là một hành vi trên văn bản: hãy mở văn bản và thực hiện tại đó, không đánh dấu xong ở đây.");

    public static Refusal Personal(string title) =>
        new("workflow.personal", RefusalKind.Forbidden, $"Bước “{title}” chỉ chính người được ghi tên làm được. Muốn người khác ký, hãy trả lại dự thảo và đổi người ký (Điều 13 Nghị định 30/2020/NĐ-CP).");

    public static Refusal LacksRole(string name, string roles) =>
        new("workflow.lacks-role", RefusalKind.Conflict, $"{name} không có vai trò cần cho việc này ({roles}). Hãy chọn người khác.");

    public static Refusal ActInBetween(string title) =>
        new("workflow.act-in-between", RefusalKind.Conflict, $"Không thể trả lại: bước “{title}” ở giữa là một hành vi đã làm thay đổi văn bản. Nếu là dự thảo, hãy dùng “Trả lại người soạn” trên trang văn bản.");

    public static Refusal CannotGoBack(string why) =>
        new("workflow.cannot-go-back", RefusalKind.Conflict, $"Không dựng lại được quy trình tại bước đó: {why}");
}
