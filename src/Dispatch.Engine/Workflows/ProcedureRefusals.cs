using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows;

/// <summary>Every "no" to a change of procedure.</summary>
internal static class ProcedureRefusals
{
    public static readonly Refusal NotShipped =
        new("workflow.unknown-procedure", RefusalKind.Invalid, "definitionId không phải một quy trình của hệ thống. Cơ quan chỉ thay được các quy trình có sẵn; hãy giữ nguyên definitionId của quy trình muốn thay.");

    public static readonly Refusal AlreadyPublished =
        new("workflow.already-published", RefusalKind.Conflict, "Phiên bản này đang được áp dụng.");

    public static Refusal NumberTaken(string definitionId, int number, int next) =>
        new("workflow.version-taken", RefusalKind.Conflict, $"Quy trình “{definitionId}” đã có phiên bản {number} với nội dung khác. Hãy đặt version là {next} trong tệp rồi tải lại.");

    public static Refusal Unsound(string name, Flaw flaw) =>
        new(flaw.Code, RefusalKind.Invalid, $"{name}: {flaw.Message}" + (flaw.Path.Count == 0 ? string.Empty : $" Đường đi: {string.Join(" → ", flaw.Path)}."));

    public static Refusal UnknownStepInMap(string step) =>
        new("workflow.unknown-step-in-map", RefusalKind.Invalid, $"Bảng chuyển bước nêu bước “{step}” không có trong phiên bản mới.");

    public static Refusal NoLeap(string waiting, string to, IEnumerable<string> would)
    {
        var titles = string.Join("; ", would.Select(title => $"“{title}”"));
        return new("workflow.no-leap", RefusalKind.Conflict, $"Hồ sơ đang chờ “{waiting}” và theo phiên bản mới sẽ chờ {(titles.Length == 0 ? "không bước nào" : titles)}, không phải bước “{to}” nêu trong bảng chuyển. Bảng chuyển chỉ đổi mã của một bước, không đưa hồ sơ sang bước khác; hãy bỏ dòng này.");
    }

    public static Refusal NotAsked(string title, string step) =>
        new("workflow.not-asked", RefusalKind.Conflict, $"Bước “{title}” đã có câu trả lời của người mà phiên bản mới không hỏi nữa. Để hỏi lại tất cả những người phiên bản mới nêu, ghi vào bảng chuyển dòng “{step} =”.");

    /// <summary>How a map leaves out or renames a step.</summary>
    public static string MapLine(string step) => $"Nếu phiên bản mới bỏ bước này, ghi vào bảng chuyển dòng “{step} =”; nếu chỉ đổi mã, ghi mã mới vào bên phải.";

    public static Refusal ActNotDue(string step, string law) =>
        new("workflow.act-not-due", RefusalKind.Conflict, $"Theo phiên bản mới hồ sơ sẽ chờ “{step}”. {law}");

    public static Refusal NotAllCanMove(int cannot, string first) =>
        new("workflow.cannot-migrate", RefusalKind.Conflict, $"{cannot} hồ sơ không chuyển được sang phiên bản mới nên không hồ sơ nào được chuyển. Hồ sơ đầu tiên: {first}");
}
