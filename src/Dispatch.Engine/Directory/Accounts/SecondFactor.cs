using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Begins a second factor: a key that an authenticator application takes in; it counts for nothing until a code confirms it.</summary>
public sealed record BeginSecondFactor : IAct<OwnAccountState>;

/// <summary>Confirms the key with a code the application shows. From here on signing in asks for one.</summary>
/// <param name="Code">Six digits.</param>
public sealed record ConfirmSecondFactor(string Code) : IAct<NewRecoveryCodes>, IKeepsNoAnswer, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Code.Length is 0 or > 20 ? AccountRefusals.WrongCode : null;
}

/// <summary>New recovery codes in place of all earlier ones.</summary>
public sealed record RenewRecoveryCodes : IAct<NewRecoveryCodes>, IKeepsNoAnswer;

/// <summary>Does without a second factor, where none is demanded.</summary>
public sealed record RemoveSecondFactor : IAct<OwnAccountState>;

/// <summary>Codes shown this once; each opens the account one time when the telephone is lost.</summary>
/// <param name="Codes">To be printed or written down.</param>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>What is true of the account's second factor now.</summary>
/// <param name="HasSecondFactor">Whether signing in asks for a code.</param>
public sealed record OwnAccountState(bool HasSecondFactor);

internal sealed class SecondFactorHandler(ActContext context, AccountKeeper accounts, SessionDesk sessions, AccountRules rules, TimeProvider clock) :
    IRequestHandler<BeginSecondFactor, Outcome<OwnAccountState>>, IRequestHandler<ConfirmSecondFactor, Outcome<NewRecoveryCodes>>,
    IRequestHandler<RenewRecoveryCodes, Outcome<NewRecoveryCodes>>, IRequestHandler<RemoveSecondFactor, Outcome<OwnAccountState>>
{
    public async Task<Outcome<OwnAccountState>> Handle(BeginSecondFactor request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        if (person.TotpConfirmedAt is not null)
        {
            return AccountRefusals.AlreadyThere;
        }

        accounts.BeginSecondFactor(person);
        Note(person, "access.second-factor-begun");
        return new OwnAccountState(false);
    }

    public async Task<Outcome<NewRecoveryCodes>> Handle(ConfirmSecondFactor request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        if (person.TotpConfirmedAt is not null || person.TotpSecret is null)
        {
            return person.TotpSecret is null ? AccountRefusals.NothingBegun : AccountRefusals.AlreadyThere;
        }

        if (!accounts.TakeCode(person, request.Code))
        {
            return AccountRefusals.WrongCode;
        }

        person.TotpConfirmedAt = clock.GetUtcNow();
        Note(person, "access.second-factor-added");
        await sessions.EndAllAsync(person, context.Session?.Id, "second-factor-added", cancellationToken);
        return await CodesAsync(person);
    }

    public async Task<Outcome<NewRecoveryCodes>> Handle(RenewRecoveryCodes request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        if (person.TotpConfirmedAt is null)
        {
            return AccountRefusals.NothingBegun;
        }

        Note(person, "access.recovery-codes-renewed");
        return await CodesAsync(person);
    }

    public async Task<Outcome<OwnAccountState>> Handle(RemoveSecondFactor request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        if (rules.DemandsSecondFactor && (person.Roles & AccountRules.Guarded) != Role.None)
        {
            return AccountRefusals.Demanded;
        }

        AccountKeeper.RemoveSecondFactor(person);
        Note(person, "access.second-factor-removed");
        return new OwnAccountState(false);
    }

    private async Task<NewRecoveryCodes> CodesAsync(Person person) => new([.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(person, AccountKeeper.RecoveryCodes))!]);

    private void Note(Person person, string what) => context.Note(person.OrganisationId, what, person.Id.Value, new { Session = context.Session?.Id });
}
