using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;

namespace Dispatch.Api.Distributing;

/// <summary>Carries the news between organisations for as long as the server runs. What fails is told and tried again at the next round.</summary>
internal sealed class OutboxService(OutboxCarrier carrier, ExchangeIn partners, OutboxNudge nudge, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<OutboxService> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await partners.FetchAsync(stoppingToken);
                await carrier.DrainAsync(stoppingToken);
                rounds.Ended(RoundWork.Carrying);
                await nudge.WaitAsync(Round, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                rounds.Ended(RoundWork.Carrying, isFailed: true);
                logger.LogError(failure, "A round of the outbox failed; the next one is in {Round}", Round);
                await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
