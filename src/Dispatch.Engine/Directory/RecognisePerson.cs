using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>Who is it whom a session names? Asked by the doors at every request, before there is an actor; a closed account is nobody.</summary>
/// <param name="PersonId">The person the session was begun for.</param>
public sealed record RecognisePerson(Id<Person> PersonId) : IQuestion<PersonView>;

internal sealed class RecognisePersonHandler(DispatchDbContext db) : IRequestHandler<RecognisePerson, Outcome<PersonView>>
{
    public async Task<Outcome<PersonView>> Handle(RecognisePerson request, CancellationToken cancellationToken)
    {
        var known = await db.Set<Person>().AsNoTracking().Where(p => p.Id == request.PersonId && p.DisabledAt == null)
            .Join(db.Set<Body>(), p => p.OrganisationId, b => b.Id, (person, organisation) => new { person, organisation.Name })
            .SingleOrDefaultAsync(cancellationToken);
        return known is null ? KernelRefusals.SignInFirst : PeopleWording.View(known.person, known.Name);
    }
}
