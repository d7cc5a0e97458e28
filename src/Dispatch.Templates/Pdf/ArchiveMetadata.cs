using System.Globalization;
using System.Security;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>What the file says about itself for archives: the standards it follows, title and date, in XMP as those standards ask.</summary>
internal static class ArchiveMetadata
{
    public static byte[] Of(string title, DateOnly? date, PdfStandard standard)
    {
        var created = date is { } day
            ? "<xmp:CreateDate>" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+07:00</xmp:CreateDate>"
            : "";
        var (identity, schema) = standard switch
        {
            PdfStandard.Accessible => (Identity(2, 'A') + "\n<pdfuaid:part>1</pdfuaid:part>", "\n" + AccessibilitySchema),
            PdfStandard.Oldest => (Identity(1, 'B'), ""),
            PdfStandard.Scan => (Identity(2, 'B'), ""),
        };
        return Encoding.UTF8.GetBytes(
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
            <pdf:Producer>{PdfDocument.Producer}</pdf:Producer>{created}
            {identity}
            </rdf:Description>{schema}
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n"));
    }

    private static string Identity(int part, char conformance) =>
        FormattableString.Invariant($"<pdfaid:part>{part}</pdfaid:part>\n<pdfaid:conformance>{conformance}</pdfaid:conformance>");

    // PDF/A knows no pdfuaid; a property it does not know must be described in the file.
    private const string AccessibilitySchema =
        """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>The part of ISO 14289 the file follows</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        """;
}
