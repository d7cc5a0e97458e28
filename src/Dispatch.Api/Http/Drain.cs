using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Api.Http;

/// <summary>
/// A server that is told to stop says so at <c>/health/ready</c> (503) before anything else, and goes on answering for a while: a balancer sends nobody here any more by the time the door is shut, and
/// connections that are kept alive are told to close. What has begun by then is still answered.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, ServerSettings settings, TimeProvider clock) : IHostedLifecycleService, IHealthCheck
{
    public const string Name = "server";

    /// <summary>Goes on answering for as long as is set; the host's own term for stopping ends it sooner.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.Drain, clock, cancellationToken);

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());

    /// <summary>Asks whoever keeps a connection to leave it after this answer.</summary>
    public Task AskToLeaveAsync(HttpContext http, RequestDelegate next)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            http.Response.Headers.Connection = "close";
        }

        return next(http);
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

    public static void UseDrain(this WebApplication app) => app.Use(app.Services.GetRequiredService<Drain>().AskToLeaveAsync);
}
