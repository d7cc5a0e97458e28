using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>My own account.</summary>
public sealed record FindAccount : IQuestion<OwnAccount>;

/// <summary>An account as its owner sees it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Owes">What must be done before anything else.</param>
/// <param name="HasSecondFactor">Whether signing in asks for a code.</param>
/// <param name="IsDemanded">Whether the person's roles demand one.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Pending">The key of a second factor that waits to be confirmed, for the QR; null when none does.</param>
/// <param name="IsFresh">Whether the session proved a moment ago who it is.</param>
public sealed record OwnAccount(PersonView Person, Owed Owes, bool HasSecondFactor, bool IsDemanded, int RecoveryCodes, PendingKey? Pending, bool IsFresh);

/// <summary>A key to be taken into an authenticator application.</summary>
/// <param name="Key">Base32, to be typed.</param>
/// <param name="Uri">For the QR.</param>
public sealed record PendingKey(string Key, string Uri);

internal sealed class FindAccountHandler(ActContext context, AccountKeeper accounts, SessionDesk sessions, AccountRules rules) : IRequestHandler<FindAccount, Outcome<OwnAccount>>
{
    public async Task<Outcome<OwnAccount>> Handle(FindAccount request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        var view = await sessions.ViewAsync(person, cancellationToken);
        var pending = person.TotpConfirmedAt is null && accounts.KeyOf(person) is { } key ? new PendingKey(Totp.Base32(key), Totp.Uri(key, person.UserName, view.Organisation)) : null;
        var isDemanded = rules.DemandsSecondFactor && (person.Roles & AccountRules.Guarded) != Role.None;
        return new OwnAccount(view, rules.OwedBy(person), person.TotpConfirmedAt is not null, isDemanded, person.RecoveryCodes.Count, pending, context.Session?.IsFresh is true);
    }
}
