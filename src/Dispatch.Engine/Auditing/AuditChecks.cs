using System.Globalization;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>The heads that the database keeps: the organisation's own, and those of partners.</summary>
/// <param name="Signed">Those whose signature is the organisation's, the shortest first: the log is held against them.</param>
/// <param name="Keys">The keys that signed them.</param>
/// <param name="Partners">How many of partners were looked at.</param>
internal sealed record HeadCheck(IReadOnlyList<WitnessedHead> Signed, IReadOnlyList<string> Keys, int Partners)
{
    /// <summary>Reads every head and checks its signature; keys that were rolled stay good for what they signed.</summary>
    public static async Task<HeadCheck> ReadAsync(DispatchDbContext db, ReceiptDesk keys, Id<Body> house, AuditFaults faults, CancellationToken cancellationToken)
    {
        // A row whose id is not its key's hash is no key.
        var own = (await keys.KeysForAsync(house, [house], cancellationToken))[house].Where(key => ReceiptKey.IdOf(key.PublicKey) == key.KeyId).ToList();
        var signed = new List<WitnessedHead>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var head in db.Set<TreeHead>().AsNoTracking().Where(head => head.OrganisationId == house).OrderBy(head => head.Size).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var said = SignedHead.Of(head);
            if (!own.Exists(key => key.KeyId == head.KeyId))
            {
                faults.Add(AuditFaultWords.Stranger(head.Size, head.KeyId));
            }
            else if (!ReceiptDesk.IsSignedBy(said.Statement(), head.KeyId, head.Signature, own))
            {
                faults.Add(AuditFaultWords.False(head.Size, OfficeTime.Local(head.At).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)));
            }
            else
            {
                used.Add(head.KeyId);
                signed.Add(new WitnessedHead(head.Size, said.Root));
            }
        }

        return new HeadCheck(signed, [.. used.Order(StringComparer.Ordinal)], await PartnersAsync(db, house, faults, cancellationToken));
    }

    /// <summary>The newest head of each partner, by the key that signed it: partners roll theirs.</summary>
    private static async Task<int> PartnersAsync(DispatchDbContext db, Id<Body> house, AuditFaults faults, CancellationToken cancellationToken)
    {
        var kept = await db.Set<KeptHead>().AsNoTracking().Where(head => head.OrganisationId == house)
            .Join(db.Set<Body>(), head => head.PartnerId, body => body.Id, (head, body) => new { Head = head, body.Name }).ToListAsync(cancellationToken);
        foreach (var partner in kept.Where(partner => !IsAsSigned(partner.Head)))
        {
            faults.Add(AuditFaultWords.Partner(partner.Name));
        }

        return kept.Count;
    }

    private static bool IsAsSigned(KeptHead head) => ReceiptDesk.IsSignedBy(head.Signed().Statement(), head.KeyId, head.Signature, head.PublicKey);
}

/// <summary>The numbers given, as the witness outside the database knows them.</summary>
internal static class SeriesCheck
{
    /// <summary>Gives how many series the witness knows; those that went back are faults.</summary>
    public static async Task<int> CheckAsync(DispatchDbContext db, Witness witness, Id<Body> house, AuditFaults faults, CancellationToken cancellationToken)
    {
        var known = witness.NumbersOf(house);
        var now = await db.Set<NumberSeries>().AsNoTracking().Where(series => series.OrganisationId == house).ToDictionaryAsync(series => (series.Book, series.Year), series => series.Last, cancellationToken);
        foreach (var (book, year, given) in known.Where(series => now.GetValueOrDefault((series.Book, series.Year)) < series.Last))
        {
            faults.Add(AuditFaultWords.WentBack(book, year, now.GetValueOrDefault((book, year)), given));
        }

        return known.Count;
    }
}

/// <summary>The files of one organisation: every one must be there, and as many as a person waits for are read to the last byte.</summary>
internal sealed class FileCheck(DispatchDbContext db, FileStore files, FileRound round, TimeProvider clock)
{
    /// <summary>How long is read. What is left is the round's, and what the round found damaged is read first.</summary>
    private static readonly TimeSpan ReadAtMost = TimeSpan.FromSeconds(20);

    /// <summary>Gives how many files there must be and how many were read.</summary>
    public async Task<(int Files, int Read)> CheckAsync(Id<Body> house, AuditFaults faults, CancellationToken cancellationToken)
    {
        files.CheckThere();
        var named = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var hash in NamedFiles.ReadOwnAsync(db, house, clock.GetUtcNow(), cancellationToken))
        {
            named.Add(hash);
        }

        var (began, read) = (clock.GetTimestamp(), 0);
        foreach (var hash in named.OrderByDescending(round.Harmed.Contains))
        {
            if (!FileStore.IsHash(hash) || !files.Holds(hash))
            {
                faults.Add(AuditFaultWords.Gone(hash, faults.IsFull ? null : await PaperOfAsync(house, hash, cancellationToken)));
            }
            else if (clock.GetElapsedTime(began) < ReadAtMost)
            {
                read++;
                if (await files.LookAtAsync(hash, cancellationToken) is { IsWhole: false })
                {
                    faults.Add(AuditFaultWords.Damaged(hash, faults.IsFull ? null : await PaperOfAsync(house, hash, cancellationToken)));
                }
            }
        }

        return (named.Count, read);
    }

    /// <summary>One of the organisation's papers that name a file.</summary>
    private async Task<Guid?> PaperOfAsync(Id<Body> house, string hash, CancellationToken cancellationToken)
    {
        var dispatches = db.Set<OfficialDispatch>().Where(d => d.OrganisationId == house && (d.ContentHash == hash || d.SealedHash == hash || d.SignedHash == hash)).Select(d => (Guid)(object)d.Id);
        var copies = db.Set<CertifiedCopy>().Where(c => c.OrganisationId == house && (c.ContentHash == hash || c.SignedHash == hash)).Select(c => (Guid)(object)c.Id);
        var incoming = db.Set<IncomingDispatch>().Where(i => i.OrganisationId == house && i.ContentHash == hash).Select(i => (Guid)(object)i.Id);
        foreach (var papers in new[] { dispatches, copies, incoming })
        {
            if (await papers.Take(1).ToListAsync(cancellationToken) is [var paper])
            {
                return paper;
            }
        }

        return null;
    }
}
