using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The one way in which the installation looks at a file by itself, and keeps what it found with the incoming dispatch: on arrival, when asked again, and when a copy is certified.</summary>
internal sealed class VerificationDesk(DispatchDbContext db, FileStore files, ISigningServices services, SignatoryDesk signatories, ArrivalVerdicts arrivals, TimeProvider clock)
{
    /// <summary>What is proven of a kept file now. It may ask services far away: before the transaction.</summary>
    /// <param name="hash">SHA-256 of the file.</param>
    /// <param name="isArrival">One file goes to many: on arrival a verdict of the last minutes will do.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public async Task<VerifiedFile> LookAsync(string hash, bool isArrival, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (isArrival && arrivals.Recall(hash, now) is { } known)
        {
            return known;
        }

        var found = VerifiedFile.Of(await services.VerifyAsync(await files.ReadAsync(hash, cancellationToken), cancellationToken), await signatories.FindAsync(hash, cancellationToken));
        arrivals.Remember(hash, found, now);
        return found;
    }

    /// <summary>Keeps what was found with the incoming dispatch, in the act's transaction.</summary>
    public async Task<IncomingVerification> KeepAsync(Id<IncomingDispatch> incoming, Id<Body> organisation, string hash, VerifiedFile found, CancellationToken cancellationToken)
    {
        var kept = await db.Set<IncomingVerification>().SingleOrDefaultAsync(v => v.IncomingId == incoming, cancellationToken)
            ?? db.Add(new IncomingVerification { IncomingId = incoming, OrganisationId = organisation, ContentHash = hash }).Entity;
        kept.Take(found, clock.GetUtcNow());
        return kept;
    }
}
