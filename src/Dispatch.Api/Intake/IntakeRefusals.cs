using Dispatch.Engine.Kernel;
using Dispatch.Templates.Bodies;

namespace Dispatch.Api.Intake;

/// <summary>Every "no" to a document that is to be read.</summary>
internal static class IntakeRefusals
{
    public static readonly Refusal NotUtf8 =
        new("intake.not-utf8", RefusalKind.Invalid, "Tệp không phải PDF, Word (.docx) hay ảnh quét, cũng không phải văn bản chữ UTF-8. Hãy lưu lại dưới một trong các dạng đó.");

    public static readonly Refusal NoPdfReader =
        new("intake.no-pdf-reader", RefusalKind.Invalid, "Chưa đọc được PDF: máy chủ chưa cài pdftotext. Hãy cài gói poppler-utils (Debian: apt-get install poppler-utils), hoặc dán nội dung dạng chữ.");

    public static readonly Refusal PdfUnreadable =
        new("intake.pdf-unreadable", RefusalKind.Invalid, "Không đọc được tệp PDF này: tệp hỏng, có mật khẩu, hoặc quá phức tạp.");

    public static readonly Refusal NoOcr =
        new("intake.no-ocr", RefusalKind.Invalid, "Đây là bản quét không có lớp chữ, mà máy chủ chưa cài bộ nhận dạng. Hãy cài các gói tesseract-ocr và tesseract-ocr-vie (Debian: apt-get install tesseract-ocr tesseract-ocr-vie), hoặc gõ lại nội dung.");

    public static readonly Refusal NothingRecognised =
        new("intake.pdf-without-text", RefusalKind.Invalid, "Đã quét nhận dạng mà không thấy chữ nào. Hãy kiểm tra tệp có phải trang trắng không, hoặc quét lại rõ hơn.");

    public static readonly Refusal OcrTooLong =
        new("intake.ocr-too-long", RefusalKind.Invalid, "Nhận dạng bản quét quá thời gian cho phép. Hãy tách tệp thành phần ít trang hơn, hoặc gõ lại nội dung.");

    public static readonly Refusal OldWord =
        new("intake.old-word", RefusalKind.Invalid, "Tệp Word kiểu cũ (.doc) không được nhận. Hãy mở bằng Word và lưu lại dạng .docx hoặc PDF.");

    public static readonly Refusal TextTooLong =
        new("intake.text-too-long", RefusalKind.Invalid, "Nội dung dài quá 1.000.000 ký tự. Hãy chỉ đưa vào văn bản chính, bỏ phụ lục.");

    public static readonly Refusal Busy =
        new("intake.busy", RefusalKind.Busy, "Đang có nhiều tệp PDF, bản quét chờ đọc. Hãy đợi ít phút rồi đưa lại tệp này, hoặc dán nội dung văn bản.");

    public static readonly Refusal Nothing =
        new("intake.nothing", RefusalKind.Invalid, "Chưa có gì để đọc. Hãy chọn một tệp hoặc dán nội dung văn bản.");

    /// <summary>What the reader of Word files says is wrong.</summary>
    public static Refusal WordUnreadable(UnreadableWordException unreadable) => new("intake.word-unreadable", RefusalKind.Invalid, unreadable.Message);

    /// <summary>More pages than are read in one go.</summary>
    public static Refusal TooManyPages(int pages, int most) =>
        new("intake.too-many-pages", RefusalKind.Invalid, $"Tệp có {pages} trang; chỉ đọc đến {most} trang một lần. Hãy tách riêng văn bản chính rồi đưa lại.");
}
