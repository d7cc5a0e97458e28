using System.Text;
using Dispatch.Engine.Auditing;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>Every proof of every small tree holds, and no bent one does (RFC 9162, 2.1).</summary>
public sealed class MerkleTreeTests
{
    private const int Largest = 33;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Largest).Select(i => MerkleLog.LeafHash(Encoding.ASCII.GetBytes($"leaf {i}")))];

    [Test]
    public void The_root_is_that_of_the_log_that_appends([Range(1, Largest)] int size)
    {
        byte[] frontier = [];
        for (var i = 0; i < size; i++)
        {
            frontier = MerkleLog.Append(frontier, i, Leaves[i]);
        }

        Assert.That(new MerkleTree(Leaves).Root(size), Is.EqualTo(MerkleLog.Root(frontier)));
    }

    [Test]
    public void Every_leaf_is_proven_and_no_other_passes_for_it([Range(1, Largest)] int size)
    {
        var tree = new MerkleTree(Leaves);
        for (var index = 0; index < size; index++)
        {
            var path = tree.Inclusion(index, size);

            Assert.That(MerkleTree.Includes(Leaves[index], index, size, path, tree.Root(size)), Is.True, $"{index} of {size}");
            Assert.That(MerkleTree.Includes(MerkleLog.LeafHash("other"u8), index, size, path, tree.Root(size)), Is.False);
            Assert.That(Enumerable.Range(0, size).Where(other => other != index).Any(other => MerkleTree.Includes(Leaves[index], other, size, path, tree.Root(size))), Is.False, $"{index} of {size} elsewhere");
            Assert.That(MerkleTree.Includes(Leaves[index], index, size, [.. path, Leaves[0]], tree.Root(size)), Is.False);
            Assert.That(path.Count > 0 && MerkleTree.Includes(Leaves[index], index, size, [.. path.Skip(1)], tree.Root(size)), Is.False);
        }
    }

    [Test]
    public void Every_two_sizes_are_consistent_and_no_other_history_is([Range(1, Largest)] int second)
    {
        var (tree, other) = (new MerkleTree(Leaves), new MerkleTree([MerkleLog.LeafHash("other"u8), .. Leaves.Skip(1)]));
        for (var first = 1; first <= second; first++)
        {
            var path = tree.Consistency(first, second);

            Assert.That(MerkleTree.IsConsistent(first, tree.Root(first), second, tree.Root(second), path), Is.True, $"{first} to {second}");
            Assert.That(MerkleTree.IsConsistent(first, other.Root(first), second, tree.Root(second), path), Is.False);
            Assert.That(MerkleTree.IsConsistent(first, tree.Root(first), second, other.Root(second), other.Consistency(first, second)), Is.False);
            Assert.That(MerkleTree.IsConsistent(first, tree.Root(first), second, tree.Root(second), [.. path, Leaves[0]]), Is.False);
        }
    }
}
