using Dispatch.Api.Http;
using Dispatch.Engine.Signing;

namespace Dispatch.Api.Signing;

/// <summary>Verifies what arrives for as long as the server runs. What fails is told, and left to the next start or to a clerk.</summary>
internal sealed class VerificationService(VerificationRound round, IHostApplicationLifetime lifetime, ILogger<VerificationService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "A round of verification failed; the next one is in {Pause}", Pause);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
