using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The last verdict on the file of an incoming dispatch.</summary>
/// <param name="IncomingId">Which.</param>
public sealed record FindVerification(Id<IncomingDispatch> IncomingId) : IQuestion<VerificationView>;

internal sealed class FindVerificationHandler(DispatchDbContext db, ActContext context) : IRequestHandler<FindVerification, Outcome<VerificationView>>
{
    private static readonly Refusal NotYet = new("signing.not-verified", RefusalKind.Unknown, "Tệp của văn bản này chưa được kiểm tra chữ ký số. Việc kiểm tra chạy ngay sau khi văn bản đến; hãy tải lại sau ít phút hoặc bấm Kiểm tra lại.");

    public async Task<Outcome<VerificationView>> Handle(FindVerification request, CancellationToken cancellationToken)
    {
        if (!await db.Set<IncomingDispatch>().SeenBy(context.Someone).AnyAsync(i => i.Id == request.IncomingId, cancellationToken))
        {
            return KernelRefusals.Unknown("văn bản đến");
        }

        return await db.Set<IncomingVerification>().AsNoTracking().SingleOrDefaultAsync(v => v.IncomingId == request.IncomingId, cancellationToken) is { } kept ? VerificationView.Of(kept) : NotYet;
    }
}
