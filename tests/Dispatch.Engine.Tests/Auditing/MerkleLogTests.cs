using System.Security.Cryptography;
using Dispatch.Engine.Auditing;

namespace Dispatch.Engine.Tests.Auditing;

public sealed class MerkleLogTests
{
    /// <summary>The leaves and heads that implementations of RFC 6962 and 9162 check themselves against.</summary>
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [TestCase(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [TestCase(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [TestCase(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [TestCase(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [TestCase(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [TestCase(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [TestCase(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [TestCase(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_head_of_the_known_tree_is_the_known_head(int size, string head)
    {
        var leaves = Leaves.Take(size).Select(Convert.FromHexString).ToList();

        Assert.That(Convert.ToHexStringLower(MerkleLog.Root(Appended(leaves))), Is.EqualTo(head));
        Assert.That(Convert.ToHexStringLower(Head(leaves)), Is.EqualTo(head), "the definition as the test reads it");
    }

    [Test]
    public void Appending_one_by_one_gives_the_head_that_the_definition_gives()
    {
        var leaves = Enumerable.Range(0, 200).Select(i => BitConverter.GetBytes(i * 7919)).ToList();
        byte[] edge = [];
        for (var size = 0; size <= leaves.Count; size++)
        {
            Assert.That(MerkleLog.Root(edge), Is.EqualTo(Head(leaves[..size])), $"{size} leaves");
            Assert.That(edge, Has.Length.EqualTo(MerkleLog.HashSize * int.PopCount(size)), "one subtree a one-bit of the size");
            if (size < leaves.Count)
            {
                edge = MerkleLog.Append(edge, size, MerkleLog.LeafHash(leaves[size]));
            }
        }
    }

    [Test]
    public void A_node_cannot_pass_for_a_leaf()
    {
        byte[] two = [.. MerkleLog.LeafHash("a"u8), .. MerkleLog.LeafHash("b"u8)];

        Assert.That(MerkleLog.LeafHash(two), Is.Not.EqualTo(Head(["a"u8.ToArray(), "b"u8.ToArray()])));
    }

    private static byte[] Appended(List<byte[]> leaves)
    {
        byte[] edge = [];
        for (var i = 0; i < leaves.Count; i++)
        {
            edge = MerkleLog.Append(edge, i, MerkleLog.LeafHash(leaves[i]));
        }

        return edge;
    }

    /// <summary>MTH of RFC 9162 section 2.1.1, word for word.</summary>
    private static byte[] Head(List<byte[]> leaves)
    {
        if (leaves.Count == 0)
        {
            return SHA256.HashData([]);
        }

        if (leaves.Count == 1)
        {
            return SHA256.HashData([0x00, .. leaves[0]]);
        }

        var k = 1;
        while (k * 2 < leaves.Count)
        {
            k *= 2;
        }

        return SHA256.HashData([0x01, .. Head(leaves[..k]), .. Head(leaves[k..])]);
    }
}
