using System.Globalization;
using System.Text;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>The text of a scan: each page drawn at 300 dpi, set straight and recognised by tesseract in Vietnamese. No page is written to a disk.</summary>
internal static class ScanText
{
    /// <summary>What is recognised in one go; a page takes seconds.</summary>
    public const int MostPages = 20;

    /// <summary>The long side of A4 at 300 dpi. A page of any size is drawn to it, so that a huge one costs no more.</summary>
    private const string LongSide = "3508";

    private const int MostPicture = 40 * 1024 * 1024;
    private const int MostText = 4 * 1024 * 1024;

    private static readonly TimeSpan PatienceForAPage = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Whether these are the first bytes of a PNG, JPEG or TIFF.</summary>
    public static bool IsImage(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8);

    /// <summary>Recognises a picture of a page.</summary>
    public static async Task<Outcome<string>> OfImageAsync(byte[] image, CancellationToken cancellationToken)
    {
        var text = await RecogniseAsync(image, cancellationToken);
        return text.IsRefused || text.Value.Any(char.IsLetterOrDigit) ? text : IntakeRefusals.NothingRecognised;
    }

    /// <summary>Recognises every page of a PDF, with form feeds between them.</summary>
    public static async Task<Outcome<string>> OfPdfAsync(byte[] pdf, int pages, CancellationToken cancellationToken)
    {
        if (pages > MostPages)
        {
            return IntakeRefusals.TooManyPages(pages, MostPages);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await PagesAsync(pdf, pages, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return IntakeRefusals.OcrTooLong;
        }
    }

    private static async Task<Outcome<string>> PagesAsync(byte[] pdf, int pages, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        for (var page = 1; page <= pages; page++)
        {
            var number = page.ToString(CultureInfo.InvariantCulture);
            var drawn = await OutsideProgram.RunAsync("pdftoppm", ["-f", number, "-l", number, "-gray", "-scale-to", LongSide, "-q", "-"], pdf, MostPicture, PatienceForAPage, cancellationToken);
            if (!drawn.IsGood || GrayPage.Read(drawn.Output) is not { } picture)
            {
                return drawn.End is OutsideEnd.Missing ? IntakeRefusals.NoPdfReader : IntakeRefusals.PdfUnreadable;
            }

            var text = await RecogniseAsync(picture.Straightened().Write(), cancellationToken);
            if (text.IsRefused)
            {
                return text;
            }

            texts.Add(text.Value.TrimEnd('\f', '\n'));
        }

        var whole = string.Join("\n\f\n", texts);
        return whole.Any(char.IsLetterOrDigit) ? whole : IntakeRefusals.NothingRecognised;
    }

    private static async Task<Outcome<string>> RecogniseAsync(byte[] picture, CancellationToken cancellationToken)
    {
        var answer = await OutsideProgram.RunAsync("tesseract", ["stdin", "stdout", "-l", "vie", "--dpi", "300"], picture, MostText, PatienceForAPage, cancellationToken);
        return answer.End switch
        {
            OutsideEnd.Good => Encoding.UTF8.GetString(answer.Output),
            // Without the Vietnamese data it ends with a failure; a picture it cannot read it fails as well.
            OutsideEnd.Missing => IntakeRefusals.NoOcr,
            OutsideEnd.Failed => await HasVietnameseAsync(cancellationToken) ? IntakeRefusals.NothingRecognised : IntakeRefusals.NoOcr,
            OutsideEnd.Stopped => IntakeRefusals.OcrTooLong,
        };
    }

    /// <summary>Whether tesseract is here with its data for Vietnamese.</summary>
    public static async Task<bool> HasVietnameseAsync(CancellationToken cancellationToken)
    {
        var answer = await OutsideProgram.RunAsync("tesseract", ["--list-langs"], ReadOnlyMemory<byte>.Empty, MostText, PatienceForAPage, cancellationToken);
        return answer.IsGood && Encoding.UTF8.GetString(answer.Output).Split('\n').Contains("vie", StringComparer.Ordinal);
    }
}
