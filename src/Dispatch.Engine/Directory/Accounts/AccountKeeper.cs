using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>
/// ASP.NET Core Identity over our own people: passwords, wrong tries, recovery codes. It changes tracked rows and never saves: the act it works in commits it, with its audit leaf
/// (ADR 0031). Time comes from the clock given, not from the machine.
/// </summary>
internal sealed class AccountKeeper(
    PersonStore store, Passwords hasher, PasswordRules rules, IOptions<IdentityOptions> options, ILookupNormalizer normalizer, IServiceProvider services, ILogger<UserManager<Person>> logger,
    IDataProtectionProvider protection, AccountRules account, TimeProvider clock)
    : UserManager<Person>(store, options, hasher, [], [rules], normalizer, new IdentityErrorDescriber(), services, logger)
{
    private const int CodeBytes = 15;

    private readonly IDataProtector protector = protection.CreateProtector("dispatch.second-factor");

    /// <summary>Recovery codes given out together.</summary>
    public const int RecoveryCodes = 8;

    public override Task<bool> IsLockedOutAsync(Person user) => Task.FromResult(user.LockedUntil > clock.GetUtcNow());

    /// <summary>Counts one wrong try; after the last one allowed the account is held back for a while and the count begins anew.</summary>
    public override Task<IdentityResult> AccessFailedAsync(Person user)
    {
        user.FailedTries++;
        if (user.FailedTries >= AccountRules.Tries)
        {
            (user.FailedTries, user.LockedUntil) = (0, clock.GetUtcNow() + account.Held);
        }

        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>A new key, sealed for storing; nothing is asked for it until it is confirmed.</summary>
    public void BeginSecondFactor(Person person) => (person.TotpSecret, person.TotpLastStep) = (protector.Protect(Convert.ToBase64String(Totp.NewKey())), 0);

    /// <summary>The key of a person's second factor; null when there is none, or when the server's own keys were lost.</summary>
    public byte[]? KeyOf(Person person)
    {
        try
        {
            return person.TotpSecret is { } kept ? Convert.FromBase64String(protector.Unprotect(kept)) : null;
        }
        catch (CryptographicException)
        {
            // Fail closed: without the key no code is right, and an administrator resets the second factor.
            return null;
        }
    }

    /// <summary>Takes a code once; false when it is wrong, was used, or its time is over.</summary>
    public bool TakeCode(Person person, string code)
    {
        if (KeyOf(person) is not { } key || Totp.StepOf(key, code, clock.GetUtcNow(), person.TotpLastStep) is not { } step)
        {
            return false;
        }

        person.TotpLastStep = step;
        return true;
    }

    /// <summary>Takes a code of the second factor or, once, a recovery code.</summary>
    public async Task<bool> TakeCodeOrRecoveryAsync(Person person, string code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TakeCode(person, code) || (code.Length > 6 && (await RedeemTwoFactorRecoveryCodeAsync(person, PersonStore.Plain(code))).Succeeded);
    }

    /// <summary>Forgets the second factor and everything that belongs to it.</summary>
    public static void RemoveSecondFactor(Person person) =>
        (person.TotpSecret, person.TotpConfirmedAt, person.TotpLastStep, person.RecoveryCodes) = (null, null, 0, []);

    /// <summary>A first password that somebody else hands over: 100 bits, four letters at a time.</summary>
    public static string NewFirstPassword() => InGroups(Totp.Base32(RandomNumberGenerator.GetBytes(13))[..20].ToLowerInvariant(), 4);

    /// <summary>120 bits: too many to be guessed even by whoever holds the hashes.</summary>
    protected override string CreateTwoFactorRecoveryCode() => InGroups(Totp.Base32(RandomNumberGenerator.GetBytes(CodeBytes)), 6);

    private static string InGroups(string letters, int size) => string.Join('-', letters.Chunk(size).Select(group => new string(group)));
}
