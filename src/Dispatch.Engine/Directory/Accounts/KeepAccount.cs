using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Moves a person of the administrator's organisation: unit, title, roles. It holds from their next request on.</summary>
/// <param name="PersonId">Who; nobody changes their own roles.</param>
/// <param name="UnitId">Their unit, if any.</param>
/// <param name="Title">Chức vụ.</param>
/// <param name="Roles">What they may be.</param>
public sealed record ChangePerson(Id<Person> PersonId, Id<Body>? UnitId, string Title, Role Roles) : IAct<KeptAccount>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Title.Length: > 100 } => KernelRefusals.Shape("title", "Chức vụ dài quá 100 ký tự."),
        _ when Roles is Role.None || Roles.HasFlag(Role.System) => KernelRefusals.Shape("roles", "Hãy chọn ít nhất một vai trò."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Title];
}

/// <summary>Closes an account; every session of it ends. What the person did keeps their name.</summary>
/// <param name="PersonId">Who; nobody closes their own.</param>
public sealed record ClosePerson(Id<Person> PersonId) : IAct<KeptAccount>;

/// <summary>Opens a closed account again, or one that wrong tries hold back.</summary>
/// <param name="PersonId">Who.</param>
public sealed record ReopenPerson(Id<Person> PersonId) : IAct<KeptAccount>;

/// <summary>Takes a lost second factor away; every session ends, and where the roles demand one a new one is asked for at the next sign-in.</summary>
/// <param name="PersonId">Who.</param>
public sealed record ResetSecondFactor(Id<Person> PersonId) : IAct<KeptAccount>;

/// <summary>Gives a forgotten password anew: one that is shown this once, holds for a day, and must be replaced at the first sign-in. The second factor stays.</summary>
/// <param name="PersonId">Who.</param>
public sealed record ResetPassword(Id<Person> PersonId) : IAct<FirstPassword>, IKeepsNoAnswer;

/// <summary>What was kept.</summary>
/// <param name="Person">Who.</param>
/// <param name="Ended">How many sessions ended.</param>
public sealed record KeptAccount(PersonView Person, int Ended);

/// <summary>A password to be handed over.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Password">The password.</param>
/// <param name="Until">Until when it opens the account.</param>
public sealed record FirstPassword(PersonView Person, string Password, DateTimeOffset Until);

internal sealed class KeepAccountHandler(DispatchDbContext db, ActContext context, Passwords passwords, SessionDesk sessions, AccountRules rules, TimeProvider clock) :
    IRequestHandler<ChangePerson, Outcome<KeptAccount>>, IRequestHandler<ClosePerson, Outcome<KeptAccount>>, IRequestHandler<ReopenPerson, Outcome<KeptAccount>>,
    IRequestHandler<ResetSecondFactor, Outcome<KeptAccount>>, IRequestHandler<ResetPassword, Outcome<FirstPassword>>
{
    public async Task<Outcome<KeptAccount>> Handle(ChangePerson request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        if (request.UnitId is { } unit && !await db.Set<Body>().AnyAsync(b => b.Id == unit && b.ParentId == organisation, cancellationToken))
        {
            return DirectoryAccountRefusals.UnknownBody;
        }

        return await KeepAsync(request.PersonId, "access.person-changed", person =>
        {
            if (person.Id == context.Someone.PersonId && person.Roles != request.Roles)
            {
                return AccountRefusals.NotYourself;
            }

            (person.UnitId, person.Title, person.Roles) = (request.UnitId, TextGuard.Clean(request.Title), request.Roles);
            return null;
        }, endsSessions: false, cancellationToken);
    }

    public Task<Outcome<KeptAccount>> Handle(ClosePerson request, CancellationToken cancellationToken) => KeepAsync(request.PersonId, "access.account-closed", person =>
    {
        if (person.Id == context.Someone.PersonId)
        {
            return AccountRefusals.NotYourself;
        }

        person.DisabledAt ??= clock.GetUtcNow();
        return null;
    }, endsSessions: true, cancellationToken);

    public Task<Outcome<KeptAccount>> Handle(ReopenPerson request, CancellationToken cancellationToken) => KeepAsync(request.PersonId, "access.account-opened", person =>
    {
        (person.DisabledAt, person.LockedUntil, person.FailedTries) = (null, null, 0);
        return null;
    }, endsSessions: false, cancellationToken);

    public Task<Outcome<KeptAccount>> Handle(ResetSecondFactor request, CancellationToken cancellationToken) => KeepAsync(request.PersonId, "access.second-factor-reset", person =>
    {
        if (person.Id == context.Someone.PersonId)
        {
            return AccountRefusals.NotYourself;
        }

        AccountKeeper.RemoveSecondFactor(person);
        return null;
    }, endsSessions: true, cancellationToken);

    public async Task<Outcome<FirstPassword>> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var password = AccountKeeper.NewFirstPassword();
        var kept = await KeepAsync(request.PersonId, "access.password-reset", person =>
        {
            if (person.Id == context.Someone.PersonId)
            {
                return AccountRefusals.NotYourself;
            }

            (person.PasswordHash, person.InitialUntil, person.LockedUntil, person.FailedTries) = (passwords.Hash(password), clock.GetUtcNow() + rules.Initial, null, 0);
            return null;
        }, endsSessions: true, cancellationToken);
        return kept.IsRefused ? kept.Refusal : new FirstPassword(kept.Value.Person, password, clock.GetUtcNow() + rules.Initial);
    }

    private async Task<Outcome<KeptAccount>> KeepAsync(Id<Person> id, string what, Func<Person, Refusal?> change, bool endsSessions, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == organisation, cancellationToken);
        if (person is null)
        {
            return KernelRefusals.Unknown("người dùng");
        }

        if ((context.IsStale(person) ? KernelRefusals.Stale : change(person)) is { } refusal)
        {
            return refusal;
        }

        context.Note(organisation, what, person.Id.Value, new { person.UserName, person.Roles, person.UnitId });
        var ended = endsSessions ? await sessions.EndAllAsync(person, except: null, what, cancellationToken) : 0;
        return new KeptAccount(await sessions.ViewAsync(person, cancellationToken), ended);
    }
}
