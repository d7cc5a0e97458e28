namespace Dispatch.Api.Http;

/// <summary>
/// A server that is told to stop says so at <c>/health/ready</c> (503) before anything else, and goes on answering for a while: a balancer sends nobody here any more by the time the door is shut, and
/// connections that are kept alive are told to close. What has begun by then is still answered.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, ServerSettings settings, TimeProvider clock) : IHostedLifecycleService
{
    /// <summary>Goes on answering for as long as is set; the host's own term for stopping ends it sooner.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.Drain, clock, cancellationToken);

    /// <summary>Answers whoever asks whether to send people here, and asks whoever keeps a connection to leave it after this answer.</summary>
    public Task TellAsync(HttpContext http, RequestDelegate next)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return next(http);
        }

        http.Response.Headers.Connection = "close";
        if (http.Request.Path != HealthEndpoints.Ready)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("Unhealthy\nserver: stopping", http.RequestAborted);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>How the server leaves.</summary>
internal static class Draining
{
    public static IServiceCollection AddDrain(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        return services;
    }

    public static void UseDrain(this WebApplication app) => app.Use(app.Services.GetRequiredService<Drain>().TellAsync);
}
