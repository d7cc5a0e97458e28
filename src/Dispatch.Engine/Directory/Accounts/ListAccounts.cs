using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>The accounts of the administrator's organisation, closed ones too.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="PersonId">Only this one.</param>
public sealed record ListAccounts(Id<Person>? After = null, int Take = 100, Id<Person>? PersonId = null) : IQuestion<Page<AccountView>>;

/// <summary>An account as its administrator sees it.</summary>
/// <param name="Person">Who.</param>
/// <param name="UnitName">Their unit's name.</param>
/// <param name="IsClosed">Whether it is closed.</param>
/// <param name="HasSecondFactor">Whether signing in asks for a code.</param>
/// <param name="LacksSecondFactor">Whether their roles demand one they do not have yet.</param>
/// <param name="FirstPasswordUntil">Until when the first password holds that waits to be replaced; null when it was.</param>
/// <param name="HeldUntil">Until when wrong tries hold it back; null when they do not.</param>
/// <param name="SeenAt">When it was last used.</param>
/// <param name="Version">The ETag.</param>
public sealed record AccountView(
    PersonView Person, string? UnitName, bool IsClosed, bool HasSecondFactor, bool LacksSecondFactor, DateTimeOffset? FirstPasswordUntil, DateTimeOffset? HeldUntil, DateTimeOffset? SeenAt, int Version)
    : IHasVersion;

internal sealed class ListAccountsHandler(DispatchDbContext db, ActContext context, AccountRules rules, TimeProvider clock) : IRequestHandler<ListAccounts, Outcome<Page<AccountView>>>
{
    public async Task<Outcome<Page<AccountView>>> Handle(ListAccounts request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var people = db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == organisation && (request.PersonId == null || p.Id == request.PersonId));
        var page = await people.PageAsync(p => p.Id, request.After, request.Take, p => p, p => p.Id.ToString(), cancellationToken);
        var names = await db.Set<Body>().Where(b => b.Id == organisation || b.ParentId == organisation).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        var ids = page.Items.Select(p => p.Id).ToList();
        var seen = await db.Set<AccountSession>().Where(s => ids.Contains(s.PersonId)).GroupBy(s => s.PersonId).Select(g => new { g.Key, At = g.Max(s => s.SeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
        return new Page<AccountView>([.. page.Items.Select(p => View(p, names, seen.TryGetValue(p.Id, out var at) ? at : null))], page.Next);
    }

    private AccountView View(Person p, Dictionary<Id<Body>, string> names, DateTimeOffset? seenAt) => new(
        PeopleWording.View(p, names[p.OrganisationId]), p.UnitId is { } unit ? names.GetValueOrDefault(unit) : null, p.DisabledAt is not null, p.TotpConfirmedAt is not null,
        rules.DemandsSecondFactor && p.TotpConfirmedAt is null && (p.Roles & AccountRules.Guarded) != Role.None, p.InitialUntil, p.LockedUntil > clock.GetUtcNow() ? p.LockedUntil : null, seenAt, p.Version);
}
