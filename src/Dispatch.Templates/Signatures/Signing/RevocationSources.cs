using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>
/// The responders and lists that certificates name, for whoever signs and for whoever verifies: made for one signature or one file. A responder that hangs is waited for once and leaves time for the
/// list, which may lie elsewhere.
/// </summary>
/// <param name="services">The way there.</param>
/// <param name="patience">How long a responder is waited for.</param>
internal sealed class RevocationSources(ICertificateServices services, TimeSpan patience)
{
    private const int NonceLength = 16;

    /// <summary>Of each kind; whoever wrote a certificate may have named hundreds.</summary>
    private const int MostAddresses = 3;

    private readonly HashSet<string> silent = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the first responder that answers says of a certificate, unread; null when it names none or none answers.</summary>
    public async Task<byte[]?> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken cancellationToken)
    {
        var question = OcspQuestion.About(certificate, issuer, RandomNumberGenerator.GetBytes(NonceLength));
        foreach (var address in Responders(certificate))
        {
            // The next responder, or the list: only when nobody answers is it a fault, and then it is said.
            if (Uri.TryCreate(address, UriKind.Absolute, out var responder) && !silent.Contains(responder.Authority) && await AskAsync(responder, question, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>The first responders a certificate names; none where that part of it is damaged.</summary>
    public static IReadOnlyList<string> Responders(X509Certificate2 certificate) =>
        Asn.Try(() => certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(access => access.EnumerateOcspUris()).Take(MostAddresses).ToList()) ?? [];

    private async Task<byte[]?> AskAsync(Uri responder, byte[] question, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await services.AskAsync(responder, "application/ocsp-request", question, limit.Token);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            silent.Add(responder.Authority);
            return null;
        }
    }

    /// <summary>The first revocation list that can be had of those a certificate names, unread; null when it names none or none can be had.</summary>
    public async Task<byte[]?> FetchAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        foreach (var address in ListAddresses(certificate).Take(MostAddresses))
        {
            try
            {
                return await services.FetchAsync(new Uri(address), cancellationToken);
            }
            catch (Exception next) when (next is HttpRequestException or UriFormatException)
            {
                // The next list; as above.
            }
        }

        return null;
    }

    private static List<string> ListAddresses(X509Certificate2 certificate)
    {
        var found = new List<string>();
        if (certificate.Extensions[CmsIdentifiers.RevocationListPoints] is not { } extension)
        {
            return found;
        }

        try
        {
            var points = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (points.HasData)
            {
                var point = points.ReadSequence();
                var place = new Asn1Tag(TagClass.ContextSpecific, 0);
                if (!point.HasData || !point.PeekTag().HasSameClassAndValue(place))
                {
                    continue;
                }

                var names = point.ReadSequence(place).ReadSequence(place);
                while (names.HasData)
                {
                    var uri = new Asn1Tag(TagClass.ContextSpecific, 6);
                    if (names.PeekTag().HasSameClassAndValue(uri))
                    {
                        found.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, uri));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            // A certificate with a damaged extension has no address; what follows says that nobody answered.
        }

        return found;
    }
}
