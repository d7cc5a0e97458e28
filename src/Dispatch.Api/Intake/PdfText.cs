using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>The text of a PDF, by poppler's pdftotext: the document goes in and comes out through pipes, so that no file of it is left anywhere.</summary>
internal static class PdfText
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Refusal NoReader = new(
        "intake.no-pdf-reader", RefusalKind.Invalid, "Chưa đọc được PDF: máy chưa cài pdftotext. Hãy cài gói poppler-utils (Debian: apt-get install poppler-utils), hoặc gửi văn bản dạng chữ (text/plain).");

    private static readonly Refusal Unreadable = new("intake.pdf-unreadable", RefusalKind.Invalid, "Không đọc được tệp PDF này: tệp hỏng, có mật khẩu, hoặc quá phức tạp.");

    private static readonly Refusal NoText = new("intake.pdf-without-text", RefusalKind.Invalid, "Tệp PDF này không có chữ, có thể là bản quét. Hãy nhận dạng chữ (OCR) trước, hoặc gõ lại nội dung.");

    /// <summary>Whether these are the first bytes of a PDF.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8);

    /// <summary>Reads the text, laid out as on the page.</summary>
    public static async Task<Outcome<string>> ReadAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        using var reader = Start();
        if (reader is null)
        {
            return NoReader;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var errors = reader.StandardError.ReadToEndAsync(limit.Token);
            var feeding = FeedAsync(reader, pdf, limit.Token);
            var text = await reader.StandardOutput.ReadToEndAsync(limit.Token);
            await Task.WhenAll(feeding, errors, reader.WaitForExitAsync(limit.Token));
            return reader.ExitCode != 0 ? Unreadable : text.Any(char.IsLetterOrDigit) ? text : NoText;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreadable;
        }
        finally
        {
            if (!reader.HasExited)
            {
                reader.Kill();
            }
        }
    }

    private static Process? Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-q", "-enc", "UTF-8", "-", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                UseShellExecute = false,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task FeedAsync(Process reader, byte[] pdf, CancellationToken cancellationToken)
    {
        try
        {
            await reader.StandardInput.BaseStream.WriteAsync(pdf, cancellationToken);
            reader.StandardInput.Close();
        }
        catch (IOException)
        {
            // The reader gave up before it had read all; its exit code says why.
        }
    }
}
