using Dispatch.Engine.Auditing;

namespace Dispatch.Api.Auditing;

/// <summary>Signs the heads of the logs for as long as the server runs, so that an auditor always finds one that is not old.</summary>
internal sealed class HeadService(HeadRound round, ILogger<HeadService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "A round of signing logs failed; the next one is in {Pause}", Pause);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
