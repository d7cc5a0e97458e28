using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Templates.Bodies;

/// <summary>Every word of a Word file.</summary>
/// <param name="Text">The words, in Unicode.</param>
/// <param name="Legacy">The alphabet of before Unicode in which fonts showed some of them; null when none did.</param>
public sealed record WordText(string Text, LegacyEncoding? Legacy);

/// <summary>The text of a paper from a Word file (.docx), within limits that a dispatch never reaches and a hostile file does.</summary>
public static class WordBody
{
    /// <summary>The largest file taken, in bytes: 20 MB.</summary>
    public const int MostBytes = 20_000_000;

    // A long report has some 50 parts and 5 MB of XML. A part is one stream inside the file.
    private const int MostParts = 2_000;
    private const long MostLettersInPart = 10_000_000;
    private const long MostUnpacked = 200_000_000;
    private const int MostTimesSmaller = 200;
    private const long SmallPart = 1_000_000;

    /// <summary>Reads a Word file. Numbers that Word makes are resolved to text; fields give the text they show.</summary>
    /// <param name="docx">The file; at most <see cref="MostBytes"/>.</param>
    /// <returns>The text, and the list of what it could not take.</returns>
    /// <exception cref="UnreadableWordException">It is no Word file, is damaged, has macros, or unpacks to more than a text can be.</exception>
    /// <exception cref="Fonts.MissingGlyphException">There is half a surrogate pair in it.</exception>
    public static WordReading Read(byte[] docx) => Open(docx, (reader, body) => reader.Read(body));

    /// <summary>
    /// Every word a reader of the file sees, for those who look for a letterhead and not for a text: one line a paragraph, the head of the page first, then
    /// text, cells and boxes alike; tabs stay, and an empty line ends a cell.
    /// </summary>
    /// <param name="docx">The file; at most <see cref="MostBytes"/>.</param>
    /// <exception cref="UnreadableWordException">As for <see cref="Read"/>.</exception>
    public static WordText Words(byte[] docx) => Open(docx, (reader, body) => reader.Words(body));

    private static T Open<T>(byte[] docx, Func<WordReader, Body, T> read)
    {
        ArgumentNullException.ThrowIfNull(docx);
        if (docx.Length > MostBytes)
        {
            throw TooLarge();
        }

        try
        {
            CheckPackage(docx);
            using var stream = new MemoryStream(docx, writable: false);
            using var word = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MostLettersInPart, AutoSave = false });
            return word.MainDocumentPart?.Document?.Body is { } body ? read(new WordReader(word.MainDocumentPart), body) : throw NotWord(cause: null);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FileFormatException)
        {
            throw NotWord(wrong);
        }
        catch (Exception wrong) when (wrong is OpenXmlPackageException or XmlException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new UnreadableWordException("word.damaged", "Tệp Word bị hỏng hoặc có cấu trúc lạ. Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại.", wrong);
        }
    }

    private static void CheckPackage(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts)
        {
            throw TooLarge();
        }

        if (zip.Entries.Any(part => part.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UnreadableWordException("word.macros", "Tệp Word có macro. Hãy lưu lại dạng .docx không macro rồi thử lại.");
        }

        // The sizes written in the file may lie: what is unpacked is counted.
        var unpacked = 0L;
        var buffer = new byte[81_920];
        foreach (var part in zip.Entries)
        {
            using var content = part.Open();
            var size = 0L;
            for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                size += read;
                unpacked += read;
                if (unpacked > MostUnpacked || (size > SmallPart && size > MostTimesSmaller * Math.Max(1, part.CompressedLength)))
                {
                    throw TooLarge();
                }
            }
        }
    }

    /// <summary>More than any dispatch says.</summary>
    internal static UnreadableWordException TooLarge() =>
        new("word.too-large", "Tệp Word quá lớn hoặc nén bất thường (tối đa 20 MB). Hãy bỏ ảnh và tệp nhúng, hoặc chép riêng phần lời văn rồi thử lại.");

    private static UnreadableWordException NotWord(Exception? cause)
    {
        const string Message = "Tệp không phải văn bản Word (.docx). Hãy lưu lại dạng .docx rồi thử lại.";
        return cause is null ? new UnreadableWordException("word.not-a-word-file", Message) : new UnreadableWordException("word.not-a-word-file", Message, cause);
    }
}
