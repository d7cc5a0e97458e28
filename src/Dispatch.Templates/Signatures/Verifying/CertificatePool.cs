namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>The certificates read during one verification: the same bytes are the same certificate, read and proven once, however often they travel. Not safe for two threads.</summary>
internal sealed class CertificatePool
{
    private readonly Dictionary<int, List<Certificate>> known = [];

    /// <summary>The certificate of these bytes, or null for bytes that are none.</summary>
    public Certificate? Read(ReadOnlySpan<byte> encoded)
    {
        var hash = new HashCode();
        hash.AddBytes(encoded);
        var place = hash.ToHashCode();
        if (!known.TryGetValue(place, out var same))
        {
            known[place] = same = [];
        }

        foreach (var certificate in same)
        {
            if (certificate.Raw.SequenceEqual(encoded))
            {
                return certificate;
            }
        }

        var read = Certificate.TryRead(encoded);
        if (read is not null)
        {
            same.Add(read);
        }

        return read;
    }
}
