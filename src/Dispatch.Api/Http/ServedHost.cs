namespace Dispatch.Api.Http;

/// <summary>Work beside the requests begins when the door is open: at a start two cores have enough to do for whoever waits at it.</summary>
internal static class ServedHost
{
    /// <summary>Waits until requests are answered.</summary>
    /// <exception cref="OperationCanceledException">The server stops before it has started.</exception>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
