using System.Text;
using System.Text.Unicode;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>A document's words, from whatever form it came in; the same at the command line and over HTTP.</summary>
internal static class DocumentText
{
    private static readonly Refusal NotUtf8 = new("intake.not-utf8", RefusalKind.Invalid, "Tệp không phải PDF, cũng không phải văn bản chữ UTF-8. Hãy lưu lại dưới một trong hai dạng đó.");

    /// <summary>A PDF is known by its first bytes, whatever it was called; all else must be UTF-8.</summary>
    public static Task<Outcome<string>> OfAsync(byte[] bytes, CancellationToken cancellationToken) =>
        PdfText.IsPdf(bytes) ? PdfText.ReadAsync(bytes, cancellationToken) : Task.FromResult(Plain(bytes));

    private static Outcome<string> Plain(byte[] bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : NotUtf8;
}
