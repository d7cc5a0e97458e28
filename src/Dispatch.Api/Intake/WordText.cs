using System.IO.Compression;
using System.Text;
using System.Xml;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>The words of a .docx file, a paragraph a line and a table cell by cell, with bounds on what a hostile one can unpack to.</summary>
internal static class WordText
{
    private const int MostCharacters = 20_000_000;
    private const string Body = "word/document.xml";
    private const string Space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>Whether these are the first bytes of a package that may be a Word file.</summary>
    public static bool IsWord(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Reads the text.</summary>
    public static Outcome<string> Read(byte[] bytes)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (package.GetEntry(Body) is not { } entry || entry.Length > MostCharacters)
            {
                return IntakeRefusals.WordUnreadable;
            }

            using var stream = entry.Open();
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters });
            return Words(reader);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            return IntakeRefusals.WordUnreadable;
        }
    }

    private static string Words(XmlReader reader)
    {
        var text = new StringBuilder();
        var inText = false;
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(inText ? reader.Value : "");
                continue;
            }

            inText = reader is { NodeType: XmlNodeType.Element, LocalName: "t", NamespaceURI: Space, IsEmptyElement: false };
            text.Append(reader.NamespaceURI == Space ? SignOf(reader) : "");
        }

        return text.ToString();
    }

    private static string SignOf(XmlReader reader) => (reader.NodeType, reader.LocalName) switch
    {
        (XmlNodeType.Element, "tab") when reader.AttributeCount == 0 => "\t",
        (XmlNodeType.Element, "br" or "cr") => "\n",
        (XmlNodeType.Element, "noBreakHyphen") => "-",
        (XmlNodeType.Element, "p") when reader.IsEmptyElement => "\n",
        (XmlNodeType.EndElement, "p" or "tc" or "tbl") => "\n",
        _ => "",
    };
}
