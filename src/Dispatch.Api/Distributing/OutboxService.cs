using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;

namespace Dispatch.Api.Distributing;

/// <summary>Carries the news between organisations of the installation; an act that may have written some wakes it.</summary>
internal sealed class OutboxService(OutboxCarrier carrier, OutboxNudge nudge, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<OutboxService> logger)
    : RoundService(RoundWork.Carrying, stop => carrier.DrainAsync(DeliveryChannel.Installation, stop), TimeSpan.FromSeconds(1), rounds, lifetime, logger)
{
    /// <inheritdoc />
    protected override Task RestAsync(TimeSpan pause, CancellationToken cancellationToken) => nudge.WaitAsync(pause, cancellationToken);
}
