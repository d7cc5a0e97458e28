using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>How a test signs; what is not said is as a leader of ours signs.</summary>
internal sealed record Signing(X509Certificate2 Certificate)
{
    public string Field { get; init; } = "Signature";

    /// <summary>An existing field to sign; without it a new one is made.</summary>
    public int? ExistingField { get; init; }

    public string Rect { get; init; } = "[0 0 0 0]";

    /// <summary>Content of the appearance; without it there is none.</summary>
    public string? Appearance { get; init; }

    /// <summary>DocMDP level; without it an approval signature.</summary>
    public int? Certify { get; init; }

    /// <summary>FieldMDP: the names of locked fields; "*" for all.</summary>
    public string? Lock { get; init; }

    /// <summary>What is said of those names; <c>Include</c> locks them.</summary>
    public string LockAction { get; init; } = "Include";

    public string SubFilter { get; init; } = "ETSI.CAdES.detached";

    public bool NamesCertificate { get; init; } = true;

    /// <summary>Attributes are signed; without them the bytes themselves are.</summary>
    public bool HasAttributes { get; init; } = true;

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;

    public X509Certificate2? TimestampBy { get; init; }

    public DateTimeOffset Time { get; init; } = TestAuthority.SigningDay;

    /// <summary>Makes the contents from the covered bytes, in place of a CMS message.</summary>
    public Func<byte[], byte[]>? Contents { get; init; }

    public string Entries { get; init; } = "";

    /// <summary>What the flags of an existing field become.</summary>
    public int? Flags { get; init; }

    /// <summary>A second page whose annotations name a new field too.</summary>
    public int? AlsoOn { get; init; }
}

/// <summary>Signs by the framework's own encoder, so that our verifier is not checked by our signer.</summary>
internal static class TestSigner
{
    private const int Room = 16000;

    public static byte[] Sign(byte[] file, Signing signing)
    {
        var reader = PdfFileReader.Open(file);
        var update = new PdfUpdate(reader);
        var (range, contents) = (new PdfPlaceholder("[0 " + new string(' ', 40) + "]"), new PdfPlaceholder("<" + new string('0', Room) + ">"));
        var signature = update.Add(DictionaryOf(signing, range, contents));
        PlaceField(reader, update, signing, signature);
        byte[] whole = [.. file, .. update.Append()];
        var (start, end) = (contents.WrittenAt, contents.WrittenAt + contents.Text.Length);
        var text = FormattableString.Invariant($"[0 {start} {end} {whole.Length - end}");
        Encoding.ASCII.GetBytes(text).CopyTo(whole, range.WrittenAt);
        byte[] covered = [.. whole[..(int)start], .. whole[(int)end..]];
        var message = signing.Contents?.Invoke(covered) ?? Message(covered, signing);
        Encoding.ASCII.GetBytes(Convert.ToHexString(message)).CopyTo(whole, start + 1);
        return whole;
    }

    /// <summary>A timestamp over the whole document.</summary>
    public static byte[] Stamp(byte[] file, X509Certificate2 authority, DateTimeOffset time) => Sign(file, new Signing(authority)
    {
        Field = "Stamp" + file.Length.ToString(CultureInfo.InvariantCulture),
        SubFilter = "ETSI.RFC3161",
        Contents = covered => Timestamp(SHA256.HashData(covered), authority, time),
    });

    /// <summary>Adds evidence to the document security store.</summary>
    public static byte[] AddEvidence(byte[] file, byte[][] certificates, byte[][] lists, byte[][] answers)
    {
        var reader = PdfFileReader.Open(file);
        var update = new PdfUpdate(reader);
        PdfArray Streams(byte[][] all) => new([.. all.Select(one => update.Add(new PdfStream(PdfDictionary.Empty, one)))]);
        var store = update.Add(new PdfDictionary([new("Type", new PdfName("DSS")), new("Certs", Streams(certificates)), new("CRLs", Streams(lists)), new("OCSPs", Streams(answers))]));
        update.Replace(((PdfReference)reader.Trailer["Root"]!).Number, reader.Catalog.With("DSS", store));
        return [.. file, .. update.Append()];
    }

