using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Ends a session or a personal token: one's own, or, for an administrator, one of the organisation's people. From the next request on it is none.</summary>
/// <param name="SessionId">Which; null for the one this request comes under (signing out).</param>
public sealed record EndSession(Id<AccountSession>? SessionId = null) : IAct<SessionView>;

/// <summary>The sessions and tokens of a person that live, the newest first: one's own, or, for an administrator, those of one of the organisation's people.</summary>
/// <param name="PersonId">Whose; null for one's own.</param>
public sealed record ListSessions(Id<Person>? PersonId = null) : IQuestion<Page<SessionView>>;

/// <summary>A session as its owner and the administrator see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kind">What it was begun for.</param>
/// <param name="Name">What the program calls itself; a token's name.</param>
/// <param name="Address">Where it was begun.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="SeenAt">The last request, to the minute.</param>
/// <param name="EndsAt">Not beyond.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionView(
    Id<AccountSession> Id, SessionKind Kind, string Name, string Address, TokenScope Scopes, DateTimeOffset BegunAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt, bool IsThis);

internal sealed class EndSessionHandler(DispatchDbContext db, ActContext context, SessionDesk sessions, AccountRules rules, TimeProvider clock) :
    IRequestHandler<EndSession, Outcome<SessionView>>, IRequestHandler<ListSessions, Outcome<Page<SessionView>>>
{
    public async Task<Outcome<SessionView>> Handle(EndSession request, CancellationToken cancellationToken)
    {
        var id = request.SessionId ?? context.Session?.Id;
        var session = await db.Set<AccountSession>().KeptBy(context.Someone).SingleOrDefaultAsync(s => s.Id == id && s.EndedAt == null, cancellationToken);
        if (session is null)
        {
            return KernelRefusals.Unknown("phiên đăng nhập");
        }

        sessions.End(session, session.Id == context.Session?.Id ? "signed-out" : session.PersonId == context.Someone.PersonId ? "by-owner" : "by-administrator");
        return View(session);
    }

    public async Task<Outcome<Page<SessionView>>> Handle(ListSessions request, CancellationToken cancellationToken)
    {
        var (person, now) = (request.PersonId ?? context.Someone.PersonId, clock.GetUtcNow());
        var living = await db.Set<AccountSession>().AsNoTracking().KeptBy(context.Someone).Where(s => s.PersonId == person && s.EndedAt == null && s.EndsAt > now)
            .OrderByDescending(s => s.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        return new Page<SessionView>([.. living.Where(s => s.LivesAt(now, rules)).Select(View)], null);
    }

    private SessionView View(AccountSession s) => new(s.Id, s.Kind, s.Name, s.Address, s.Scopes, s.BegunAt, s.SeenAt, s.EndsAt, s.Id == context.Session?.Id);
}
