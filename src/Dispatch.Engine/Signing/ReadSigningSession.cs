using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The file of one's own signing session: exactly what will be signed.</summary>
public sealed record ReadSigningSession(Id<SigningSession> SessionId) : IQuestion<PaperFile>;

internal sealed class ReadSigningSessionHandler(DispatchDbContext db, FileStore files, ActContext context, TimeProvider clock) : IRequestHandler<ReadSigningSession, Outcome<PaperFile>>
{
    public async Task<Outcome<PaperFile>> Handle(ReadSigningSession request, CancellationToken cancellationToken)
    {
        var own = db.Set<SigningSession>().AsNoTracking().OwnedBy(context.Someone).Where(s => s.Id == request.SessionId);
        return await own.Where(SigningSession.KeepsFile(clock.GetUtcNow())).Select(s => s.PreparedHash).SingleOrDefaultAsync(cancellationToken) is { } hash
            ? new PaperFile(await files.ReadAsync(hash, cancellationToken), hash, "van-ban-cho-ky.pdf", IsFinal: false)
            : await own.AnyAsync(cancellationToken) ? SigningRefusals.SessionOver : KernelRefusals.Unknown("phiên ký");
    }
}
