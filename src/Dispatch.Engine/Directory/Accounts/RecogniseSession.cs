using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Does the session a cookie or token names still live, and whose is it today? Asked by the doors at every request, before there is an actor.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="IsUsed">Whether this is the person's own doing, which keeps the session from running out; an open stream only looks.</param>
public sealed record RecogniseSession(Id<AccountSession> SessionId, bool IsUsed = true) : IQuestion<RecognisedSession>;

/// <summary>Who it is, and what their session may do.</summary>
/// <param name="Actor">The person as they are today.</param>
/// <param name="Session">The session.</param>
/// <param name="Turn">Which of its tokens is good.</param>
public sealed record RecognisedSession(Actor Actor, SessionFacts Session, int Turn);

internal sealed class RecogniseSessionHandler(DispatchDbContext db, AccountRules rules, TimeProvider clock) : IRequestHandler<RecogniseSession, Outcome<RecognisedSession>>
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public async Task<Outcome<RecognisedSession>> Handle(RecogniseSession request, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Door);
        var now = clock.GetUtcNow();
        var known = await db.Set<AccountSession>().AsNoTracking().Where(s => s.Id == request.SessionId)
            .Join(db.Set<Person>(), s => s.PersonId, p => p.Id, (session, person) => new { session, person })
            .Join(db.Set<Body>(), both => both.person.OrganisationId, b => b.Id, (both, organisation) => new { both.session, both.person, organisation.Name })
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (known is null || known.person.DisabledAt is not null || !known.session.LivesAt(now, rules))
        {
            return KernelRefusals.SignInFirst;
        }

        var session = known.session;
        // Also where the clock was put back since: unused for half an hour is meant from now on, and a proof given in a future that did not come is none.
        if (request.IsUsed && (now - session.SeenAt).Duration() >= Grain)
        {
            await db.Set<AccountSession>().Where(s => s.Id == session.Id && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellationToken);
        }

        var isFresh = session.ProvedAt is { } proved && (now - proved).Duration() < rules.Fresh;
        var facts = new SessionFacts(session.Id, session.Kind, known.Name, session.IsHalf ? Owed.Code : rules.OwedBy(known.person), isFresh, session.Scopes, known.person.TourStep);
        return new RecognisedSession(SessionDesk.ActorOf(known.person), facts, session.Turn);
    }
}
