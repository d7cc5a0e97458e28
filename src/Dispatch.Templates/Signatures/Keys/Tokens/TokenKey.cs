using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Keys.Tokens;

/// <summary>Which key of which token.</summary>
/// <param name="ModulePath">The PKCS #11 library that the token's maker gives.</param>
/// <param name="Token">The token's label or serial number; null when only one is plugged in.</param>
/// <param name="CertificateThumbprint">SHA-1 or SHA-256 of the certificate in hexadecimal digits; null when the token has only one that comes with a key for signing.</param>
public sealed record TokenPlace(string ModulePath, string? Token = null, string? CertificateThumbprint = null);

/// <summary>
/// A key on a PKCS #11 token or hardware security module, for one use. The PIN is held until the use is over, then wiped; it is given to the token
/// once. After a wrong PIN this key is spent: the token is not asked again, so that no loop of ours can lock it.
/// </summary>
public sealed class TokenKey : ISigningKey
{
    private readonly Pkcs11Module module;
    private readonly Pkcs11TokenInformation token;
    private readonly byte[] keyId;
    private readonly byte[] pin;
    private SigningException? spent;

    private TokenKey(Pkcs11Module module, Pkcs11TokenInformation token, byte[] keyId, byte[] pin, Found found, bool prefersPss)
    {
        (this.module, this.token, this.keyId, this.pin) = (module, token, keyId, pin);
        (Certificate, Issuers) = (found.Certificate, found.Issuers);
        Algorithm = SignatureAlgorithm.For(Certificate, prefersPss);
    }

    /// <inheritdoc />
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc />
    public IReadOnlyList<X509Certificate2> Issuers { get; }

    /// <inheritdoc />
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Finds the certificate; the PIN is not used yet.</summary>
    /// <param name="place">Where the key is.</param>
    /// <param name="pin">The PIN of the person who signs, for this one use; empty for a token with a pad of its own.</param>
    /// <param name="prefersPss">PSS instead of PKCS#1 v1.5, for RSA.</param>
    /// <exception cref="SigningException">No module, no token, no certificate, several of them, a locked token, or no PIN where one is needed.</exception>
    public static TokenKey Open(TokenPlace place, ReadOnlySpan<char> pin, bool prefersPss = false)
    {
        ArgumentNullException.ThrowIfNull(place);
        var loaded = Pkcs11Module.Load(place.ModulePath);
        var chosen = Chosen(loaded.Tokens(), place);
        if (chosen.IsLocked)
        {
            throw Pkcs11Code.Fault(Pkcs11Code.PinLocked, "mở thiết bị");
        }

        if (pin.IsEmpty && !chosen.HasOwnPinPad)
        {
            throw new SigningException(SigningFault.PinNeeded, $"Hãy nhập mã PIN của thiết bị “{chosen.Label}”.");
        }

        using var session = new Pkcs11Session(loaded, chosen);
        var found = Certificates(session, place);
        var bytes = new byte[Encoding.UTF8.GetByteCount(pin)];
        Encoding.UTF8.GetBytes(pin, bytes);
        return new TokenKey(loaded, chosen, found.Id, bytes, found, prefersPss);
    }

    /// <inheritdoc />
    public async Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        await module.Turn.WaitAsync(cancellationToken);
        try
        {
            if (spent is not null)
            {
                throw spent;
            }

            // Cards are slow: no thread of the server's pool should wait for one without need.
            return await Task.Factory.StartNew(() => Sign(digest.ToArray()), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (SigningException refused) when (refused.Fault is SigningFault.WrongPin or SigningFault.PinLocked)
        {
            spent = refused;
            CryptographicOperations.ZeroMemory(pin);
            throw;
        }
        finally
        {
            module.Turn.Release();
        }
    }

    /// <summary>Wipes the PIN.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(pin);
        spent ??= new SigningException(SigningFault.PinNeeded, "Phiên ký đã kết thúc. Hãy nhập lại mã PIN để ký.");
        Certificate.Dispose();
    }

