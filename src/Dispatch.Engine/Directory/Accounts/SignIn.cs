using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Who is this? Answers the same, and takes the same time, for a wrong name, a wrong password and an account that is held back. A try is an act even when it fails: it is counted and noted.</summary>
/// <param name="UserName">As given; case does not matter.</param>
/// <param name="Password">Checked exactly as typed.</param>
/// <param name="Code">The code of the second factor or a recovery code, when the caller has it at hand.</param>
/// <param name="Door">Where they stand.</param>
public sealed record SignIn(string UserName, string Password, string? Code, Door Door) : IAct<SignInAnswer>, IKeepsNoAnswer, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => UserName.Length is 0 or > AccountRules.LongestUserName || Password.Length is 0 or > AccountRules.LongestPassword || Code?.Length > 60 ? AccountRefusals.WrongPassword : null;
}

/// <summary>The code of the second factor, for a session that began with the right password. It gives a new session; the half one ends.</summary>
/// <param name="Code">Six digits, or a recovery code.</param>
/// <param name="Door">Where they stand.</param>
public sealed record PresentCode(string Code, Door Door) : IAct<SignInAnswer>, IKeepsNoAnswer, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Code.Length is 0 or > 60 ? AccountRefusals.WrongCode : null;
}

/// <summary>Where somebody who signs in stands.</summary>
/// <param name="Kind">What they begin a session for.</param>
/// <param name="Address">The address they come from.</param>
/// <param name="Program">What their program calls itself.</param>
/// <param name="IsKnown">Whether this browser signed the same person in before: strangers who guess do not lock its owner out.</param>
public sealed record Door(SessionKind Kind, string Address, string Program, bool IsKnown = false);

/// <summary>How a try ended: with a session or with a refusal.</summary>
/// <param name="Begun">The session; null when refused.</param>
/// <param name="Refusal">Why not.</param>
public sealed record SignInAnswer(BegunSession? Begun, Refusal? Refusal);

/// <summary>A session that was begun or renewed: what the door seals into a cookie or token.</summary>
/// <param name="Id">Which.</param>
/// <param name="Turn">Which of its tokens.</param>
/// <param name="EndsAt">Not beyond.</param>
/// <param name="Owes">What must be done before it opens anything else.</param>
/// <param name="Person">Who.</param>
public sealed record BegunSession(Id<AccountSession> Id, int Turn, DateTimeOffset EndsAt, Owed Owes, PersonView Person);

internal sealed class SignInHandler(DispatchDbContext db, AccountKeeper accounts, Passwords passwords, SessionDesk sessions, AccountRules rules, TimeProvider clock) :
    IRequestHandler<SignIn, Outcome<SignInAnswer>>, IRequestHandler<PresentCode, Outcome<SignInAnswer>>
{
    public async Task<Outcome<SignInAnswer>> Handle(SignIn request, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Door);
        var name = request.UserName.ToLowerInvariant();
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.UserName == name && p.DisabledAt == null, cancellationToken);
        if (person is null)
        {
            passwords.PretendToVerify(request.Password);
            return sessions.Failed(null, request.Door, AccountRefusals.WrongPassword);
        }

        var isRight = await accounts.CheckPasswordAsync(person, request.Password);
        var isHeld = !request.Door.IsKnown && await accounts.IsLockedOutAsync(person);
        return (isHeld, isRight) switch
        {
            // As for a name nobody has, which no row holds back: else one try more than is allowed, after the door has forgotten or at another node, would tell the two apart.
            (true, _) => sessions.Failed(person, request.Door, AccountRefusals.WrongPassword),
            (_, false) => await WrongAsync(person, request.Door, AccountRefusals.WrongPassword),
            _ when person.InitialUntil <= clock.GetUtcNow() => sessions.Failed(person, request.Door, AccountRefusals.FirstPasswordOver),
            _ when person.TotpConfirmedAt is null => await BeginAsync(person, request.Door, cancellationToken),
            _ when request.Code is { Length: > 0 } code => await WithCodeAsync(person, code, request.Door, cancellationToken),
            _ when request.Door.Kind is SessionKind.Browser => new SignInAnswer(await sessions.BeginAsync(person, request.Door, rules.Half, isHalf: true, cancellationToken), null),
            _ => new SignInAnswer(null, AccountRefusals.CodeFirst),
        };
    }

    public async Task<Outcome<SignInAnswer>> Handle(PresentCode request, CancellationToken cancellationToken)
    {
        var (half, person) = await sessions.OwnAsync(cancellationToken);
        if (!half.IsHalf)
        {
            return KernelRefusals.SignInFirst;
        }

        if (!request.Door.IsKnown && await accounts.IsLockedOutAsync(person))
        {
            return sessions.Failed(person, request.Door, AccountRefusals.TooManyTries);
        }

        var answer = await WithCodeAsync(person, request.Code, request.Door, cancellationToken);
        half.EndedAt = answer.Begun is null ? null : clock.GetUtcNow();
        return answer;
    }

    private async Task<SignInAnswer> WithCodeAsync(Person person, string code, Door door, CancellationToken cancellationToken) =>
        await accounts.TakeCodeOrRecoveryAsync(person, code, cancellationToken) ? await BeginAsync(person, door, cancellationToken) : await WrongAsync(person, door, AccountRefusals.WrongCode);

    private async Task<SignInAnswer> BeginAsync(Person person, Door door, CancellationToken cancellationToken)
    {
        await accounts.ResetAccessFailedCountAsync(person);
        person.LockedUntil = null;
        return new SignInAnswer(await sessions.BeginAsync(person, door, rules.Longest, isHalf: false, cancellationToken), null);
    }

    private async Task<SignInAnswer> WrongAsync(Person person, Door door, Refusal refusal)
    {
        await accounts.AccessFailedAsync(person);
        return sessions.Failed(person, door, refusal);
    }
}
