using System.Threading.RateLimiting;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>Anybody may ask what is proven of a file; so that nobody asks too much at once, few files are read at a time. How often one may ask, <see cref="Security.CostlyRoutes"/> says.</summary>
internal sealed class VerificationDoor(ISigningServices services) : IDisposable
{
    private const int AtOnce = 2;
    private const int Waiting = 16;

    private readonly ConcurrencyLimiter readers = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting });

    /// <summary>What is proven of a file; null when too many others wait.</summary>
    public async Task<FileFinding?> VerifyAsync(byte[] file, CancellationToken cancellationToken)
    {
        using var lease = await readers.AcquireAsync(cancellationToken: cancellationToken);
        return lease.IsAcquired ? await Task.Run(() => services.VerifyAsync(file, cancellationToken), cancellationToken) : null;
    }

    /// <inheritdoc />
    public void Dispose() => readers.Dispose();
}
