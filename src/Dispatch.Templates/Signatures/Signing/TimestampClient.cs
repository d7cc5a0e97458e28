using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>How a timestamp service is asked.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Policy">The policy to ask for, as an object identifier; null leaves it to the service.</param>
/// <param name="Roots">The roots its certificate must lead to; empty to take any, and let verifiers judge.</param>
public sealed record TimestampSettings(Uri Address, string? Policy, IReadOnlyCollection<X509Certificate2> Roots);

/// <summary>Asks a timestamp service (RFC 3161), and believes nothing of the answer that it has not checked.</summary>
/// <param name="services">The way there.</param>
/// <param name="settings">Whom and what to ask.</param>
/// <param name="clock">A timestamp far from this clock is refused: one of the two is wrong, and the paper would bear it for ever.</param>
public sealed class TimestampClient(ICertificateServices services, TimestampSettings settings, TimeProvider clock) : ITimestampService
{
    private const int NonceLength = 16;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public HashAlgorithmName Digest => HashAlgorithmName.SHA256;

    /// <inheritdoc />
    public int LargestToken => 10_000;

    /// <inheritdoc />
    public async Task<byte[]> StampDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        byte[] nonce = [1, .. RandomNumberGenerator.GetBytes(NonceLength)];
        byte[] answer;
        try
        {
            answer = await services.AskAsync(settings.Address, "application/timestamp-query", Query(digest.Span, nonce), cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SigningException(
                SigningFault.TimestampUnreachable, $"Dịch vụ dấu thời gian {settings.Address} không trả lời. Hãy thử lại sau, hoặc kiểm tra mạng và cấu hình.", unreachable);
        }

        try
        {
            return Checked(answer, digest.ToArray(), nonce);
        }
        catch (AsnContentException malformed)
        {
            throw Wrong("câu trả lời sai định dạng", malformed);
        }
    }

    private byte[] Query(ReadOnlySpan<byte> digest, byte[] nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                    writer.WriteNull();
                }

                writer.WriteOctetString(digest);
            }

            if (settings.Policy is not null)
            {
                writer.WriteObjectIdentifier(settings.Policy);
            }

            writer.WriteInteger(nonce);
            writer.WriteBoolean(true);
        }

        return writer.Encode();
    }

    private byte[] Checked(byte[] answer, byte[] digest, byte[] nonce)
    {
        var outer = new AsnReader(answer, AsnEncodingRules.BER);
        var response = outer.ReadSequence();
        var status = response.ReadSequence();
        if (!status.TryReadInt32(out var code) || code is not (0 or 1))
        {
            throw new SigningException(SigningFault.TimestampRefused, $"Dịch vụ dấu thời gian {settings.Address} từ chối yêu cầu (mã {code}). Hãy kiểm tra cấu hình chính sách và quyền sử dụng.");
        }

        var encoded = response.ReadEncodedValue().ToArray();
        var token = TimestampToken.Read(encoded);
        if (outer.HasData || response.HasData || !token.Holds(digest))
        {
            throw Wrong("dấu thời gian không đúng trên dữ liệu đã gửi");
        }

        CheckInformation(token, nonce);
        CheckAuthority(token);
        return encoded;
    }

    private void CheckInformation(TimestampToken token, byte[] nonce)
    {
        var fields = new AsnReader(token.Message.Content!, AsnEncodingRules.BER).ReadSequence();
        fields.ReadInteger();
        var policy = fields.ReadObjectIdentifier();
        fields.ReadEncodedValue();
        fields.ReadEncodedValue();
        fields.ReadEncodedValue();
        ReadOnlyMemory<byte>? answered = null;
        while (fields.HasData)
        {
            // Accuracy, ordering and the authority's name may stand around the one integer.
            if (fields.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            {
                answered = fields.ReadIntegerBytes();
            }
            else
            {
                fields.ReadEncodedValue();
            }
        }

        if (answered?.Span.SequenceEqual(nonce) != true)
        {
            throw Wrong("dấu thời gian là của một yêu cầu khác");
        }

        if (settings.Policy is not null && policy != settings.Policy)
        {
            throw Wrong($"dấu thời gian theo chính sách {policy}, không phải {settings.Policy}");
        }

        if ((token.Time - clock.GetUtcNow()).Duration() > Tolerance)
        {
            throw Wrong($"dấu thời gian {token.Time:yyyy-MM-dd HH:mm:ss}Z lệch quá {Tolerance.TotalMinutes} phút so với đồng hồ máy chủ");
        }
    }

    private void CheckAuthority(TimestampToken token)
    {
        if (settings.Roots.Count == 0)
        {
            return;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(settings.Roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(token.Message.Certificates.Select(certificate => certificate.Framework).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = token.Time.UtcDateTime;
        if (!chain.Build(token.Message.Signer!.Framework))
        {
            throw Wrong("chứng thư của dịch vụ không thuộc tổ chức chứng thực đã cấu hình");
        }
    }

    private SigningException Wrong(string why, Exception? inner = null) =>
        new(SigningFault.TimestampWrong, $"Dấu thời gian từ {settings.Address} không dùng được: {why}. Văn bản chưa được ký.", inner);
}
