using System.Text;
using Dispatch.Api.Commands;
using Dispatch.Api.Intake;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;

namespace Dispatch.Api.Registering;

/// <summary>A text that was written elsewhere: a Word file or Markdown.</summary>
/// <param name="Body">The text as Markdown, a string for each paragraph and table.</param>
/// <param name="Losses">What the file holds and a text cannot.</param>
public sealed record BodyFile(IReadOnlyList<string> Body, IReadOnlyList<BodyLoss> Losses)
{
    private const int FewestLetters = 8;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The fields around the text when the file is a whole dispatch, as the reader of incoming ones sees them; null otherwise.</summary>
    public IntakeReading? Whole { get; private init; }

    /// <summary>The text of a .docx file or, under any other name, of Markdown in UTF-8.</summary>
    public static Outcome<BodyFile> Read(string name, byte[] bytes)
    {
        try
        {
            if (IsWord(name))
            {
                var word = WordBody.Read(bytes);
                return Bounded(new BodyFile(MarkdownBody.Write(word.Body), word.Losses));
            }

            var markdown = Utf8.GetString(bytes);
            return BodySize.Flaw([markdown]) is { } flaw ? TooLong(flaw) : new BodyFile(MarkdownBody.Write(MarkdownBody.Read(markdown)), []);
        }
        catch (UnreadableWordException unreadable)
        {
            return new Refusal(unreadable.Code, RefusalKind.Invalid, unreadable.Message);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("command.not-utf8", RefusalKind.Invalid, "tệp lời văn không phải UTF-8. Hãy lưu lại với bảng mã UTF-8.");
        }
        catch (MissingGlyphException missing)
        {
            return RenderedSheet.MissingGlyph(missing);
        }
    }

    /// <summary>For a draft: of a whole dispatch the text alone, the other parts as fields. A state secret is refused.</summary>
    public static Outcome<BodyFile> ReadDraft(string name, byte[] bytes, DateOnly today)
    {
        var file = Read(name, bytes);
        if (file.IsRefused)
        {
            return file;
        }

        var reading = IntakeReader.Read(IsWord(name) ? DocumentText.Shown(WordBody.Words(bytes)) : DocumentWords.Of(Utf8.GetString(bytes)), today);
        return reading switch
        {
            { Secrecy: { } marking } => KernelRefusals.Secret(marking),
            { IsDispatch: true } => file.Value.Around(reading),
            _ => file,
        };
    }

    private static Outcome<BodyFile> Bounded(BodyFile file) => BodySize.Flaw(file.Body) is { } flaw ? TooLong(flaw) : file;

    private static Refusal TooLong(string flaw) => new("sheet.too-long", RefusalKind.Invalid, flaw);

    private static bool IsWord(string name) => Path.GetExtension(name).Equals(".docx", StringComparison.OrdinalIgnoreCase);

    // The reader joins broken lines, so a paragraph of the file may be a part of one of its own.
    private BodyFile Around(IntakeReading reading)
    {
        var lines = Body.Select(line => MarkdownBody.Read(line).Blocks is [BodyParagraph only] ? only.Text : "").ToList();
        var first = lines.FindIndex(line => line.Length >= FewestLetters && reading.Body.Count > 0 && reading.Body[0].StartsWith(line, StringComparison.Ordinal));
        var last = lines.FindLastIndex(line => line.Length >= FewestLetters && reading.Body.Count > 0 && reading.Body[^1].EndsWith(line, StringComparison.Ordinal));
        return first < 0 || last < first ? this : new BodyFile([.. Body.Skip(first).Take(last - first + 1)], Losses) { Whole = reading };
    }
}
