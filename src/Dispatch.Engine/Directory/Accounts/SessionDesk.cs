using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Begins and ends sessions, and notes it in the organisation's log.</summary>
internal sealed class SessionDesk(DispatchDbContext db, ActContext context, AccountRules rules, TimeProvider clock)
{
    private const int LongestName = 100;

    /// <summary>A session for somebody who proved a moment ago who they are; from here on they are the actor.</summary>
    public async Task<BegunSession> BeginAsync(Person person, Door door, TimeSpan lives, bool isHalf, CancellationToken cancellationToken)
    {
        var session = Make(person, door.Kind, door.Program, door.Address, lives, TokenScope.Read | TokenScope.Act, isHalf);
        db.Add(session);
        context.Actor = ActorOf(person);
        context.Note(person.OrganisationId, isHalf ? "access.password-given" : "access.signed-in", person.Id.Value, new { Session = session.Id, session.Kind, session.Address, door.IsKnown });
        return new BegunSession(session.Id, session.Turn, session.EndsAt, isHalf ? Owed.Code : rules.OwedBy(person), await ViewAsync(person, cancellationToken));
    }

    /// <summary>A new row.</summary>
    public AccountSession Make(Person person, SessionKind kind, string name, string address, TimeSpan lives, TokenScope scopes, bool isHalf = false)
    {
        var now = clock.GetUtcNow();
        return new AccountSession
        {
            Id = Id<AccountSession>.New(now),
            PersonId = person.Id,
            OrganisationId = person.OrganisationId,
            Kind = kind,
            Name = Short(name, LongestName),
            Address = Short(address, 45),
            Scopes = scopes,
            BegunAt = now,
            EndsAt = now + lives,
            SeenAt = now,
            ProvedAt = kind is SessionKind.Token || isHalf ? null : now,
            IsHalf = isHalf,
        };
    }

    /// <summary>Notes a try that failed: in the log of the person's organisation, or of the installation when nobody has that name.</summary>
    public SignInAnswer Failed(Person? person, Door door, Refusal refusal)
    {
        var organisation = person?.OrganisationId ?? Installation.Id;
        context.Actor = Actor.SystemFor(organisation);
        context.Note(organisation, person?.LockedUntil > clock.GetUtcNow() ? "access.held" : "access.failed", person?.Id.Value ?? Guid.Empty, new { refusal.Code, door.Kind, door.Address });
        return new SignInAnswer(null, refusal);
    }

    /// <summary>The session this request came under, and its person, tracked.</summary>
    /// <exception cref="InvalidOperationException">The request came under none.</exception>
    public async Task<(AccountSession Session, Person Person)> OwnAsync(CancellationToken cancellationToken)
    {
        var id = context.Session?.Id ?? throw new InvalidOperationException("This act has no session.");
        var session = await db.Set<AccountSession>().SingleAsync(s => s.Id == id, cancellationToken);
        return (session, await db.Set<Person>().SingleAsync(p => p.Id == session.PersonId, cancellationToken));
    }

    /// <summary>The person who acts, tracked.</summary>
    public Task<Person> SelfAsync(CancellationToken cancellationToken)
    {
        var self = context.Someone.PersonId;
        return db.Set<Person>().SingleAsync(p => p.Id == self, cancellationToken);
    }

    /// <summary>Ends every session of a person that lives, save one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndAllAsync(Person person, Id<AccountSession>? except, string why, CancellationToken cancellationToken)
    {
        var living = await db.Set<AccountSession>().Where(s => s.PersonId == person.Id && s.EndedAt == null).ToListAsync(cancellationToken);
        foreach (var session in living.Where(session => session.Id != except))
        {
            End(session, why);
        }

        return living.Count(session => session.Id != except);
    }

    /// <summary>Ends one session.</summary>
    public void End(AccountSession session, string why)
    {
        session.EndedAt = clock.GetUtcNow();
        context.Note(session.OrganisationId, "access.session-ended", session.PersonId.Value, new { Session = session.Id, Why = why });
    }

    /// <summary>How a person appears to others.</summary>
    public async Task<PersonView> ViewAsync(Person person, CancellationToken cancellationToken) =>
        PeopleWording.View(person, await db.Set<Body>().Where(b => b.Id == person.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken));

    /// <summary>A person as an actor.</summary>
    public static Actor ActorOf(Person person) => new(person.Id, person.FullName, person.OrganisationId, person.UnitId, person.Roles);

    private static string Short(string text, int most) => string.Concat(text.Where(letter => !char.IsControl(letter)).Take(most));
}
