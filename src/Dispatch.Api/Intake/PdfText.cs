using System.Globalization;
using System.Text;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>The text of a PDF: its text layer by poppler's pdftotext, in the layout of the page and in reading order, whichever reads better; a scan is recognised.</summary>
internal static class PdfText
{
    /// <summary>A dispatch with its annexes is shorter; more is a book.</summary>
    private const int MostPages = 300;

    private const int MostText = 20 * 1024 * 1024;

    /// <summary>The bytes of the longest text that is read as one dispatch, blanks of its layout included; both ways of reading are held beside each other.</summary>
    private const int MostWords = 4 * ProposeRegistration.LongestText;

    /// <summary>Fewer letters than this on a page are a stamp over a picture, not its text.</summary>
    private const int FewestLettersOfAPage = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether these are the first bytes of a PDF.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8);

    /// <summary>Reads the text.</summary>
    public static async Task<Outcome<DocumentWords>> ReadAsync(byte[] pdf, DateOnly today, CancellationToken cancellationToken)
    {
        var pages = await CountAsync(pdf, cancellationToken);
        if (pages.IsRefused)
        {
            return pages.Refusal;
        }

        var layout = await TextAsync(pdf, ["-layout"], cancellationToken);
        if (layout.IsRefused)
        {
            return layout.Refusal;
        }

        if (layout.Value.Count(char.IsLetter) < FewestLettersOfAPage * Math.Min(pages.Value, 3))
        {
            return DocumentText.Recognised(await ScanText.OfPdfAsync(pdf, pages.Value, cancellationToken));
        }

        var reading = await TextAsync(pdf, [], cancellationToken);
        var words = DocumentWords.Of(layout.Value);
        words = reading.IsRefused ? words : IntakeReader.Better(words, DocumentWords.Of(reading.Value), today);
        return words.Legacy is not null && await PdfFontText.ReadAsync(pdf, cancellationToken) is { Legacy: not null } shown ? IntakeReader.Better(words, shown, today) : words;
    }

    private static async Task<Outcome<int>> CountAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        var answer = await OutsideProgram.RunAsync("pdfinfo", ["-"], pdf, MostText, Patience, cancellationToken);
        if (!answer.IsGood)
        {
            return answer.End is OutsideEnd.Missing ? IntakeRefusals.NoPdfReader : IntakeRefusals.PdfUnreadable;
        }

        var line = Encoding.UTF8.GetString(answer.Output).Split('\n').FirstOrDefault(l => l.StartsWith("Pages:", StringComparison.Ordinal));
        if (line is null || !int.TryParse(line.AsSpan(6).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) || pages == 0)
        {
            return IntakeRefusals.PdfUnreadable;
        }

        return pages > MostPages ? IntakeRefusals.TooManyPages(pages, MostPages) : pages;
    }

    private static async Task<Outcome<string>> TextAsync(byte[] pdf, string[] way, CancellationToken cancellationToken)
    {
        var answer = await OutsideProgram.RunAsync("pdftotext", [.. way, "-q", "-enc", "UTF-8", "-", "-"], pdf, MostText, Patience, cancellationToken);
        return answer.End switch
        {
            OutsideEnd.Good when answer.Output.Length > MostWords => IntakeRefusals.TextTooLong,
            OutsideEnd.Good => Encoding.UTF8.GetString(answer.Output),
            OutsideEnd.Missing => IntakeRefusals.NoPdfReader,
            OutsideEnd.Failed or OutsideEnd.Stopped => IntakeRefusals.PdfUnreadable,
        };
    }
}
