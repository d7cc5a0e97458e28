using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>
/// A partner's letter about the two logs. Its head is kept when it follows the one that is; a log that got shorter or is another one is refused and nothing changes. What the partner keeps of ours is
/// held against our own log. A letter twice, or late, changes nothing; like a signed head it is no leaf, or two logs would grow by telling each other that they grew.
/// </summary>
/// <param name="PartnerId">Whose letter.</param>
/// <param name="Letter">The letter.</param>
public sealed record TakeHead(Id<Body> PartnerId, HeadLetter Letter) : IAct<HeadTaken>;

/// <summary>What came of a letter.</summary>
/// <param name="IsKept">Whether its head is the one kept now and was not before.</param>
/// <param name="NotOurs">The size of a head our own key signed and our own log does not begin with: it was put back, written anew or cut off. Null when all is well.</param>
public sealed record HeadTaken(bool IsKept, long? NotOurs);

internal sealed class TakeHeadHandler(DispatchDbContext db, ReceiptDesk keys, Witness witness, ActContext context) : IRequestHandler<TakeHead, Outcome<HeadTaken>>
{
    public async Task<Outcome<HeadTaken>> Handle(TakeHead request, CancellationToken cancellationToken)
    {
        var (house, letter) = (context.Someone.OrganisationId, request.Letter);
        if (letter.Flaw() is { } flaw)
        {
            return flaw;
        }

        if (await ForgeryAsync(house, request, cancellationToken) is { } forgery)
        {
            return forgery;
        }

        var kept = await db.Set<KeptHead>().SingleOrDefaultAsync(head => head.OrganisationId == house && head.PartnerId == request.PartnerId, cancellationToken);
        if (kept?.IsAfter(letter.Head) is true)
        {
            return new HeadTaken(false, null);
        }

        if (kept?.Against(letter) is { } against)
        {
            return against;
        }

        var isKept = kept?.Follow(letter) ?? true;
        kept ??= db.Add(KeptHead.Of(house, request.PartnerId, letter.Head)).Entity;
        kept.OwnSize = letter.Seen?.Size ?? 0;
        return new HeadTaken(isKept, letter.Seen is { } seen && !await IsOursAsync(house, seen, cancellationToken) ? seen.Size : null);
    }

    /// <summary>The partner's head must be signed by the partner's key, and what it keeps of ours by one of our own, old ones too.</summary>
    private async Task<Refusal?> ForgeryAsync(Id<Body> house, TakeHead request, CancellationToken cancellationToken)
    {
        var believed = await keys.KeysForAsync(house, [house, request.PartnerId], cancellationToken);
        var (head, seen) = (request.Letter.Head, request.Letter.Seen);
        return !IsSigned(head, believed[request.PartnerId]) ? DistributingRefusals.NotOfPartner
            : seen is not null && (seen.Organisation != house.Value || !IsSigned(seen, believed[house])) ? DistributingRefusals.BadPackage("đầu nhật ký mà đối tác giữ không do cơ quan ký")
            : null;
    }

    private static bool IsSigned(SignedHead head, IEnumerable<ReceiptKey> keys) => ReceiptDesk.IsSignedBy(head.Statement(), head.KeyId, head.Signature, keys);

    /// <summary>Whether our log begins with a head of its own; the witness is told of one it does not begin with, so that the check of the log says so from now on.</summary>
    private async Task<bool> IsOursAsync(Id<Body> house, SignedHead seen, CancellationToken cancellationToken)
    {
        var tree = await db.TreeAsync(house, seen.Size, cancellationToken);
        var isOurs = tree.Size == seen.Size && Convert.ToHexStringLower(tree.Root(seen.Size)) == seen.Root;
        if (!isOurs)
        {
            context.Afterwards(() => witness.Signed(seen));
        }

        return isOurs;
    }
}
