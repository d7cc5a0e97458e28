using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Auditing;

/// <summary>What one organisation tells another of their logs, so that each keeps the other's head. Both heads are signed, each by whose log it is; the rest proves itself.</summary>
/// <param name="Head">The newest head of the sender's log.</param>
/// <param name="Seen">The newest head of the recipient's log that the sender keeps; null when it keeps none.</param>
/// <param name="From">The size of the sender's log that the recipient was last heard to keep; 0 when of none, or of more than there is.</param>
/// <param name="Path">The proof that <paramref name="Head"/> begins with the first <paramref name="From"/> leaves (RFC 9162, 2.1.4), hex; empty when there is nothing to prove.</param>
public sealed record HeadLetter(SignedHead Head, SignedHead? Seen, long From, IReadOnlyList<string> Path)
{
    /// <summary>An ECDSA P-256 signature is 88 letters.</summary>
    internal const int LongestSignature = 100;

    // Of 2^63 leaves no proof is longer.
    private const int LongestPath = 128;

    /// <summary>The first thing in it that is not as it must be; null when all is.</summary>
    internal Refusal? Flaw() =>
        IsWhole(Head) && (Seen is null || IsWhole(Seen)) && From >= 0 && Path.Count <= LongestPath && Path.All(FileStore.IsHash) ? null
            : DistributingRefusals.BadPackage("thư trao đổi đầu nhật ký không đúng mẫu");

    private static bool IsWhole(SignedHead head) => head.Size >= 1 && FileStore.IsHash(head.Root) && head.Signature.Length <= LongestSignature && IsKey(head);

    /// <summary>Whether the key beside the signature is the one that is named.</summary>
    private static bool IsKey(SignedHead head)
    {
        Span<byte> key = stackalloc byte[200];
        return Convert.TryFromBase64String(head.PublicKey, key, out var length) && ReceiptKey.IdOf(key[..length].ToArray()) == head.KeyId;
    }
}