    public static byte[] Message(byte[] covered, Signing signing)
    {
        var inside = signing.SubFilter == "adbe.pkcs7.sha1";
        var content = new ContentInfo(inside ? OldHash.Of(covered) : covered);
        var cms = new SignedCms(content, detached: !inside);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signing.Certificate)
        {
            DigestAlgorithm = new Oid(OidOf(signing.Hash)),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignaturePadding = signing.Certificate.GetRSAPublicKey() is null ? null : signing.Padding;
        signer.Certificates.Add(TestAuthority.Instance.Issuing);
        if (signing is { NamesCertificate: true, HasAttributes: true })
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate(signing.Certificate)));
        }

        else if (signing.HasAttributes)
        {
            signer.SignedAttributes.Add(new Pkcs9SigningTime(signing.Time.UtcDateTime));
        }

        cms.ComputeSignature(signer);
        if (signing.TimestampBy is { } authority)
        {
            var token = Timestamp(SHA256.HashData(cms.SignerInfos[0].GetSignature()), authority, signing.Time);
            cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData("1.2.840.113549.1.9.16.2.14", token));
        }

        return cms.Encode();
    }

    public static byte[] Timestamp(byte[] digest, X509Certificate2 authority, DateTimeOffset time)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            info.WriteInteger(1);
            info.WriteObjectIdentifier("1.2.3.4");
            using (info.PushSequence())
            {
                using (info.PushSequence())
                {
                    info.WriteObjectIdentifier(OidOf(HashAlgorithmName.SHA256));
                }

                info.WriteOctetString(digest);
            }

            info.WriteInteger(42);
            info.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }

        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), info.Encode()));
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, authority) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate(authority)));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private static string OidOf(HashAlgorithmName hash) => hash.Name switch
    {
        "MD5" => "1.2.840.113549.2.5",
        "SHA1" => "1.3.14.3.2.26",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        "SHA512" => "2.16.840.1.101.3.4.2.3",
        _ => "2.16.840.1.101.3.4.2.1",
    };

    private static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }

    private static PdfDictionary DictionaryOf(Signing signing, PdfPlaceholder range, PdfPlaceholder contents)
    {
        var dictionary = new PdfDictionary(
        [
            new("Type", new PdfName(signing.SubFilter == "ETSI.RFC3161" ? "DocTimeStamp" : "Sig")), new("Filter", new PdfName("Adobe.PPKLite")),
            new("SubFilter", new PdfName(signing.SubFilter)), new("ByteRange", range), new("Contents", contents),
            new("M", new PdfString(Encoding.ASCII.GetBytes(signing.Time.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)))),
        ]);
        var references = new List<string>();
        if (signing.Certify is { } level)
        {
            references.Add($"<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P {level} /V /1.2 >> >>");
        }

        if (signing.Lock is { } locked)
        {
            var fields = locked == "*" ? "/Action /All" : $"/Action /{signing.LockAction} /Fields [{string.Concat(locked.Split(',').Select(name => $"({name})"))}]";
            references.Add($"<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams {fields} /V /1.2 >> >>");
        }

        var more = (PdfDictionary)Value($"<< {(references.Count > 0 ? $"/Reference [{string.Concat(references)}]" : "")} {signing.Entries} >>");
        return more.Entries.Aggregate(dictionary, (whole, entry) => whole.With(entry.Key, entry.Value));
    }

    public static PdfValue Value(string text) => new PdfParser(new PdfSource(Encoding.Latin1.GetBytes(text)), 0, inFile: false).ReadValue();

    private static void PlaceField(PdfFileReader reader, PdfUpdate update, Signing signing, PdfReference signature)
    {
        var appearance = signing.Appearance is { } content
            ? update.Add(new PdfStream((PdfDictionary)Value("<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] >>"), Encoding.ASCII.GetBytes(content)))
            : null;
        var root = ((PdfReference)reader.Trailer["Root"]!).Number;
        var catalog = reader.Catalog;
        if (signing.Certify is not null)
        {
            catalog = catalog.With("Perms", new PdfDictionary([new("DocMDP", signature)]));
        }

        if (signing.ExistingField is { } existing)
        {
            var field = ((PdfDictionary)reader.Get(existing)).With("V", signature);
            field = signing.Flags is { } flags ? field.With("F", new PdfInteger(flags)) : field;
            update.Replace(existing, appearance is null ? field : field.With("AP", new PdfDictionary([new("N", appearance)])));
        }
        else
        {
            catalog = AddField(reader, update, signing, signature, appearance, catalog);
        }

        if (!ReferenceEquals(catalog, reader.Catalog))
        {
            update.Replace(root, catalog);
        }
    }

    private static PdfDictionary AddField(PdfFileReader reader, PdfUpdate update, Signing signing, PdfReference signature, PdfReference? appearance, PdfDictionary catalog)
    {
        var pages = reader.DictionaryOf(reader.Catalog, "Pages");
        var page = (PdfReference)reader.ItemsOf(pages, "Kids")[0];
        var field = (PdfDictionary)Value($"<< /Type /Annot /Subtype /Widget /FT /Sig /T ({signing.Field}) /Rect {signing.Rect} /F 132 >>");
        field = field.With("V", signature).With("P", page);
        var reference = update.Add(appearance is null ? field : field.With("AP", new PdfDictionary([new("N", appearance)])));
        var dictionary = (PdfDictionary)reader.Get(page);
        update.Replace(page.Number, dictionary.With("Annots", new PdfArray([.. reader.ItemsOf(dictionary, "Annots"), reference])));
        if (signing.AlsoOn is { } second)
        {
            var other = (PdfDictionary)reader.Get(second);
            update.Replace(second, other.With("Annots", new PdfArray([.. reader.ItemsOf(other, "Annots"), reference])));
        }

        var form = reader.DictionaryOf(reader.Catalog, "AcroForm") ?? PdfDictionary.Empty;
        form = form.With("Fields", new PdfArray([.. reader.ItemsOf(form, "Fields"), reference])).With("SigFlags", new PdfInteger(3));
        if (reader.Catalog["AcroForm"] is PdfReference indirect)
        {
            update.Replace(indirect.Number, form);
            return catalog;
        }

        return catalog.With("AcroForm", form);
    }
}
