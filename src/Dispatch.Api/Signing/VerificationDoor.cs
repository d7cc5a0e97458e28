using System.Globalization;
using System.Threading.RateLimiting;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>Anybody may ask what is proven of a file; so that nobody asks too often or too much at once, askers are counted by address and few files are read at a time.</summary>
internal sealed class VerificationDoor(ISigningServices services) : IDisposable
{
    /// <summary>Files from one address in a minute.</summary>
    public const int FromAddress = 60;

    private const int AtOnce = 2;
    private const int Waiting = 16;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> askers = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = FromAddress, Window = Window, QueueLimit = 0 }));

    private readonly ConcurrencyLimiter readers = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting });

    /// <summary>Counts one question; false when there were too many.</summary>
    public bool MayAsk(HttpContext http)
    {
        using var lease = askers.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        http.Response.Headers.RetryAfter = lease.IsAcquired ? default : Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return lease.IsAcquired;
    }

    /// <summary>What is proven of a file; null when too many others wait.</summary>
    public async Task<FileFinding?> VerifyAsync(byte[] file, CancellationToken cancellationToken)
    {
        using var lease = await readers.AcquireAsync(cancellationToken: cancellationToken);
        return lease.IsAcquired ? await Task.Run(() => services.VerifyAsync(file, cancellationToken), cancellationToken) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        askers.Dispose();
        readers.Dispose();
    }
}
