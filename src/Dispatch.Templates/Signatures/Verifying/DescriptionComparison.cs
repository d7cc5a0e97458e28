using System.Xml;
using System.Xml.Linq;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// The description of the file, in the information dictionary and in XMP: programs that append write dates and their own name there. A title, an author or anything
/// else is what the signer signed.
/// </summary>
internal static class DescriptionComparison
{
    private const int LargestMetadata = 4 << 20;

    private static readonly string[] WrittenByPrograms = ["ModDate", "CreationDate", "Producer", "Creator"];

    private static readonly string[] PropertiesWrittenByPrograms =
        ["ModifyDate", "MetadataDate", "CreateDate", "InstanceID", "DocumentID", "OriginalDocumentID", "VersionID", "RenditionClass", "History", "DerivedFrom", "Producer", "CreatorTool", "xmptk"];

    public static void CompareInformation(PdfFileReader before, PdfFileReader now, ChangeList changes)
    {
        var (first, second) = (before.DictionaryOf(before.Trailer, "Info") ?? PdfDictionary.Empty, now.DictionaryOf(now.Trailer, "Info") ?? PdfDictionary.Empty);
        foreach (var name in first.Entries.Concat(second.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal))
        {
            if (WrittenByPrograms.Contains(name, StringComparer.Ordinal))
            {
                changes.Note(IsSameText(before.Entry(first, name), now.Entry(second, name)), "Info/" + name, ChangeCodes.DescriptionUpdated, name);
            }
            else
            {
                changes.Require(first[name], second[name], "Info/" + name, ChangeCodes.Other, name);
            }
        }
    }

    public static void CompareMetadata(PdfFileReader before, PdfFileReader now, StrictComparison strict, ChangeList changes)
    {
        var (first, second) = (before.Catalog["Metadata"], now.Catalog["Metadata"]);
        if (strict.AreSame(first, second))
        {
            return;
        }

        var permitted = before.Resolve(first) is PdfStream old && now.Resolve(second) is PdfStream fresh
            && Content(before, old) is { } known && Content(now, fresh) is { } stated && XNode.DeepEquals(known, stated);
        changes.Add("Root/Metadata", permitted ? ChangeCodes.DescriptionUpdated : ChangeCodes.Other, permitted, "Metadata");
    }

    private static bool IsSameText(PdfValue first, PdfValue second) =>
        (first as PdfString)?.Bytes is { } known ? (second as PdfString)?.Bytes is { } stated && known.AsSpan().SequenceEqual(stated) : second is not PdfString;

    /// <summary>What the metadata say besides the things programs write; null when they are not XML.</summary>
    private static XElement? Content(PdfFileReader reader, PdfStream metadata)
    {
        try
        {
            using var data = new MemoryStream(reader.Decode(metadata, LargestMetadata));
            using var xml = XmlReader.Create(data, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            var root = XDocument.Load(xml).Root!;
            foreach (var element in root.DescendantsAndSelf().ToList())
            {
                element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration || IsWrittenByPrograms(attribute.Name)).Remove();
            }

            root.Descendants().Where(element => IsWrittenByPrograms(element.Name)).Remove();
            root.DescendantNodes().OfType<XText>().Where(text => string.IsNullOrWhiteSpace(text.Value)).Remove();
            // A description that held nothing else is the same as none.
            root.Descendants().Where(element => element.Name.LocalName == "Description" && !element.HasElements && element.Attributes().All(attribute => attribute.Name.LocalName == "about")).Remove();
            return root;
        }
        catch (Exception unreadable) when (unreadable is XmlException or PdfFormatException)
        {
            // Metadata that cannot be read cannot be shown to say the same.
            return null;
        }
    }

    private static bool IsWrittenByPrograms(XName name) => PropertiesWrittenByPrograms.Contains(name.LocalName, StringComparer.Ordinal);
}
