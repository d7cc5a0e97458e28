namespace Dispatch.Engine.Auditing;

/// <summary>Proofs of RFC 9162 section 2.1 over the leaf hashes of a log, and how they are checked by whoever has only a root.</summary>
internal sealed class MerkleTree(IReadOnlyList<byte[]> leaves)
{
    private readonly Dictionary<(long Start, long Count), byte[]> roots = [];

    public long Size => leaves.Count;

    /// <summary>The root over the first leaves.</summary>
    public byte[] Root(long size) => RootOf(0, size);

    /// <summary>The path from a leaf to the root over the first <paramref name="size"/> leaves, nearest first (2.1.3.1).</summary>
    public IReadOnlyList<byte[]> Inclusion(long index, long size)
    {
        var path = new List<byte[]>();
        for (var (start, count) = (0L, size); count > 1;)
        {
            var left = LargestPowerBelow(count);
            var isLeft = index - start < left;
            path.Add(isLeft ? RootOf(start + left, count - left) : RootOf(start, left));
            (start, count) = isLeft ? (start, left) : (start + left, count - left);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The hashes that lead from the root over the first leaves to the one over more (2.1.4.1).</summary>
    public IReadOnlyList<byte[]> Consistency(long first, long second)
    {
        var path = new List<byte[]>();
        var (start, count, isWhole) = (0L, second, true);
        while (first - start != count)
        {
            var left = LargestPowerBelow(count);
            if (first - start <= left)
            {
                path.Add(RootOf(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(RootOf(start, left));
                (start, count, isWhole) = (start + left, count - left, false);
            }
        }

        if (!isWhole)
        {
            path.Add(RootOf(start, count));
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether a path leads from a leaf to a root (2.1.3.2).</summary>
    public static bool Includes(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last, hash) = (index, size - 1, leafHash);
        foreach (var step in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = MerkleLog.NodeHash(step, hash);
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleLog.NodeHash(hash, step);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether a path shows that the larger tree begins with the smaller one (2.1.4.2).</summary>
    public static bool IsConsistent(long first, byte[] firstRoot, long second, byte[] secondRoot, IReadOnlyList<byte[]> path)
    {
        if (first < 1 || first > second || (first == second && path.Count > 0))
        {
            return false;
        }

        if (first == second)
        {
            return firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        var (at, last) = (first - 1, second - 1);
        while ((at & 1) == 1)
        {
            (at, last) = (at >> 1, last >> 1);
        }

        IReadOnlyList<byte[]> steps = (first & (first - 1)) == 0 ? [firstRoot, .. path] : path;
        return steps.Count > 0 && Meets(steps, at, last, firstRoot, secondRoot);
    }

    private static bool Meets(IReadOnlyList<byte[]> steps, long at, long last, byte[] firstRoot, byte[] secondRoot)
    {
        var (small, large) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                (small, large) = (MerkleLog.NodeHash(step, small), MerkleLog.NodeHash(step, large));
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                large = MerkleLog.NodeHash(large, step);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && small.AsSpan().SequenceEqual(firstRoot) && large.AsSpan().SequenceEqual(secondRoot);
    }

    private static long LargestPowerBelow(long count) => 1L << System.Numerics.BitOperations.Log2((ulong)(count - 1));

    private byte[] RootOf(long start, long count)
    {
        if (count <= 1)
        {
            return count == 0 ? MerkleLog.EmptyRoot : leaves[(int)start];
        }

        if (!roots.TryGetValue((start, count), out var root))
        {
            var left = LargestPowerBelow(count);
            roots[(start, count)] = root = MerkleLog.NodeHash(RootOf(start, left), RootOf(start + left, count - left));
        }

        return root;
    }
}
