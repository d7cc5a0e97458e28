using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Api.Security;

/// <summary>
/// How often anyone may try: wrong tries are counted by account (also for names nobody has, so that the answer tells nothing), and all tries by address. Counted before the
/// password is looked at, so that a thousand at once are stopped too. The account's own row holds over all nodes.
/// </summary>
internal sealed class SignInTries(Tally tally)
{
    /// <summary>Wrong tries on one account in <see cref="Window"/>.</summary>
    public const int ForAccount = AccountRules.Tries;

    /// <summary>Tries from one address in <see cref="Window"/>: an office behind one address signs in each morning.</summary>
    public const int FromAddress = 600;

    /// <summary>How long tries count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Counts one try; false when there were too many.</summary>
    /// <param name="http">Whose request it is.</param>
    /// <param name="account">What is tried.</param>
    /// <param name="retryAfter">When it is worth trying again.</param>
    public bool MayTry(HttpContext http, Tried account, out TimeSpan retryAfter)
    {
        var address = tally.Add("sign-in from " + AddressOf(http), Window);
        if (address.Times > FromAddress || KeyOf(account) is not { } key)
        {
            retryAfter = address.Left;
            return address.Times <= FromAddress;
        }

        var name = tally.Add(key, Window);
        retryAfter = name.Left;
        return name.Times <= ForAccount;
    }

    /// <summary>The try was right: the account's wrong ones are forgotten.</summary>
    public void WasRight(Tried account)
    {
        if (KeyOf(account) is { } key)
        {
            tally.Forget(key);
        }
    }

    /// <summary>The address a request comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>What somebody types stands last, so that nobody is counted as another kind of try; null for what is too long to be a name, of which nothing is kept.</summary>
    private static string? KeyOf(Tried account) => account.Name.Length > AccountRules.LongestUserName ? null : $"sign-in {account.How} as {account.Name.ToLowerInvariant()}";
}

/// <summary>What is tried at the door.</summary>
/// <param name="How">From where, or which step: each is counted for itself.</param>
/// <param name="Name">The name typed, or the session that waits for its code.</param>
internal readonly record struct Tried(TriedFrom How, string Name);

/// <summary>How somebody tries to sign in.</summary>
internal enum TriedFrom
{
    /// <summary>With a password, from anywhere.</summary>
    Anywhere,

    /// <summary>With a password, at a browser that signed the same person in before.</summary>
    KnownBrowser,

    /// <summary>With a code, after the password was right.</summary>
    HalfSession,
}
