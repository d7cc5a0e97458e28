using System.Threading.RateLimiting;

namespace Dispatch.Api.Security;

/// <summary>How often anyone may try a password: counted by account, so that one cannot be guessed at from many places, and by address, so that one place cannot try many.</summary>
internal sealed class SignInTries : IDisposable
{
    /// <summary>Tries on one account in a minute.</summary>
    public const int ForAccount = 20;

    /// <summary>Tries from one address in a minute.</summary>
    public const int FromAddress = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Address, string Account)> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string Address, string Account), string>(attempt => Limit(attempt.Address, FromAddress)),
        PartitionedRateLimiter.Create<(string Address, string Account), string>(attempt => Limit(attempt.Account, ForAccount)));

    /// <summary>Counts one try; false when there were too many.</summary>
    /// <param name="http">Whose request it is.</param>
    /// <param name="account">The name that is tried.</param>
    /// <param name="retryAfter">When it is worth trying again.</param>
    public bool MayTry(HttpContext http, string account, out TimeSpan retryAfter)
    {
        using var lease = limiter.AttemptAcquire((http.Connection.RemoteIpAddress?.ToString() ?? "", account.ToLowerInvariant()));
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();

    private static RateLimitPartition<string> Limit(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });
}
