using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Kiểm tra chữ ký số của văn bản đến: on arrival by the system, and again whenever a clerk asks; the last verdict stands on its page.</summary>
/// <param name="IncomingId">Which.</param>
public sealed record VerifyIncoming(Id<IncomingDispatch> IncomingId) : IAct<VerificationView>;

/// <summary>The kept verdict of an incoming dispatch.</summary>
/// <param name="IncomingId">Which.</param>
/// <param name="ContentHash">SHA-256 of the file that was looked at.</param>
/// <param name="VerifiedAt">When.</param>
/// <param name="Found">The verdict and its reasons.</param>
public sealed record VerificationView(Id<IncomingDispatch> IncomingId, string ContentHash, DateTimeOffset VerifiedAt, VerifiedFile Found)
{
    internal static VerificationView Of(IncomingVerification v) => new(v.IncomingId, v.ContentHash, v.VerifiedAt, v.Found);
}

/// <summary>What was found before the transaction.</summary>
internal sealed class FinishedVerification
{
    public string? ContentHash { get; set; }

    public VerifiedFile? Found { get; set; }
}

/// <summary>Reads and judges the file, and asks about revocation, before the transaction opens.</summary>
internal sealed class VerifyIncomingBeforehand(DispatchDbContext db, VerificationDesk verifications, FinishedVerification finished, ActContext context) : IBeforehand<VerifyIncoming>
{
    public async Task<Refusal?> PrepareAsync(VerifyIncoming request, CancellationToken cancellationToken)
    {
        var hash = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).Where(i => i.Id == request.IncomingId).Select(i => i.ContentHash).SingleOrDefaultAsync(cancellationToken);
        if (hash is not null)
        {
            (finished.ContentHash, finished.Found) = (hash, await verifications.LookAsync(hash, isArrival: context.Someone.Is(Role.System), cancellationToken));
        }

        // Where there is no file the handler says so.
        return null;
    }
}

internal sealed class VerifyIncomingHandler(DispatchDbContext db, VerificationDesk verifications, FinishedVerification finished, ActContext context) : IRequestHandler<VerifyIncoming, Outcome<VerificationView>>
{
    private static readonly Refusal NoFile = new("signing.nothing-to-verify", RefusalKind.Conflict, "Văn bản giấy, không kèm tệp để kiểm tra chữ ký số.");

    public async Task<Outcome<VerificationView>> Handle(VerifyIncoming request, CancellationToken cancellationToken)
    {
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(i => i.Id == request.IncomingId, cancellationToken);
        if (incoming is null)
        {
            return KernelRefusals.Unknown("văn bản đến");
        }

        if (finished.Found is not { } found || finished.ContentHash != incoming.ContentHash)
        {
            return NoFile;
        }

        var kept = await verifications.KeepAsync(incoming.Id, incoming.OrganisationId, incoming.ContentHash!, found, cancellationToken);
        context.Note(incoming.OrganisationId, "signing.incoming-verified", incoming.Id.Value, new { incoming.ContentHash, found.Verdict, found.Integrity, found.Reason, Authority = found.Signatory?.Stood });
        return VerificationView.Of(kept);
    }
}

/// <summary>The verdicts of the last minutes by hash, so that one file for many receivers is judged once.</summary>
internal sealed class ArrivalVerdicts
{
    private const int Most = 64;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (VerifiedFile Found, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    public VerifiedFile? Recall(string hash, DateTimeOffset now)
    {
        lock (gate)
        {
            return known.TryGetValue(hash, out var found) && (now - found.At).Duration() < Memory ? found.Found : null;
        }
    }

    public void Remember(string hash, VerifiedFile found, DateTimeOffset now)
    {
        lock (gate)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[hash] = (found, now);
        }
    }
}
