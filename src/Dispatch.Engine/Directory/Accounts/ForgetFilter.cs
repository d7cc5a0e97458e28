using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Bỏ bộ lọc: one's own saved filter is no more. What it was is answered, so that it can be kept again.</summary>
public sealed record ForgetFilter(Id<SavedFilter> FilterId) : IAct<SavedFilterView>;

internal sealed class ForgetFilterHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ForgetFilter, Outcome<SavedFilterView>>
{
    public async Task<Outcome<SavedFilterView>> Handle(ForgetFilter request, CancellationToken cancellationToken)
    {
        var self = context.Someone.PersonId;
        var filter = await db.Set<SavedFilter>().SingleOrDefaultAsync(f => f.Id == request.FilterId && f.PersonId == self, cancellationToken);
        if (filter is null)
        {
            return KernelRefusals.Unknown("bộ lọc");
        }

        db.Remove(filter);
        return SavedFilterView.Of(filter);
    }
}
