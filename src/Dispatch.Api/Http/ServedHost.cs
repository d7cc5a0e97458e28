namespace Dispatch.Api.Http;

/// <summary>Work beside the requests begins when the door is open: at a start two cores have enough to do for whoever waits at it.</summary>
internal static class ServedHost
{
    /// <summary>Waits until requests are answered; false when the server stops before it has started, because its address is taken, say.</summary>
    public static async Task<bool> HasStartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return started.Task.IsCompletedSuccessfully;
    }
}
