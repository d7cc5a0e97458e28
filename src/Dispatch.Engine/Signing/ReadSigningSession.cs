using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The file of one's own signing session: exactly what will be signed.</summary>
public sealed record ReadSigningSession(Id<SigningSession> SessionId) : IQuestion<PaperFile>;

internal sealed class ReadSigningSessionHandler(DispatchDbContext db, FileStore files, ActContext context) : IRequestHandler<ReadSigningSession, Outcome<PaperFile>>
{
    public async Task<Outcome<PaperFile>> Handle(ReadSigningSession request, CancellationToken cancellationToken) =>
        await db.Set<SigningSession>().AsNoTracking().OwnedBy(context.Someone).SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellationToken) is { } session
            ? new PaperFile(await files.ReadAsync(session.PreparedHash, cancellationToken), session.PreparedHash, "van-ban-cho-ky.pdf", IsFinal: false)
            : KernelRefusals.Unknown("phiên ký");
}
