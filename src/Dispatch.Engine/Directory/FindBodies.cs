using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>Bodies and units as they stand today; for pickers.</summary>
/// <param name="ParentId">Only those directly under this one.</param>
/// <param name="Key">Only the one with this key.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record FindBodies(Id<Body>? ParentId = null, string? Key = null, Id<Body>? After = null, int Take = 100) : IQuestion<Page<BodyView>>;

/// <summary>A body or unit.</summary>
public sealed record BodyView(Id<Body> Id, string Key, BodyKind Kind, string Name, string? Abbreviation, string? Code, Id<Body>? ParentId, DateOnly? ValidFrom, DateOnly? ValidTo, Id<Body>? SuccessorId)
{
    internal static BodyView Of(Body b) => new(b.Id, b.Key, b.Kind, b.Name, b.Abbreviation, b.Code, b.ParentId, b.ValidFrom, b.ValidTo, b.SuccessorId);
}

/// <summary>People of the person's own organisation who hold a role; for pickers.</summary>
/// <param name="Role">The role; none lists all.</param>
public sealed record ListPeople(Role Role = Role.None) : IQuestion<Page<PersonView>>;

internal sealed class FindBodiesHandler(DispatchDbContext db, ActContext context, TimeProvider clock) :
    IRequestHandler<FindBodies, Outcome<Page<BodyView>>>, IRequestHandler<ListPeople, Outcome<Page<PersonView>>>
{
    public async Task<Outcome<Page<BodyView>>> Handle(FindBodies request, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var bodies = db.Set<Body>().AsNoTracking().Where(b => (b.ValidFrom == null || b.ValidFrom <= today) && (b.ValidTo == null || b.ValidTo > today));
        bodies = request.ParentId is { } parent ? bodies.Where(b => b.ParentId == parent) : bodies;
        bodies = request.Key is { } key ? db.Set<Body>().AsNoTracking().Where(b => b.Key == key) : bodies;
        return await bodies.PageAsync(b => b.Id, request.After, request.Take, BodyView.Of, view => view.Id.ToString(), cancellationToken);
    }

    public async Task<Outcome<Page<PersonView>>> Handle(ListPeople request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var name = await db.Set<Body>().Where(b => b.Id == organisation).Select(b => b.Name).SingleAsync(cancellationToken);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == organisation && p.DisabledAt == null).OrderBy(p => p.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        return new Page<PersonView>([.. people.Where(p => request.Role is Role.None || p.Roles.HasFlag(request.Role)).Select(p => PeopleWording.View(p, name))], null);
    }
}
