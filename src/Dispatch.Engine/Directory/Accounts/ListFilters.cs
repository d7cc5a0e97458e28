using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>One's own saved filters of a list, by name; at most <see cref="SavedFilter.Most"/>.</summary>
/// <param name="List">The address of the list.</param>
public sealed record ListFilters(string List) : IQuestion<IReadOnlyList<SavedFilterView>>;

internal sealed class ListFiltersHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListFilters, Outcome<IReadOnlyList<SavedFilterView>>>
{
    public async Task<Outcome<IReadOnlyList<SavedFilterView>>> Handle(ListFilters request, CancellationToken cancellationToken)
    {
        var self = context.Someone.PersonId;
        var filters = await db.Set<SavedFilter>().AsNoTracking().Where(f => f.PersonId == self && f.List == request.List).OrderBy(f => f.Name).Take(SavedFilter.Most).ToListAsync(cancellationToken);
        return filters.ConvertAll(SavedFilterView.Of);
    }
}
