using System.Globalization;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Inspecting;

/// <summary>The sentences about what stands in the way of a signature.</summary>
internal static class Obstacle
{
    private const int MostNames = 5;

    public static PdfObstacle Encrypted { get; } = Refused(
        ObstacleCodes.Encrypted, "Tệp có mật khẩu hoặc hạn chế quyền: người nhận có thể không mở được, và chữ ký không chứng minh được nội dung. Hãy lưu lại tệp không khóa.");

    public static PdfObstacle Unsound(PdfFormatException unsound) => Refused(
        ObstacleCodes.Unsound, $"Tệp không đúng chuẩn PDF, mỗi phần mềm có thể đọc ra một nội dung khác ({unsound.Message}). Hãy xuất lại tệp từ phần mềm soạn thảo.");

    public static IEnumerable<PdfObstacle> Of(PdfInspection file, FileContents contents, int looked)
    {
        (bool Is, PdfObstacle Obstacle)[] all =
        [
            (file.PageCount == 0, Refused(ObstacleCodes.Pages, "Tệp không có trang nào. Hãy xuất lại tệp.")),
            (file.HasScripts, Refused(ObstacleCodes.Scripts, "Tệp có đoạn mã tự chạy (JavaScript), có thể làm thay đổi nội dung hiển thị sau khi ký. Hãy in ra PDF mới rồi ký tệp đó.")),
            (file.HasOutsideActions, Refused(ObstacleCodes.OutsideActions, $"Tệp có lệnh mở chương trình, mở tệp khác hoặc gửi, nhận dữ liệu ({string.Join(", ", contents.OutsideActions.Order(StringComparer.Ordinal))}). Hãy in ra PDF mới rồi ký tệp đó.")),
            (file.Attachments.Count > 0, Refused(ObstacleCodes.Attachments, $"Tệp đính kèm bên trong không hiện trên trang mà vẫn được ký theo: {Names(file.Attachments)}. Hãy tách ra thành văn bản kèm theo riêng.")),
            (contents.HasXfa, Refused(ObstacleCodes.Xfa, "Tệp là biểu mẫu XFA, chỉ hiện đúng trong phần mềm tạo ra nó. Hãy in ra PDF mới rồi ký tệp đó.")),
            (file.FillableFields > 0 && !contents.HasXfa, Refused(ObstacleCodes.Form, string.Create(CultureInfo.InvariantCulture, $"Tệp còn {file.FillableFields} ô biểu mẫu điền được, nội dung có thể thay đổi sau khi ký. Hãy điền xong rồi in ra PDF mới."))),
            (contents.HasMedia, Refused(ObstacleCodes.Media, "Tệp có âm thanh, phim hoặc mô hình, không thể in hay lưu trữ lâu dài. Hãy bỏ các phần đó.")),
            (contents.HasExternalStreams, Refused(ObstacleCodes.External, "Một phần nội dung nằm ngoài tệp, chữ ký không bao gồm được. Hãy xuất lại tệp đầy đủ.")),
            (contents.IsLocked, Refused(ObstacleCodes.Locked, "Chữ ký ban hành trong tệp không cho phép ký thêm. Hãy ký trên bản chưa khóa.")),
            (contents.HasLayers, Note(ObstacleCodes.Layers, "Tệp có các lớp bật tắt được: nơi nhận có thể thấy nội dung khác. Nên in ra PDF mới rồi ký tệp đó.")),
            (file.Fonts.Any(font => !font.IsEmbedded), Note(ObstacleCodes.Fonts, $"Phông chữ không nhúng trong tệp, mỗi máy có thể hiện một khác: {Names([.. file.Fonts.Where(font => !font.IsEmbedded).Select(font => font.Name).Distinct(StringComparer.Ordinal)])}. Nên xuất lại tệp có nhúng phông.")),
            (file.Sizes.Any(size => !size.IsA4), Note(ObstacleCodes.Size, $"Có trang không phải khổ A4: {string.Join(", ", file.Sizes.Where(size => !size.IsA4).Take(MostNames).Select(size => $"{size.WidthMm} × {size.HeightMm} mm"))}. Nghị định 30/2020/NĐ-CP (Phụ lục I) quy định khổ A4.")),
            (file.PageCount > 0 && file.PagesWithText < looked, Note(ObstacleCodes.NoText, string.Create(CultureInfo.InvariantCulture, $"{looked - file.PagesWithText}/{looked} trang không có chữ (bản quét hoặc trang trống): không tìm kiếm và không đọc bằng máy được."))),
        ];
        return all.Where(one => one.Is).Select(one => one.Obstacle);
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(name => $"“{(name.Length > 60 ? name[..60] + "…" : name)}”")) + (names.Count > MostNames ? "…" : "");

    private static PdfObstacle Refused(string code, string message) => new(code, ObstacleWeight.Refused, message);

    private static PdfObstacle Note(string code, string message) => new(code, ObstacleWeight.Note, message);
}
