using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>It is still me: the password, or a code of the second factor. For some minutes the session then opens what asks for it (signing, numbering, voiding, recalling).</summary>
/// <param name="Password">The password; or null.</param>
/// <param name="Code">A code of the second factor; or null.</param>
public sealed record ProveAgain(string? Password, string? Code) : IAct<ProvedAgain>, IKeepsNoAnswer, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Password?.Length > AccountRules.LongestPassword || Code?.Length > 60 || (Password is null or "" && Code is null or "")
        ? KernelRefusals.Shape("password", "Hãy nhập mật khẩu hoặc mã xác thực.")
        : null;
}

/// <summary>Until when the proof holds, or why it was none: a wrong try is an act, counted and noted.</summary>
/// <param name="Until">Null when refused.</param>
/// <param name="Refusal">Why not.</param>
public sealed record ProvedAgain(DateTimeOffset? Until, Refusal? Refusal);

internal sealed class ProveAgainHandler(ActContext context, AccountKeeper accounts, SessionDesk sessions, AccountRules rules, TimeProvider clock) : IRequestHandler<ProveAgain, Outcome<ProvedAgain>>
{
    public async Task<Outcome<ProvedAgain>> Handle(ProveAgain request, CancellationToken cancellationToken)
    {
        var (session, person) = await sessions.OwnAsync(cancellationToken);
        if (await accounts.IsLockedOutAsync(person))
        {
            return new ProvedAgain(null, AccountRefusals.TooManyTries);
        }

        var isCode = request.Code is { Length: > 0 };
        if (!(isCode ? person.TotpConfirmedAt is not null && accounts.TakeCode(person, request.Code!) : await accounts.CheckPasswordAsync(person, request.Password!)))
        {
            await accounts.AccessFailedAsync(person);
            context.Note(person.OrganisationId, "access.failed", person.Id.Value, new { Session = session.Id });
            return new ProvedAgain(null, isCode ? AccountRefusals.WrongCode : AccountRefusals.WrongPassword);
        }

        session.ProvedAt = clock.GetUtcNow();
        context.Note(person.OrganisationId, "access.proved-again", person.Id.Value, new { Session = session.Id, With = isCode ? "code" : "password" });
        return new ProvedAgain(session.ProvedAt + rules.Fresh, null);
    }
}
