using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>Reads the words of files that people send: of those that programs of the operating system must read, a few at a time; and never more words than are read as one dispatch.</summary>
internal sealed class ReadingDoor(TimeProvider clock)
{
    private readonly WorkLine readers = new(Math.Max(2, Environment.ProcessorCount), IntakeRefusals.Busy, clock);

    /// <summary>The words of a file, and why there are none.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="today">The day of reading.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait and the reading.</param>
    public async Task<Outcome<DocumentWords>> WordsAsync(byte[] file, DateOnly today, ActContext context, CancellationToken cancellationToken)
    {
        var words = PdfText.IsPdf(file) || ScanText.IsImage(file)
            ? await readers.DoAsync(context, () => DocumentText.OfAsync(file, today, cancellationToken), cancellationToken)
            : await DocumentText.OfAsync(file, today, cancellationToken);
        return words is { IsRefused: false, Value.Text.Length: > ProposeRegistration.LongestText } ? IntakeRefusals.TextTooLong : words;
    }
}
