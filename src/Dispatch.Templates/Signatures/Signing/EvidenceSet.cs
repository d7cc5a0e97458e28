using System.Security.Cryptography;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Encoded things in the order they came, each once.</summary>
internal sealed class EvidenceSet
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> values = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Values => values;

    /// <summary>Notes something as known; it is not among <see cref="Values"/>.</summary>
    public void Know(ReadOnlySpan<byte> value) => known.Add(Convert.ToHexString(SHA256.HashData(value)));

    public void Add(ReadOnlyMemory<byte> value)
    {
        if (known.Add(Convert.ToHexString(SHA256.HashData(value.Span))))
        {
            values.Add(value);
        }
    }
}
