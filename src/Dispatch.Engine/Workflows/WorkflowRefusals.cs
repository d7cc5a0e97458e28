using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows;

/// <summary>Every "no" of the workflow engine.</summary>
internal static class WorkflowRefusals
{
    public static Refusal Malformed(string file, string why) => Invalid("workflow.malformed", file, $"không đọc được: {why}.");

    public static Refusal TooLarge(string file, string what) => new("workflow.too-large", RefusalKind.TooLarge, $"Quy trình '{file}' quá lớn: {what}.");

    public static Refusal UnknownActivity(string file, string type, string id, string path) =>
        Invalid("workflow.unknown-activity", file, $"không có loại bước '{type}' (bước '{id}', tại {path}). Hãy bỏ hoặc thay bước này; các loại bước được dùng có trong workflows/README.md.");

    public static Refusal UnknownProcedure(string file, string called, string id, string path) =>
        Invalid("workflow.unknown-procedure", file, $"bước '{id}' tại {path} gọi quy trình '{called}', không có trong các tệp được đưa vào hay cùng thư mục.");

    public static Refusal CallsItself(string file, IReadOnlyList<string> round) => Invalid("workflow.calls-itself", file, $"các quy trình gọi vòng tròn: {string.Join(" → ", round)}.");

    public static Refusal MissingId(string file, string type, string path) =>
        Invalid("workflow.missing-id", file, $"bước loại '{type}' tại {path} nằm trong Elsa.Flowchart nên phải có 'id'.");

    public static Refusal DuplicateId(string file, string id, string path, string other) =>
        Invalid("workflow.duplicate-id", file, $"mã bước '{id}' bị dùng hai lần: tại {other} và tại {path}.");

    public static Refusal DanglingConnection(string file, string source, string target, string missing, string path) =>
        Invalid("workflow.dangling-connection", file, $"đường nối '{source}' → '{target}' tại {path} trỏ tới bước '{missing}' không có trong sơ đồ.");

    public static Refusal DanglingStart(string file, string start, string path) =>
        Invalid("workflow.dangling-start", file, $"'start' tại {path} trỏ tới bước '{start}' không có trong sơ đồ.");

    public static Refusal ConnectionShape(string file, string path) =>
        Invalid("workflow.connection-shape", file, $"đường nối tại {path} phải có dạng {{source{{activity, port}}, target{{activity, port}}}} hoặc {{source, target, sourcePort, targetPort}}, với tên là chuỗi.");

    public static Refusal UnsupportedExpression(string file, string type, string id, string input, string path) =>
        Invalid("workflow.unsupported-expression", file, $"kiểu biểu thức '{type}' không được dùng (bước '{id}', mục '{input}', tại {path}). Dùng Literal, Variable, Input, Output, Object hoặc JavaScript thuần.");

    public static Refusal Script(string file, string id, string input, string path, string why) =>
        Invalid("workflow.script", file, $"biểu thức JavaScript của bước '{id}', mục '{input}', tại {path} không được dùng: {why}.");

    public static Refusal Setting(string file, string id, string path, string why) => Invalid("workflow.setting", file, $"bước '{id}' tại {path}: {why}.");

    public static Refusal UnknownType(string file, string name, string type, string path) => Invalid(
        "workflow.unknown-type", file, $"biến '{name}' tại {path} có kiểu '{type}' không được dùng. Hãy chọn String, Boolean, Int32, Int64, Double, Decimal, Object, JSON hoặc danh sách của các kiểu đó.");

    public static Refusal VariableValue(string file, string name, string path, string why) => Invalid("workflow.variable-value", file, $"giá trị đầu của biến '{name}' tại {path}: {why}");

    public static Refusal InputValue(string name, WorkflowParameter declared, string text) => new(
        "workflow.input-value", RefusalKind.Invalid, $"Đầu vào '{name}' kiểu {declared.TypeName} không nhận '{text}'. Hãy đưa vào {InputWords(declared.Kind)}.");

    public static Refusal UnreadableState() => new("workflow.unreadable-state", RefusalKind.Invalid, "Trạng thái của hồ sơ đang chạy không đọc được. Báo quản trị hệ thống, không sửa tay.");

    public static Refusal OtherVersion(string definition, int wanted, int given) => new(
        "workflow.other-version", RefusalKind.Conflict, $"Hồ sơ đang chạy theo quy trình '{definition}' phiên bản {wanted} với nội dung lúc bắt đầu; văn bản quy trình được đưa vào (phiên bản {given}) khác với bản đó.");

    public static Refusal NotSuspended(RunStatus status) => new("workflow.not-suspended", RefusalKind.Conflict, status == RunStatus.Faulted
        ? "Hồ sơ đang dừng vì có bước gặp sự cố, chưa nhận trả lời. Chờ quản trị chạy lại hoặc bỏ qua bước đó."
        : "Hồ sơ đã xong, không còn chờ ai. Tải lại trang để xem kết quả.");

    public static Refusal UnknownWait(int waitId) => new("workflow.unknown-wait", RefusalKind.Conflict, $"Bước chờ số {waitId} không còn mở: đã có người làm hoặc đã được rút lại.");

    public static Refusal UnknownOutcome(string title, string outcome, IReadOnlyList<string> allowed) => new(
        "workflow.unknown-outcome", RefusalKind.Invalid, $"Bước '{title}' không có kết quả '{outcome}'. Chọn một trong: {string.Join(", ", allowed)}.");

    public static Refusal NoSuchEvent(string name) => new("workflow.unknown-event", RefusalKind.Conflict, $"Hồ sơ không chờ sự kiện '{name}'.");

    public static Refusal UnknownIncident(int id) => new("workflow.unknown-incident", RefusalKind.Conflict, $"Sự cố số {id} không còn: đã được chạy lại, bỏ qua hoặc rút lại.");

    public static Refusal NothingFaulted() => new("workflow.nothing-faulted", RefusalKind.Conflict, "Hồ sơ không có bước nào bị lỗi để chạy lại.");

    private static string InputWords(ValueKind kind) => kind switch
    {
        ValueKind.Truth => "true hoặc false",
        ValueKind.ShortWhole => "một số nguyên từ -2147483648 đến 2147483647",
        ValueKind.Whole => "một số nguyên",
        ValueKind.Number => "một số, phần lẻ sau dấu chấm, như 1.5",
        ValueKind.List => "một danh sách JSON, như [\"a\",\"b\"]",
        _ => "JSON, như {\"a\":1}",
    };

    private static Refusal Invalid(string code, string file, string what) => new(code, RefusalKind.Invalid, $"Quy trình '{file}': {what}");
}
