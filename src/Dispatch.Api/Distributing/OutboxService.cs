using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;

namespace Dispatch.Api.Distributing;

/// <summary>Carries the news between organisations and partners' folders; an act that may have written some wakes it.</summary>
internal sealed class OutboxService(OutboxCarrier carrier, ExchangeIn partners, OutboxNudge nudge, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<OutboxService> logger)
    : RoundService(RoundWork.Carrying, stop => CarryAsync(partners, carrier, stop), TimeSpan.FromSeconds(1), rounds, lifetime, logger)
{
    /// <inheritdoc />
    protected override Task RestAsync(TimeSpan pause, CancellationToken cancellationToken) => nudge.WaitAsync(pause, cancellationToken);

    private static async Task CarryAsync(ExchangeIn partners, OutboxCarrier carrier, CancellationToken cancellationToken)
    {
        await partners.FetchAsync(cancellationToken);
        await carrier.DrainAsync(cancellationToken);
    }
}
