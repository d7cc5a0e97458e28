using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>The document security store (ISO 32000-2, 12.8.4.3): evidence that travels in the file.</summary>
internal static class SecurityStore
{
    /// <summary>An update with the evidence that the store lacks; null when it has all of it. What the store holds stays.</summary>
    public static byte[]? Update(PdfFileReader reader, SignatureEvidence evidence)
    {
        var update = new PdfUpdate(reader);
        var before = reader.DictionaryOf(reader.Catalog, "DSS");
        var store = before ?? PdfDictionary.Empty.With("Type", new PdfName("DSS"));
        var changed = false;
        foreach (var (name, values) in new[] { ("Certs", evidence.Certificates), ("OCSPs", evidence.OcspAnswers), ("CRLs", evidence.RevocationLists) })
        {
            var kept = reader.ItemsOf(before, name);
            var added = New(reader, kept, values).Select(PdfValue (value) => update.Add(new PdfStream(PdfDictionary.Empty, value.ToArray()))).ToList();
            store = added.Count == 0 ? store : store.With(name, new PdfArray([.. kept, .. added]));
            changed |= added.Count > 0;
        }

        if (!changed)
        {
            return null;
        }

        if (reader.Catalog["DSS"] is PdfReference own)
        {
            update.Replace(own.Number, store);
        }
        else
        {
            var root = (PdfReference)reader.Trailer["Root"]!;
            update.Replace(root.Number, reader.Catalog.With("DSS", update.Add(store)));
        }

        return update.Append();
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> New(PdfFileReader reader, IReadOnlyList<PdfValue> kept, IReadOnlyList<ReadOnlyMemory<byte>> values)
    {
        var set = new EvidenceSet();
        foreach (var stream in kept.Select(reader.Resolve).OfType<PdfStream>())
        {
            set.Know(reader.Decode(stream));
        }

        foreach (var value in values)
        {
            set.Add(value);
        }

        return set.Values;
    }
}
