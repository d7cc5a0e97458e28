using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>Every "no" of the directory, with its code.</summary>
internal static class DirectoryRefusals
{
    private const int Told = 5;

    public static Refusal FirstOf(IReadOnlyList<DirectoryProblem> problems)
    {
        var lines = problems.Take(Told).Select(problem => problem.ToString());
        var rest = problems.Count > Told ? $" (và {problems.Count - Told} lỗi khác)" : string.Empty;
        return new Refusal(problems[0].Code, RefusalKind.Invalid, string.Join(" ", lines) + rest);
    }
}

/// <summary>What is wrong in one line of a file, and what to do about it.</summary>
internal sealed record DirectoryProblem(string Code, string File, int Line, string Message)
{
    public override string ToString() => $"{File} dòng {Line}: {Message}";

    public static DirectoryProblem Columns(string file, IEnumerable<string> missing) =>
        new("directory.missing-columns", file, 1, $"thiếu cột {string.Join(", ", missing)}. Hãy dùng đúng dòng tiêu đề của tệp mẫu.");

    public static DirectoryProblem NotCsv(string file, int line) =>
        new("directory.not-csv", file, line, "không đọc được theo định dạng CSV. Hãy kiểm tra dấu ngoặc kép và dấu phẩy của dòng này.");

    public static DirectoryProblem Missing(string file, int line, string column) =>
        new("directory.missing-value", file, line, $"cột {column} để trống. Hãy điền giá trị.");

    public static DirectoryProblem BadKey(string file, int line, string key) =>
        new("directory.bad-key", file, line, $"khóa \"{key}\" không hợp lệ. Chỉ dùng chữ thường không dấu, chữ số và dấu \"-\", tối đa {DirectoryLimits.Key} ký tự.");

    public static DirectoryProblem BadCode(string file, int line, string code) =>
        new("directory.bad-code", file, line, $"mã định danh \"{code}\" không hợp lệ. Chỉ dùng chữ số, chữ in hoa không dấu và dấu chấm, tối đa {DirectoryLimits.Code} ký tự, ví dụ H18 hoặc 000.00.00.H18.");

    public static DirectoryProblem NameWithoutSpan(string file, int line) =>
        new("directory.name-without-span", file, line, "tên có thời hạn phải có ngày bắt đầu (from) hoặc ngày kết thúc (to). Tên luôn dùng thì ghi ở cột aliases của bodies.csv.");

    public static DirectoryProblem NotYours(string file, int line, string key) =>
        new("directory.not-yours", file, line, $"\"{key}\" không thuộc cơ quan của bạn. Quản trị viên chỉ sửa đơn vị, cơ quan trực thuộc và nhóm của cơ quan mình; phần còn lại do người quản trị máy chủ nhập.");

    public static DirectoryProblem NameTaken(string file, int line, string name) =>
        new("directory.name-taken", file, line, $"tên \"{name}\" đã là tên của một cơ quan khác trong cả nước. Hãy ghi tên đầy đủ, có địa danh.");

    public static DirectoryProblem BadKind(string file, int line, string kind) =>
        new("directory.bad-kind", file, line, $"loại \"{kind}\" không có. Hãy dùng một trong: {string.Join(", ", Enum.GetNames<BodyKind>())}.");

    public static DirectoryProblem BadDate(string file, int line, string column, string value) =>
        new("directory.bad-date", file, line, $"ngày \"{value}\" ở cột {column} không đúng. Hãy viết theo dạng năm-tháng-ngày, ví dụ 2025-07-01.");

    public static DirectoryProblem SpanReversed(string file, int line) =>
        new("directory.span-reversed", file, line, "ngày kết thúc (to) phải sau ngày bắt đầu (from). Hãy sửa lại hai ngày.");

    public static DirectoryProblem TooLong(string file, int line, string column, int limit) =>
        new("directory.too-long", file, line, $"cột {column} dài quá {limit} ký tự. Hãy rút gọn.");

    public static DirectoryProblem DuplicateKey(string file, int line, string key) =>
        new("directory.duplicate-key", file, line, $"khóa \"{key}\" đã có ở dòng trên. Mỗi khóa chỉ một dòng; hãy đổi khóa hoặc bỏ dòng thừa.");

    public static DirectoryProblem UnknownKey(string file, int line, string column, string key) =>
        new("directory.unknown-key", file, line, $"khóa \"{key}\" ở cột {column} không có trong tệp và trong danh mục. Hãy thêm dòng cho khóa đó hoặc sửa lại.");

    public static DirectoryProblem SuccessorWithoutEnd(string file, int line) =>
        new("directory.successor-without-end", file, line, "có cơ quan kế tục (successor) nhưng không có ngày kết thúc (to). Hãy điền ngày kết thúc.");

    public static DirectoryProblem SuccessorCircle(string file, int line, string key) =>
        new("directory.successor-circle", file, line, $"cơ quan \"{key}\" kế tục chính nó qua chuỗi cơ quan kế tục (successor), nên không ai kế tục. Hãy sửa cột successor; cơ quan lập lại thì ghi bằng khóa mới.");

    public static DirectoryProblem ChangedKind(string file, int line, string key) =>
        new("directory.changed-kind", file, line, $"cơ quan \"{key}\" đã có trong danh mục với loại (kind) khác. Hãy giữ loại cũ, hoặc kết thúc cơ quan cũ và thêm khóa mới.");

    public static DirectoryProblem ParentCircle(string file, int line, string key) =>
        new("directory.parent-circle", file, line, $"cơ quan \"{key}\" đứng dưới chính nó qua chuỗi cơ quan cấp trên (parent). Hãy sửa cột parent.");
}
