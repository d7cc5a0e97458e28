using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>One copy.</summary>
public sealed record FindCopy(Id<CertifiedCopy> CopyId) : IQuestion<CopyView>, IReadsPaper
{
    Guid IReadsPaper.Paper => CopyId.Value;
}

/// <summary>Copies made by the organisation, oldest first unless asked otherwise; pages by key.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="NewestFirst">Whether the newest come first, as people look for them.</param>
public sealed record ListCopies(CopyState? State = null, Id<CertifiedCopy>? After = null, int Take = 50, bool NewestFirst = false) : IQuestion<Page<CopyView>>;

internal sealed class FindCopyHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<FindCopy, Outcome<CopyView>>, IRequestHandler<ListCopies, Outcome<Page<CopyView>>>
{
    public async Task<Outcome<CopyView>> Handle(FindCopy request, CancellationToken cancellationToken) =>
        await Seen().SingleOrDefaultAsync(c => c.Id == request.CopyId, cancellationToken) is { } copy ? CopyView.Of(copy) : KernelRefusals.Unknown("bản sao");

    public async Task<Outcome<Page<CopyView>>> Handle(ListCopies request, CancellationToken cancellationToken) =>
        await (request.State is { } state ? Seen().Where(c => c.State == state) : Seen())
            .PageAsync(c => c.Id, request.After, request.Take, CopyView.Of, view => view.Id.ToString(), cancellationToken, request.NewestFirst);

    private IQueryable<CertifiedCopy> Seen() => db.Set<CertifiedCopy>().AsNoTracking().SeenBy(context.Someone);
}