    private byte[] Sign(byte[] digest)
    {
        using var session = new Pkcs11Session(module, token);
        var given = token.HasOwnPinPad && pin.Length == 0 ? null : pin;
        session.Login(given);
        var keys = session.Find(Pkcs11Code.PrivateKeyClass, keyId);
        return keys.Count == 1
            ? Sign(session, keys[0], digest, given)
            : throw new SigningException(SigningFault.NoKey, $"Thiết bị “{token.Label}” có {keys.Count} khóa bí mật cho chứng thư “{Certificate.Subject}”; cần đúng một.");
    }

    private byte[] Sign(Pkcs11Session session, System.Runtime.InteropServices.CULong key, byte[] digest, byte[]? given) => Algorithm.Scheme switch
    {
        SignatureScheme.RsaPkcs1 => session.Sign(key, Pkcs11Code.RsaPkcs, null, DigestInformation(digest), given),
        SignatureScheme.RsaPss => session.Sign(key, Pkcs11Code.RsaPkcsPss, PssParameter(), digest, given),
        SignatureScheme.Ecdsa => session.Sign(key, Pkcs11Code.Ecdsa, null, digest, given),
        SignatureScheme.EcdsaPlain or SignatureScheme.Dsa => throw new System.Diagnostics.UnreachableException("Such a signature is read, never made."),
    };

    private byte[] DigestInformation(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Algorithm.WriteDigestWithNull(writer);
            writer.WriteOctetString(digest);
        }

        return writer.Encode();
    }

    private byte[] PssParameter()
    {
        var (digest, mask) = Algorithm.DigestLength switch { 32 => (0x250UL, 2UL), 48 => (0x260UL, 3UL), _ => (0x270UL, 4UL) };
        return [.. Pkcs11Structures.Number(digest), .. Pkcs11Structures.Number(mask), .. Pkcs11Structures.Number((ulong)Algorithm.DigestLength)];
    }

    private static Pkcs11TokenInformation Chosen(IReadOnlyList<Pkcs11TokenInformation> tokens, TokenPlace place)
    {
        var fitting = tokens.Where(token => place.Token is null || token.Label == place.Token || token.SerialNumber == place.Token).ToList();
        return fitting.Count switch
        {
            1 => fitting[0],
            0 => throw new SigningException(
                SigningFault.NoToken, place.Token is null ? "Chưa cắm thiết bị ký nào." : $"Không thấy thiết bị ký “{place.Token}”. Hãy cắm thiết bị rồi thử lại."),
            _ => throw new SigningException(
                SigningFault.NoToken, $"Có {fitting.Count} thiết bị ký ({string.Join(", ", fitting.Select(token => token.Label))}). Hãy ghi rõ nhãn hoặc số thiết bị trong cấu hình."),
        };
    }

    // Certificates are public: they can be read before anybody logs in.
    private static Found Certificates(Pkcs11Session session, TokenPlace place)
    {
        var all = session.Find(Pkcs11Code.CertificateClass)
            .Select(handle => (Value: session.Attribute(handle, Pkcs11Code.AttributeValue), Id: session.Attribute(handle, Pkcs11Code.AttributeId)))
            .Where(certificate => certificate.Value is not null)
            .Select(certificate => (Certificate: X509CertificateLoader.LoadCertificate(certificate.Value!), certificate.Id))
            .ToList();
        var fitting = all.Where(certificate => certificate.Id is { Length: > 0 } && Fits(certificate.Certificate, place)).ToList();
        return fitting.Count == 1
            ? new Found(fitting[0].Certificate, fitting[0].Id!, CertificatePath.Above(fitting[0].Certificate, all.Select(certificate => certificate.Certificate)))
            : throw new SigningException(
                SigningFault.NoCertificate, $"Thiết bị ký có {fitting.Count} chứng thư phù hợp; cần đúng một. Hãy ghi rõ dấu vân tay (thumbprint) của chứng thư trong cấu hình.");
    }

    private static bool Fits(X509Certificate2 certificate, TokenPlace place) =>
        place.CertificateThumbprint is null
            ? !certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
            : certificate.HasThumbprint(place.CertificateThumbprint);

    private sealed record Found(X509Certificate2 Certificate, byte[] Id, IReadOnlyList<X509Certificate2> Issuers);
}
