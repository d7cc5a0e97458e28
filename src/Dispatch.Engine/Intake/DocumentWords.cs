using System.Text;
using System.Text.Unicode;
using Dispatch.Templates.Bodies;

namespace Dispatch.Engine.Intake;

/// <summary>What a document says, in Unicode.</summary>
/// <param name="Text">The words.</param>
/// <param name="Legacy">The alphabet of before Unicode they came in; null when they came in Unicode.</param>
public sealed record DocumentWords(string Text, LegacyEncoding? Legacy)
{
    /// <summary>The words of a text that names no fonts: bytes of UTF-8 read as Windows-1252 are read again, and where the whole of it shows that it was typed in TCVN 3 or VNI it is turned into Unicode.</summary>
    public static DocumentWords Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = MisreadBytes.Repair(text) ?? text;
        return LegacyText.Find(text) is { } legacy ? new DocumentWords(LegacyText.Convert(text, legacy), legacy) : new DocumentWords(text, null);
    }

    /// <summary>The words of a file of text: UTF-8; UTF-16 where a mark at the start says so; else bytes that only an alphabet or a code page of before Unicode makes Vietnamese of. Null where nothing does.</summary>
    public static DocumentWords? OfFile(byte[] bytes) => bytes switch
    {
        _ when Utf8.IsValid(bytes) => Of(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')),
        [0xFF, 0xFE, ..] => Of(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2)),
        [0xFE, 0xFF, ..] => Of(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2)),
        _ => OfBytes(bytes),
    };

    /// <summary>The text of a sheet that a spreadsheet or another system wrote. What is UTF-8 is taken as it stands; bytes that nothing makes text of keep their replacement characters, and whoever reads the sheet refuses them.</summary>
    public static string OfSheet(byte[] bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : OfFile(bytes)?.Text ?? Encoding.UTF8.GetString(bytes);

    /// <summary>The words of bytes that are no UTF: of an alphabet that set two letters for one, or of Windows-1258, the code page of a Vietnamese Windows; null where neither makes Vietnamese of them.</summary>
    public static DocumentWords? OfBytes(byte[] bytes) =>
        Of(Encoding.Latin1.GetString(bytes)) is { Legacy: not null } legacy ? legacy : CodePage1258.Read(bytes) is { } text ? new DocumentWords(text, null) : null;
}
