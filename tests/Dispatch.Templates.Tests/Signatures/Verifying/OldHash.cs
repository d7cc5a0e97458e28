using System.Security.Cryptography;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>SHA-1, which old formats are made of and RFC 6960 names certificates by; what is tested is that nobody believes it.</summary>
internal static class OldHash
{
#pragma warning disable CA5350 // the tests need what the program must not use
    public static byte[] Of(byte[] data) => SHA1.HashData(data);

    public static byte[] Sign(RSA key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350
}
