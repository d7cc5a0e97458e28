using System.Text;
using System.Text.Unicode;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Bodies;

namespace Dispatch.Api.Intake;

/// <summary>A document's words, from whatever form it came in; the same at the command line, over HTTP and on the page.</summary>
internal static class DocumentText
{
    /// <summary>A form is known by its first bytes, whatever the file was called; what has none of them must be UTF-8 text.</summary>
    /// <param name="bytes">The whole document.</param>
    /// <param name="today">The day of reading: two ways to read a PDF are compared by what they yield on it.</param>
    /// <param name="cancellationToken">Ends the reading and every program started for it.</param>
    public static Task<Outcome<string>> OfAsync(byte[] bytes, DateOnly today, CancellationToken cancellationToken) => bytes switch
    {
        _ when PdfText.IsPdf(bytes) => PdfText.ReadAsync(bytes, today, cancellationToken),
        _ when ScanText.IsImage(bytes) => ScanText.OfImageAsync(bytes, cancellationToken),
        _ when IsPackage(bytes) => Task.FromResult(Word(bytes)),
        _ when IsOldWord(bytes) => Task.FromResult<Outcome<string>>(IntakeRefusals.OldWord),
        _ => Task.FromResult(Plain(bytes)),
    };

    private static bool IsPackage(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    private static bool IsOldWord(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static Outcome<string> Word(byte[] bytes)
    {
        try
        {
            return WordBody.Words(bytes);
        }
        catch (UnreadableWordException unreadable)
        {
            return IntakeRefusals.WordUnreadable(unreadable);
        }
    }

    private static Outcome<string> Plain(byte[] bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : IntakeRefusals.NotUtf8;
}
