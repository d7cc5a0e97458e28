using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>A dispatch in small: a page that says something, a field for the number, one for the leader, one for the seal; signed, numbered and sealed in that order.</summary>
internal static class SignedPaper
{
    public const int Catalog = 1;
    public const int Pages = 2;
    public const int Page = 3;
    public const int Content = 4;
    public const int Font = 5;
    public const int LeaderField = 6;
    public const int NumberField = 7;
    public const int SealField = 8;
    public const int Form = 9;
    public const int NoteField = 10;
    public const int Metadata = 11;
    public const int Info = 12;

    private static readonly Lazy<byte[]> Twice = new(() => Sealed(Numbered(Signed(Blank()))));

    /// <summary>Signed by the leader, numbered, sealed.</summary>
    public static byte[] Whole => (byte[])Twice.Value.Clone();

    public static VerificationSettings Trusting(DateTimeOffset? now = null)
    {
        var settings = new VerificationSettings { Now = now ?? TestAuthority.SigningDay.AddDays(1) };
        settings.Trust(TestAuthority.Instance.Root.RawData);
        settings.AddRevocationAnswer(TestAuthority.Instance.RevocationList(TestAuthority.SigningDay.AddDays(-1), 30));
        return settings;
    }

    public static FileFinding Verify(byte[] file, DateTimeOffset? now = null) => PdfVerifier.Verify(file, Trusting(now));

    public static byte[] Blank() => SmallPdf.OnePage(
            "/AcroForm 9 0 R /Metadata 11 0 R /Lang (vi)",
            "/Annots [6 0 R 7 0 R 8 0 R 10 0 R]")
        .Object(LeaderField, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Leader) /Rect [350 200 500 260] /F 132 /P 3 0 R >>")
        .Object(NumberField, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [100 600 160 620] /F 4 /P 3 0 R /DA (/Helv 12 Tf 0 g) >>")
        .Object(SealField, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /Rect [300 180 400 280] /F 132 /P 3 0 R >>")
        .Object(Form, "<< /Fields [6 0 R 7 0 R 8 0 R 10 0 R] /SigFlags 3 /DR << /Font << /Helv 5 0 R >> >> >>")
        .Object(NoteField, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Note) /Rect [70 690 300 730] /F 4 /P 3 0 R /DA (/Helv 12 Tf 0 g) >>")
        .Stream(Metadata, "/Type /Metadata /Subtype /XML", "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"><dc:title>A</dc:title><xmp:ModifyDate>2024-01-01</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>")
        .Object(Info, "<< /Title (A) /ModDate (D:20240101000000Z) >>")
        .Build("/Info 12 0 R /ID [<00> <00>]");

    public static byte[] Signed(byte[] file) =>
        TestSigner.Sign(file, new Signing(TestAuthority.Instance.Leader) { ExistingField = LeaderField, Certify = 2, Appearance = "0 0 1 rg 0 0 100 100 re f" });

    public static byte[] Numbered(byte[] file, string number = "6983") => Change(file, update =>
    {
        var picture = update.Add(new PdfStream((PdfDictionary)TestSigner.Value("<< /Type /XObject /Subtype /Form /BBox [0 0 60 20] >>"), System.Text.Encoding.ASCII.GetBytes($"BT ({number}) Tj ET")));
        var field = (PdfDictionary)update.Get(new PdfReference(NumberField));
        update.Replace(NumberField, field.With("V", TestSigner.Value($"({number})")).With("AP", new PdfDictionary([new("N", picture)])));
    });

    public static byte[] Sealed(byte[] file) =>
        TestSigner.Sign(file, new Signing(TestAuthority.Instance.Seal) { ExistingField = SealField, Appearance = "1 0 0 rg 0 0 100 100 re f" });

    /// <summary>Appends an update.</summary>
    public static byte[] Change(byte[] file, Action<PdfUpdate> change)
    {
        var update = new PdfUpdate(PdfFileReader.Open(file));
        change(update);
        return [.. file, .. update.Append()];
    }

    /// <summary>Appends an update that gives an object another body.</summary>
    public static byte[] Replace(byte[] file, int number, string body) => Change(file, update => update.Replace(number, TestSigner.Value(body)));

    /// <summary>Appends an update that sets entries of a dictionary.</summary>
    public static byte[] Set(byte[] file, int number, params (string Name, string Value)[] entries) => Change(file, update =>
    {
        var dictionary = (PdfDictionary)update.Get(new PdfReference(number));
        update.Replace(number, entries.Aggregate(dictionary, (whole, entry) => whole.With(entry.Name, TestSigner.Value(entry.Value))));
    });
}
