using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>The certificates that a file's signatures and their timestamps stand on.</summary>
internal static class SignedPaths
{
    /// <summary>A path for each signer and each timestamp authority, from the one that signed upwards.</summary>
    /// <param name="reader">The signed file.</param>
    /// <param name="known">Certificates that may be above them beside those in the file.</param>
    /// <exception cref="SigningException">A signature of the file cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<X509Certificate2>> Of(PdfFileReader reader, IEnumerable<X509Certificate2> known)
    {
        var messages = new FormFields(reader).All
            .Where(field => field.Kind == "Sig" && field.Dictionary["V"] is not null)
            .SelectMany(field => MessagesOf(reader, field))
            .ToList();
        var all = messages.SelectMany(message => message.Certificates).Select(certificate => certificate.Framework).Concat(known).ToList();
        return [.. messages.Where(message => message.Signer is not null).Select(message => (IReadOnlyList<X509Certificate2>)
            [message.Signer!.Framework, .. CertificatePath.Above(message.Signer.Framework, all)])];
    }

    private static IEnumerable<SignedMessage> MessagesOf(PdfFileReader reader, FormFieldFound field)
    {
        if (reader.Entry(reader.DictionaryOf(field.Dictionary, "V"), "Contents") is not PdfString contents)
        {
            throw Unreadable(field, null);
        }

        try
        {
            var message = SignedMessage.Read(contents.Bytes);
            return [message, .. message.Timestamps.Select(token => SignedMessage.Read(token))];
        }
        catch (AsnContentException malformed)
        {
            throw Unreadable(field, malformed);
        }
    }

    private static SigningException Unreadable(FormFieldFound field, Exception? inner) =>
        new(SigningFault.CannotSignFile, $"Không đọc được chữ ký “{field.Name}” có sẵn trong tệp.", inner);
}
