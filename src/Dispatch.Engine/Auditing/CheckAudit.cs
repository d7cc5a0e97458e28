using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>
/// Is the organisation's history as it was written? Every leaf is hashed again and the tree made again from the leaves; it is held against its head, the heads that were signed, what stands outside the
/// database, the papers that the leaves tell of, and the stored files. Costly: it stands in line.
/// </summary>
public sealed record CheckAudit : IQuestion<AuditVerdict>;

/// <summary>What the check found.</summary>
/// <param name="IsIntact">Whether nothing disagrees.</param>
/// <param name="Size">Leaves in the log.</param>
/// <param name="Root">The tree head, hex; compare it with one kept elsewhere: a rewritten history agrees with itself.</param>
/// <param name="FirstBadIndex">The first leaf that does not agree; null when every leaf does, though a head may differ.</param>
/// <param name="NotAsWitnessed">The size of the first head kept outside the database that the log does not begin with: it was written anew, cut off, or put back from a backup. Null when it is as witnessed.</param>
/// <param name="At">When it was checked.</param>
/// <param name="Scope">What was looked at.</param>
/// <param name="Faults">What disagrees, the log first; at most <see cref="AuditFaults.Most"/>.</param>
/// <param name="FaultCount">How many disagree in all.</param>
public sealed record AuditVerdict(
    bool IsIntact, long Size, string Root, long? FirstBadIndex, long? NotAsWitnessed, DateTimeOffset At, AuditScope Scope, IReadOnlyList<AuditFault> Faults, int FaultCount);

/// <summary>What a check looked at.</summary>
/// <param name="Leaves">Leaves that were hashed again.</param>
/// <param name="SignedHeads">Heads in the database whose signature was checked.</param>
/// <param name="Keys">The keys that signed them, as the organisation publishes them.</param>
/// <param name="WitnessLines">Heads and last numbers outside the database.</param>
/// <param name="PartnerHeads">Heads of partners' logs that are kept here.</param>
/// <param name="Papers">Papers whose number and file were held against the log.</param>
/// <param name="Files">Files of the organisation that must be in the store.</param>
/// <param name="FilesRead">Those of them that were read again to the last byte. The rest is read by the server's own round.</param>
public sealed record AuditScope(long Leaves, int SignedHeads, IReadOnlyList<string> Keys, int WitnessLines, int PartnerHeads, int Papers, int Files, int FilesRead);

/// <summary>Turns for those who have logs checked: a check reads everything an organisation has.</summary>
internal sealed class AuditLine(TimeProvider clock)
{
    /// <summary>Two at once.</summary>
    public WorkLine Readers { get; } = new(2, new Refusal("auditing.busy", RefusalKind.Busy, "Đang có nhiều cơ quan kiểm tra nhật ký. Hãy đợi ít phút rồi kiểm tra lại."), clock);
}

internal sealed class CheckAuditHandler(DispatchDbContext db, Witness witness, ReceiptDesk keys, FileStore files, FileRound round, PaperNames names, AuditLine line, ActContext context, TimeProvider clock)
    : IRequestHandler<CheckAudit, Outcome<AuditVerdict>>
{
    private const int AtOnce = 2_000;

    public Task<Outcome<AuditVerdict>> Handle(CheckAudit request, CancellationToken cancellationToken) =>
        line.Readers.DoAsync<AuditVerdict>(context, async () => await CheckAsync(cancellationToken), cancellationToken);

    /// <summary>Acts go on meanwhile, so whatever must be borne out by something else is read before it: papers and heads before the log, and of the log what stood under its head then.</summary>
    private async Task<AuditVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        var house = context.Someone.OrganisationId;
        var faults = new AuditFaults();
        var claims = await PaperClaims.ReadAsync(db, house, cancellationToken);
        var witnessed = witness.HeadsOf(house);
        var heads = await HeadCheck.ReadAsync(db, keys, house, faults, cancellationToken);
        var log = await db.Set<AuditLog>().AsNoTracking().SingleOrDefaultAsync(one => one.OrganisationId == house, cancellationToken);
        var walk = new LogWalk(house, claims, faults, heads.Signed, witnessed);
        await WalkAsync(walk, log?.Size ?? 0, cancellationToken);
        walk.End(log);
        await FindLooseAsync(log?.Size ?? 0, faults, cancellationToken);
        var numbers = await SeriesCheck.CheckAsync(db, witness, house, faults, cancellationToken);
        claims.Left(faults);
        var (stored, read) = await new FileCheck(db, files, round, clock).CheckAsync(house, faults, cancellationToken);
        return new AuditVerdict(
            faults.Count == 0, walk.Size, walk.Root, walk.FirstBad, walk.NotAsWitnessed, clock.GetUtcNow(),
            new AuditScope(walk.Size, heads.Signed.Count, heads.Keys, witnessed.Count + numbers, heads.Partners, claims.Papers, stored, read), await faults.NamedAsync(names, cancellationToken), faults.Count);
    }

    /// <summary>By pages, so that no question to the database lasts as long as a long log.</summary>
    private async Task WalkAsync(LogWalk walk, long size, CancellationToken cancellationToken)
    {
        var house = context.Someone.OrganisationId;
        for (var (last, more) = (long.MinValue, true); more;)
        {
            var leaves = await db.Set<AuditLeaf>().AsNoTracking().Where(leaf => leaf.OrganisationId == house && leaf.Index > last && leaf.Index < size).OrderBy(leaf => leaf.Index).Take(AtOnce).ToListAsync(cancellationToken);
            leaves.ForEach(walk.Take);
            more = leaves.Count == AtOnce;
            last = more ? leaves[^1].Index : last;
        }
    }

    /// <summary>Leaves that no head covers, by the head of this very moment: the log may have grown.</summary>
    private async Task FindLooseAsync(long size, AuditFaults faults, CancellationToken cancellationToken)
    {
        var house = context.Someone.OrganisationId;
        var loose = await db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Index >= size && !db.Set<AuditLog>().Any(log => log.OrganisationId == house && log.Size > leaf.Index))
            .GroupBy(leaf => leaf.OrganisationId).Select(leaves => new { Count = leaves.Count(), First = leaves.Min(leaf => leaf.Index) }).SingleOrDefaultAsync(cancellationToken);
        if (loose is not null)
        {
            faults.Add(AuditFaultWords.Loose(loose.First, loose.Count));
        }
    }
}
