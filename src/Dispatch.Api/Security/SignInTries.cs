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
    /// <param name="account">The name that is tried, or what stands for it.</param>
    /// <param name="retryAfter">When it is worth trying again.</param>
    public bool MayTry(HttpContext http, string account, out TimeSpan retryAfter)
    {
        var (address, name) = (tally.Add("sign-in from " + AddressOf(http), Window), tally.Add(KeyOf(account), Window));
        retryAfter = address.Times > FromAddress ? address.Left : name.Left;
        return address.Times <= FromAddress && name.Times <= ForAccount;
    }

    /// <summary>The try was right: the account's wrong ones are forgotten.</summary>
    public void WasRight(string account) => tally.Forget(KeyOf(account));

    /// <summary>The address a request comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static string KeyOf(string account) => "sign-in as " + account.ToLowerInvariant();
}
