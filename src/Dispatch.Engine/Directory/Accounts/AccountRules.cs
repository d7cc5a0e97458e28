using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>How long things hold, and who needs a second factor (ASVS 5.0 V6, V7).</summary>
/// <param name="DemandsSecondFactor">Whether signers, auditors and administrators must have one; it is offered to everybody.</param>
public sealed record AccountRules(bool DemandsSecondFactor)
{
    /// <summary>Roles whose holders must have a second factor where it is demanded.</summary>
    public const Role Guarded = Role.Signer | Role.Auditor | Role.Administrator;

    /// <summary>Longest user name.</summary>
    public const int LongestUserName = 60;

    /// <summary>Shortest password.</summary>
    public const int ShortestPassword = 12;

    /// <summary>Longest password.</summary>
    public const int LongestPassword = 200;

    /// <summary>Wrong tries until an account is held back.</summary>
    public const int Tries = 10;

    /// <summary>For how long it is held back.</summary>
    public TimeSpan Held { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A session nobody uses ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends, used or not.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>For how long a proof of who one is opens signing, numbering, voiding and recalling.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a token of the API lives before it is renewed.</summary>
    public TimeSpan AccessToken { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the code of the second factor may be waited for.</summary>
    public TimeSpan Half { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a first password holds that somebody else made.</summary>
    public TimeSpan Initial { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What an account still owes before it may do anything else.</summary>
    internal Owed OwedBy(Person person) => this switch
    {
        _ when person.InitialUntil is not null => Owed.Password,
        { DemandsSecondFactor: true } when person.TotpConfirmedAt is null && (person.Roles & Guarded) != Role.None => Owed.SecondFactor,
        _ => Owed.Nothing,
    };
}

/// <summary>What must still be done before a session opens anything but the account itself.</summary>
public enum Owed
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The code of the second factor.</summary>
    Code,

    /// <summary>A password of one's own in place of the first one.</summary>
    Password,

    /// <summary>A second factor.</summary>
    SecondFactor,
}

/// <summary>The session a request came under, as the door recognised it.</summary>
/// <param name="Id">Which; null for whoever works at the machine itself (the demonstration, tests).</param>
/// <param name="Kind">What it was begun for.</param>
/// <param name="Organisation">The name of the person's organisation.</param>
/// <param name="Owes">What must be done first.</param>
/// <param name="IsFresh">Whether the person proved a moment ago who they are.</param>
/// <param name="Scopes">What a personal token may do.</param>
/// <param name="TourStep">The step of the first day's tour the person is at; 0 once ended, null before it was begun.</param>
public sealed record SessionFacts(Id<AccountSession>? Id, SessionKind Kind, string Organisation, Owed Owes, bool IsFresh, TokenScope Scopes, int? TourStep = null)
{
    /// <summary>Somebody who works at the machine itself and needs no door.</summary>
    public static SessionFacts AtTheMachine { get; } = new(null, SessionKind.Api, "", Owed.Nothing, IsFresh: true, TokenScope.Read | TokenScope.Act);

    /// <summary>Why this session may not send a request that its person's roles allow; null when it may.</summary>
    /// <param name="line">What the table says of the request.</param>
    /// <param name="isAct">Whether the request changes something.</param>
    internal Refusal? Refuse(AccessLine line, bool isAct) => this switch
    {
        _ when line.IsOpen || line.Proof.HasFlag(AccessProof.Code) => null,
        { Owes: Owed.Code } => AccountRefusals.CodeFirst,
        { Owes: not Owed.Nothing } when !line.Proof.HasFlag(AccessProof.Account) => AccountRefusals.FinishFirst(Owes),
        { Kind: SessionKind.Token } when line.Proof is not AccessProof.None || !Scopes.HasFlag(isAct ? TokenScope.Act : TokenScope.Read) => AccountRefusals.NotForTokens,
        { IsFresh: false } when line.Proof.HasFlag(AccessProof.Fresh) => AccountRefusals.ProveAgain,
        _ => null,
    };
}
