namespace Dispatch.Api.Http;

/// <summary>Work that comes round beside the requests for as long as the server runs: it begins when the door is open, and a round that fails is told and followed by the next.</summary>
/// <param name="work">What a round does.</param>
/// <param name="round">One round.</param>
/// <param name="pause">Between two rounds.</param>
/// <param name="rounds">Remembers how a round ended.</param>
/// <param name="lifetime">Tells when the door is open.</param>
/// <param name="logger">Hears of failures.</param>
internal abstract class RoundService(RoundWork work, Func<CancellationToken, Task> round, TimeSpan pause, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await lifetime.HasStartedAsync(stoppingToken))
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round(stoppingToken);
                rounds.Ended(work, logger);
                await RestAsync(pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                rounds.Failed(work, failure, logger);
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Between two rounds that went well; one that something can wake ends it sooner.</summary>
    protected virtual Task RestAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, cancellationToken);
}
