using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>What I gave to others for an absence and what others gave to me; for an administrator, those of everybody. Newest first; pages by key.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListDelegations(Id<TaskDelegation>? After = null, int Take = 50) : IQuestion<Page<DelegationView>>;

internal sealed class ListDelegationsHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListDelegations, Outcome<Page<DelegationView>>>
{
    public async Task<Outcome<Page<DelegationView>>> Handle(ListDelegations request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var page = await db.Set<TaskDelegation>().AsNoTracking()
            .SeenBy(actor)
            .PageAsync(d => d.Id, request.After, request.Take, delegation => delegation, delegation => delegation.Id.ToString(), cancellationToken, newestFirst: true);
        var people = page.Items.SelectMany(d => new[] { d.FromId, d.ToId }).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FullName, cancellationToken);
        return new Page<DelegationView>([.. page.Items.Select(d => DelegationView.Of(d, names[d.FromId], names[d.ToId]))], page.Next);
    }
}
