using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>A new password of one's own; every other session of the person ends, unless they want to keep them.</summary>
/// <param name="Current">The one until now.</param>
/// <param name="New">12 to 200 characters, taken exactly as typed.</param>
/// <param name="KeepsOthers">Whether other sessions live on.</param>
public sealed record ChangePassword(string Current, string New, bool KeepsOthers = false) : IAct<OwnPassword>, IKeepsNoAnswer, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => New.Length is < AccountRules.ShortestPassword or > AccountRules.LongestPassword ? PasswordRules.TooShort : Current.Length > AccountRules.LongestPassword ? AccountRefusals.WrongPassword : null;
}

/// <summary>The password was changed, or the current one was wrong: a wrong try is an act, counted and noted.</summary>
/// <param name="Ended">How many other sessions ended.</param>
/// <param name="Refusal">Why not.</param>
public sealed record OwnPassword(int Ended, Refusal? Refusal);

internal sealed class ChangePasswordHandler(ActContext context, AccountKeeper accounts, SessionDesk sessions, TimeProvider clock) : IRequestHandler<ChangePassword, Outcome<OwnPassword>>
{
    public async Task<Outcome<OwnPassword>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        var (session, person) = await sessions.OwnAsync(cancellationToken);
        if (await accounts.IsLockedOutAsync(person))
        {
            return new OwnPassword(0, AccountRefusals.TooManyTries);
        }

        if (!await accounts.CheckPasswordAsync(person, request.Current))
        {
            await accounts.AccessFailedAsync(person);
            context.Note(person.OrganisationId, "access.failed", person.Id.Value, new { Session = session.Id });
            return new OwnPassword(0, AccountRefusals.WrongPassword);
        }

        if (await accounts.ChangePasswordAsync(person, request.Current, request.New) is { Succeeded: false })
        {
            return PasswordRules.Flaw(request.New, person.UserName) ?? PasswordRules.TooCommon;
        }

        (person.InitialUntil, session.ProvedAt) = (null, clock.GetUtcNow());
        context.Note(person.OrganisationId, "access.password-changed", person.Id.Value, new { Session = session.Id });
        return new OwnPassword(request.KeepsOthers ? 0 : await sessions.EndAllAsync(person, session.Id, "password-changed", cancellationToken), null);
    }
}
