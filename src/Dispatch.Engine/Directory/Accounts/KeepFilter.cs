using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Lưu bộ lọc: keeps a question to a list under a name, for this person in every browser. The same name of the same list is written over.</summary>
/// <param name="List">The address of the list: small letters, digits, "/" and "-", up to 60.</param>
/// <param name="Name">1 to 40 letters.</param>
/// <param name="Query">The question as the address says it, from its "?", up to 300 letters of ASCII: words stand there as addresses encode them.</param>
/// <param name="IsDefault">Whether the list opens with it from now on; one filter of a list does.</param>
public sealed record KeepFilter(string List, string Name, string Query, bool IsDefault = false) : IAct<SavedFilterView>, IShaped, ICarriesText
{
    internal const int LongestList = 60;
    internal const int LongestName = 40;
    internal const int LongestQuery = 300;

    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { List: not (['/', ..] and { Length: <= LongestList }) } => KernelRefusals.Shape("list", "Danh sách này không có bộ lọc để lưu."),
        _ when !List.All(letter => letter is '/' or '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')) => KernelRefusals.Shape("list", "Danh sách này không có bộ lọc để lưu."),
        _ when Name.Trim().Length is 0 or > LongestName => KernelRefusals.Shape("name", "Hãy đặt tên cho bộ lọc, từ 1 đến 40 ký tự."),
        _ when Query is not (['?', _, ..] and { Length: <= LongestQuery }) || !Query.All(letter => letter is > ' ' and <= '~') => KernelRefusals.Shape("query", "Hãy chọn điều kiện lọc rồi mới lưu."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Name];
}

/// <summary>A saved filter, as its person sees it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="List">The address of the list.</param>
/// <param name="Name">What its person calls it.</param>
/// <param name="Query">The question, from its "?".</param>
/// <param name="IsDefault">Whether the list opens with it.</param>
public sealed record SavedFilterView(Id<SavedFilter> Id, string List, string Name, string Query, bool IsDefault)
{
    internal static SavedFilterView Of(SavedFilter filter) => new(filter.Id, filter.List, filter.Name, filter.Query, filter.IsDefault);
}

internal sealed class KeepFilterHandler(DispatchDbContext db, SessionDesk sessions, TimeProvider clock) : IRequestHandler<KeepFilter, Outcome<SavedFilterView>>
{
    public async Task<Outcome<SavedFilterView>> Handle(KeepFilter request, CancellationToken cancellationToken)
    {
        var self = (await sessions.SelfAsync(cancellationToken)).Id;
        var name = TextGuard.Clean(request.Name);
        var filters = await db.Set<SavedFilter>().Where(f => f.PersonId == self && f.List == request.List).ToListAsync(cancellationToken);
        var filter = filters.Find(f => f.Name == name);
        if (filter is null)
        {
            if (filters.Count >= SavedFilter.Most)
            {
                return AccountRefusals.TooManyFilters;
            }

            filter = new SavedFilter { Id = Id<SavedFilter>.New(clock.GetUtcNow()), PersonId = self, List = request.List, Name = name, Query = request.Query };
            db.Add(filter);
            filters.Add(filter);
        }

        filter.Query = request.Query;
        filters.ForEach(f => f.IsDefault = ReferenceEquals(f, filter) ? request.IsDefault : f.IsDefault && !request.IsDefault);
        return SavedFilterView.Of(filter);
    }
}
