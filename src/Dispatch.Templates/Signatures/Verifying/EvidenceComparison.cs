using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>The document security store (ETSI EN 319 142-1, 5.4.2): certificates, revocation lists and OCSP answers may be added, and nothing else may stand there.</summary>
internal static class EvidenceComparison
{
    private static readonly string[] Lists = ["Certs", "CRLs", "OCSPs"];

    public static void Compare(PdfFileReader before, PdfFileReader now, StrictComparison strict, ChangeList changes)
    {
        if (strict.AreSame(before.Catalog["DSS"], now.Catalog["DSS"]))
        {
            return;
        }

        var (first, second) = (before.DictionaryOf(before.Catalog, "DSS"), now.DictionaryOf(now.Catalog, "DSS"));
        var permitted = second is not null && IsStore(now, second) && Lists.All(name => Keeps(before, first, now, second, name, strict)) && KeepsEvidence(before, first, now, second);
        changes.Add("Root/DSS", permitted ? ChangeCodes.EvidenceAdded : ChangeCodes.Other, permitted, "DSS");
    }

    private static bool IsStore(PdfFileReader now, PdfDictionary store) =>
        store.Entries.All(entry => entry.Key switch
        {
            "Type" => now.NameOf(store, "Type") == "DSS",
            "VRI" => now.DictionaryOf(store, "VRI") is { } perSignature && perSignature.Entries.All(signature => IsEvidenceOfOne(now, now.DictionaryOf(perSignature, signature.Key))),
            var name => Lists.Contains(name, StringComparer.Ordinal) && IsListOfStreams(now, now.Resolve(entry.Value)),
        });

    private static bool IsEvidenceOfOne(PdfFileReader now, PdfDictionary? evidence) => evidence is not null && evidence.Entries.All(entry => entry.Key switch
    {
        "Cert" or "CRL" or "OCSP" => IsListOfStreams(now, now.Resolve(entry.Value)),
        "TS" => now.Resolve(entry.Value) is PdfStream,
        "TU" => now.Resolve(entry.Value) is PdfString,
        "Type" => now.NameOf(evidence, "Type") == "VRI",
        _ => false,
    });

    private static bool IsListOfStreams(PdfFileReader now, PdfValue list) => list is PdfArray array && array.Items.All(item => now.Resolve(item) is PdfStream);

    // Programs write the store anew with the old content in another order; what was there must still be there.
    private static bool Keeps(PdfFileReader before, PdfDictionary? first, PdfFileReader now, PdfDictionary second, string name, StrictComparison strict)
    {
        var kept = now.ItemsOf(second, name);
        return before.ItemsOf(first, name).All(item => kept.Any(other => strict.AreSame(item, other)) || IsAmong(before, item, now, kept));
    }

    private static bool IsAmong(PdfFileReader before, PdfValue item, PdfFileReader now, IReadOnlyList<PdfValue> kept) =>
        before.Resolve(item) is PdfStream { Length: < 1 << 20 } stream
        && kept.Any(other => now.Resolve(other) is PdfStream { Length: < 1 << 20 } candidate && now.Decode(candidate).AsSpan().SequenceEqual(before.Decode(stream)));

    private static bool KeepsEvidence(PdfFileReader before, PdfDictionary? first, PdfFileReader now, PdfDictionary second)
    {
        var kept = now.DictionaryOf(second, "VRI");
        return before.DictionaryOf(first, "VRI")?.Entries.All(entry => kept?[entry.Key] is not null) is not false;
    }
}
