using Dispatch.Engine.Intake;
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
    public static Task<Outcome<DocumentWords>> OfAsync(byte[] bytes, DateOnly today, CancellationToken cancellationToken) => bytes switch
    {
        _ when PdfText.IsPdf(bytes) => PdfText.ReadAsync(bytes, today, cancellationToken),
        _ when ScanText.IsImage(bytes) => ImageAsync(bytes, cancellationToken),
        _ when IsPackage(bytes) => Task.FromResult(Word(bytes)),
        _ when IsOldWord(bytes) => Task.FromResult<Outcome<DocumentWords>>(IntakeRefusals.OldWord),
        _ => Task.FromResult(Plain(bytes)),
    };

    /// <summary>The words of a Word file; its fonts tell what was typed in an alphabet of before Unicode, and where they do not the words may.</summary>
    public static DocumentWords Shown(WordText word) => word.Legacy is null ? DocumentWords.Of(word.Text) : new DocumentWords(word.Text, word.Legacy);

    /// <summary>What recognition wrote is Unicode.</summary>
    public static Outcome<DocumentWords> Recognised(Outcome<string> text) => text.Refusal is { } refusal ? refusal : new DocumentWords(text.Value, null);

    private static async Task<Outcome<DocumentWords>> ImageAsync(byte[] image, CancellationToken cancellationToken) => Recognised(await ScanText.OfImageAsync(image, cancellationToken));

    private static bool IsPackage(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    private static bool IsOldWord(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static Outcome<DocumentWords> Word(byte[] bytes)
    {
        try
        {
            return Shown(WordBody.Words(bytes));
        }
        catch (UnreadableWordException unreadable)
        {
            return IntakeRefusals.WordUnreadable(unreadable);
        }
    }

    private static Outcome<DocumentWords> Plain(byte[] bytes) => DocumentWords.OfFile(bytes) is { } words ? words : IntakeRefusals.NotUtf8;
}
