using System.Security.Cryptography;

namespace Dispatch.Engine.Auditing;

/// <summary>The hashing of RFC 9162 section 2.1: leaves and nodes are told apart by their first byte, so that no node can pass for a leaf.</summary>
internal static class MerkleLog
{
    public const int HashSize = 32;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot { get; } = SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => SHA256.HashData([0, .. entry]);

    /// <summary>Adds a leaf to the right edge of a tree: the roots of its perfect subtrees, largest first, one after the other.</summary>
    /// <param name="frontier">The right edge of the tree of <paramref name="size"/> leaves: as many hashes as the size has one-bits.</param>
    /// <param name="size">Leaves so far.</param>
    /// <param name="leafHash">The new leaf.</param>
    public static byte[] Append(ReadOnlySpan<byte> frontier, long size, ReadOnlySpan<byte> leafHash)
    {
        var hash = leafHash.ToArray();
        var kept = frontier.Length;
        for (var bits = size; (bits & 1) == 1; bits >>= 1)
        {
            hash = NodeHash(frontier[(kept - HashSize)..kept], hash);
            kept -= HashSize;
        }

        return [.. frontier[..kept], .. hash];
    }

    /// <summary>The tree head of a right edge.</summary>
    public static byte[] Root(ReadOnlySpan<byte> frontier)
    {
        if (frontier.IsEmpty)
        {
            return EmptyRoot;
        }

        var root = frontier[^HashSize..].ToArray();
        for (var end = frontier.Length - HashSize; end > 0; end -= HashSize)
        {
            root = NodeHash(frontier[(end - HashSize)..end], root);
        }

        return root;
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);
}
