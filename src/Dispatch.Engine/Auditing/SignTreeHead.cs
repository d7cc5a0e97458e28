using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>Ký đầu nhật ký: the organisation signs how long its log is and what stands in it. A log that did not grow keeps the head it has; the head itself is no leaf, or it would never be the last.</summary>
public sealed record SignTreeHead : IAct<SignedHead>;

/// <summary>The newest signed head of the organisation's log.</summary>
public sealed record FindTreeHead : IQuestion<SignedHead>;

/// <summary>The proof that nothing was changed or taken out between two sizes of the organisation's log (RFC 9162, 2.1.4).</summary>
/// <param name="First">The smaller size, of a head that somebody kept.</param>
/// <param name="Second">The larger one.</param>
public sealed record ProveConsistency(long First, long Second) : IQuestion<ConsistencyProof>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => First < 1 || First > Second ? KernelRefusals.Shape("first", "Hãy đưa hai độ dài nhật ký: độ dài trước từ 1 trở lên, độ dài sau không nhỏ hơn độ dài trước.") : null;
}

/// <summary>A signed head as others keep it.</summary>
/// <param name="Organisation">Whose log.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">The root over them, hex.</param>
/// <param name="At">When it was signed.</param>
/// <param name="KeyId">The key: SHA-256 of the public key, hex. Who compares it with what the organisation published knows whose head it is.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256 of the statement, base64 of r and s side by side.</param>
public sealed record SignedHead(Guid Organisation, long Size, string Root, DateTimeOffset At, string KeyId, string PublicKey, string Signature)
{
    /// <summary>What was signed.</summary>
    public string Statement() => TreeHead.StatementOf(Organisation, Size, Root, At);

    internal static SignedHead Of(TreeHead head) => new(
        head.OrganisationId.Value, head.Size, Convert.ToHexStringLower(head.Root), head.At, head.KeyId, Convert.ToBase64String(head.PublicKey), head.Signature);
}

/// <summary>A proof between two sizes.</summary>
/// <param name="First">The smaller size.</param>
/// <param name="FirstRoot">The root then, hex, made from the leaves as they stand now.</param>
/// <param name="Second">The larger size.</param>
/// <param name="SecondRoot">The root then, hex.</param>
/// <param name="Path">The hashes, hex.</param>
public sealed record ConsistencyProof(long First, string FirstRoot, long Second, string SecondRoot, IReadOnlyList<string> Path);

internal sealed class SignTreeHeadHandler(DispatchDbContext db, ReceiptDesk keys, Witness witness, ActContext context, TimeProvider clock) : IRequestHandler<SignTreeHead, Outcome<SignedHead>>
{
    public async Task<Outcome<SignedHead>> Handle(SignTreeHead request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        if (await db.Set<AuditLog>().AsNoTracking().SingleOrDefaultAsync(log => log.OrganisationId == organisation, cancellationToken) is not { Size: > 0 } log)
        {
            return EvidenceRefusals.EmptyLog;
        }

        if (await db.Set<TreeHead>().AsNoTracking().SingleOrDefaultAsync(head => head.OrganisationId == organisation && head.Size == log.Size, cancellationToken) is { } signed)
        {
            return SignedHead.Of(signed);
        }

        // To the millisecond: what is signed must come back from every database as it went in.
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        var statement = TreeHead.StatementOf(organisation.Value, log.Size, Convert.ToHexStringLower(log.Root), now);
        var key = await keys.OwnKeyAsync(organisation, cancellationToken);
        var head = new TreeHead
        {
            OrganisationId = organisation,
            Size = log.Size,
            Root = log.Root,
            At = now,
            KeyId = key.KeyId,
            PublicKey = key.PublicKey,
            Signature = keys.Sign(key, statement),
        };
        db.Add(head);
        var seen = SignedHead.Of(head);
        context.Afterwards(() => witness.Signed(seen));
        return seen;
    }
}

internal sealed class FindTreeHeadHandler(DispatchDbContext db, ActContext context) : IRequestHandler<FindTreeHead, Outcome<SignedHead>>
{
    public async Task<Outcome<SignedHead>> Handle(FindTreeHead request, CancellationToken cancellationToken) =>
        await db.NewestHeadAsync(context.Someone.OrganisationId, cancellationToken) is { } head ? SignedHead.Of(head) : EvidenceRefusals.NoHead;
}

internal sealed class ProveConsistencyHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ProveConsistency, Outcome<ConsistencyProof>>
{
    public async Task<Outcome<ConsistencyProof>> Handle(ProveConsistency request, CancellationToken cancellationToken)
    {
        var tree = await db.TreeAsync(context.Someone.OrganisationId, request.Second, cancellationToken);
        return tree.Size < request.Second
            ? EvidenceRefusals.ShorterLog(tree.Size)
            : new ConsistencyProof(request.First, Hex(tree.Root(request.First)), request.Second, Hex(tree.Root(request.Second)), [.. tree.Consistency(request.First, request.Second).Select(Hex)]);
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}

/// <summary>How heads and trees are read.</summary>
internal static class TreeHeads
{
    public static Task<TreeHead?> NewestHeadAsync(this DispatchDbContext db, Id<Body> organisation, CancellationToken cancellationToken) =>
        db.Set<TreeHead>().AsNoTracking().Where(head => head.OrganisationId == organisation).OrderByDescending(head => head.Size).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The tree over the first leaves of a log, from their hashes alone: 32 bytes a leaf.</summary>
    public static async Task<MerkleTree> TreeAsync(this DispatchDbContext db, Id<Body> organisation, long size, CancellationToken cancellationToken) =>
        new(await db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == organisation && leaf.Index < size).OrderBy(leaf => leaf.Index).Select(leaf => leaf.LeafHash).ToListAsync(cancellationToken));
}

/// <summary>Why there is no proof.</summary>
internal static class EvidenceRefusals
{
    public static readonly Refusal EmptyLog = new("auditing.empty-log", RefusalKind.Conflict, "Nhật ký của cơ quan còn trống, chưa có gì để ký.");

    public static readonly Refusal NoHead = new("auditing.no-head", RefusalKind.Unknown, "Nhật ký của cơ quan chưa được ký lần nào. Hệ thống ký theo định kỳ; hãy thử lại sau ít phút hoặc nhờ văn thư bấm Ký đầu nhật ký.");

    public static readonly Refusal HeadOfOldKey = new("auditing.head-of-old-key", RefusalKind.Conflict, "Cơ quan vừa đổi khóa, nhật ký chưa được ký bằng khóa mới. Hãy thử lại sau ít phút hoặc nhờ văn thư bấm Ký đầu nhật ký.");

    public static readonly Refusal NothingProven = new("auditing.nothing-proven", RefusalKind.Conflict, "Văn bản này chưa có dòng nhật ký nào nằm dưới đầu nhật ký đã ký. Hãy thử lại sau lần ký tới.");

    public static Refusal ShorterLog(long size) => new("auditing.shorter-log", RefusalKind.Conflict, $"Nhật ký của cơ quan chỉ có {size} dòng, ngắn hơn độ dài được hỏi. Nếu quý vị giữ một đầu nhật ký dài hơn, hãy báo quản trị hệ thống: nhật ký có thể đã bị cắt.");
}
