using System.Collections.Concurrent;
using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Api.Security;

/// <summary>
/// How often anyone may try: wrong tries are counted by account (also for names nobody has, so that the answer tells nothing), and all tries by address. Counted before the
/// password is looked at, so that a thousand at once are stopped too. A node counts for itself; the account's own row holds over all nodes.
/// </summary>
internal sealed class SignInTries(TimeProvider clock)
{
    /// <summary>Wrong tries on one account in <see cref="Window"/>.</summary>
    public const int ForAccount = AccountRules.Tries;

    /// <summary>Tries from one address in <see cref="Window"/>: an office behind one address signs in each morning.</summary>
    public const int FromAddress = 600;

    private const int MostKeys = 100_000;

    /// <summary>How long tries count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Counts one try; false when there were too many.</summary>
    /// <param name="http">Whose request it is.</param>
    /// <param name="account">The name that is tried, or what stands for it.</param>
    /// <param name="retryAfter">When it is worth trying again.</param>
    public bool MayTry(HttpContext http, string account, out TimeSpan retryAfter)
    {
        var now = clock.GetUtcNow();
        var (address, name) = (Add("address " + AddressOf(http), now), Add(KeyOf(account), now));
        retryAfter = Window - (now - (address.Tries > FromAddress ? address : name).Since);
        return address.Tries <= FromAddress && name.Tries <= ForAccount;
    }

    /// <summary>The try was right: the account's wrong ones are forgotten.</summary>
    public void WasRight(string account) => counts.TryRemove(KeyOf(account), out _);

    /// <summary>The address a request comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static string KeyOf(string account) => "account " + account.ToLowerInvariant();

    private Count Add(string key, DateTimeOffset now)
    {
        if (counts.Count > MostKeys)
        {
            foreach (var old in counts.Where(kept => now - kept.Value.Since >= Window).ToList())
            {
                counts.TryRemove(old);
            }
        }

        return counts.AddOrUpdate(key, _ => new Count(1, now), (_, kept) => now - kept.Since >= Window ? new Count(1, now) : kept with { Tries = kept.Tries + 1 });
    }

    private sealed record Count(int Tries, DateTimeOffset Since);
}
