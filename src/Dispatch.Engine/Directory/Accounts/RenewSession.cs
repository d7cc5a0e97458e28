using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>A new token for a session of the API, in place of the last one. One that was renewed already and comes back was copied: the whole session ends.</summary>
/// <param name="SessionId">The session the token names.</param>
/// <param name="Turn">Which of its tokens it is.</param>
public sealed record RenewSession(Id<AccountSession> SessionId, int Turn) : IAct<SignInAnswer>, IKeepsNoAnswer;

internal sealed class RenewSessionHandler(DispatchDbContext db, ActContext context, SessionDesk sessions, AccountRules rules, TimeProvider clock) : IRequestHandler<RenewSession, Outcome<SignInAnswer>>
{
    public async Task<Outcome<SignInAnswer>> Handle(RenewSession request, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Door);
        var session = await db.Set<AccountSession>().SingleOrDefaultAsync(s => s.Id == request.SessionId && s.Kind == SessionKind.Api, cancellationToken);
        var person = session is null ? null : await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == session.PersonId && p.DisabledAt == null, cancellationToken);
        if (session is null || person is null || !session.LivesAt(clock.GetUtcNow(), rules))
        {
            return KernelRefusals.SignInFirst;
        }

        context.Actor = SessionDesk.ActorOf(person);
        if (session.Turn != request.Turn)
        {
            sessions.End(session, "token-came-back");
            return new SignInAnswer(null, KernelRefusals.SignInFirst);
        }

        session.Turn++;
        session.SeenAt = clock.GetUtcNow();
        return new SignInAnswer(new BegunSession(session.Id, session.Turn, session.EndsAt, rules.OwedBy(person), await sessions.ViewAsync(person, cancellationToken)), null);
    }
}
