using System.Formats.Asn1;
using System.Security.Cryptography;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>An AlgorithmIdentifier (RFC 5280, 4.1.1.2): object identifier and parameters as encoded.</summary>
internal sealed record AlgorithmName(string Oid, ReadOnlyMemory<byte> Parameters)
{
    /// <summary>None, or NULL.</summary>
    public bool HasUsualParameters => Parameters.Span is [] or [5, 0];

    public static AlgorithmName Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var name = new AlgorithmName(sequence.ReadObjectIdentifier(), sequence.HasData ? sequence.ReadEncodedValue() : default);
        sequence.ThrowIfNotEmpty();
        return name;
    }
}

/// <summary>Something signed by a certificate's key: a certificate, a revocation list, an OCSP answer.</summary>
internal sealed record SignedPart(ReadOnlyMemory<byte> Signed, AlgorithmName Algorithm, ReadOnlyMemory<byte> AlgorithmAsWritten, byte[] Signature)
{
    /// <summary>Reads the two members that follow the signed one.</summary>
    public static SignedPart Read(AsnReader sequence)
    {
        var signed = sequence.ReadEncodedValue();
        var algorithm = sequence.ReadEncodedValue();
        var signature = sequence.ReadBitString(out var unused);
        return unused == 0
            ? new SignedPart(signed, AlgorithmName.Read(new AsnReader(algorithm, AsnEncodingRules.BER)), algorithm, signature)
            : throw new AsnContentException("A signature is no whole number of bytes.");
    }

    public bool IsSignedBy(VerifyingKey key) =>
        SignatureAlgorithm.Of(Algorithm, stated: null) is { } algorithm && algorithm.Verify(key, Digest.Of(algorithm.Digest, Signed.Span), Signature);
}

/// <summary>Digests by name.</summary>
internal static class Digest
{
    public static byte[] Of(HashAlgorithmName name, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(name);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
