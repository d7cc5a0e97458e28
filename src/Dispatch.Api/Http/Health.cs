using Dispatch.Engine;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Api.Http;

/// <summary>Whether the database can be reached.</summary>
internal sealed class DatabaseHealth(DispatchDbContext db) : IHealthCheck
{
    public const string Name = "database";

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database cannot be reached.");
}

/// <summary>Whether every paper is found by its words. A server that is still bringing some in works, so it is healthy either way and says which.</summary>
internal sealed class IndexHealth(IndexProgress progress) : IHealthCheck
{
    public const string Name = "search index";

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(progress.IsWhole ? "whole" : "catching up"));
}

/// <summary>Whether what is written can be kept: room where the files are, the files as they were stored, and the witness not behind.</summary>
internal sealed class StorageHealth(EngineSettings settings, FileRound files, Witness witness) : IHealthCheck
{
    public const string Name = "storage";

    private const long LeastRoom = 16 << 20;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        new DriveInfo(settings.DataFolder).AvailableFreeSpace < LeastRoom ? HealthCheckResult.Degraded("no room is left on the disk of the data folder")
        : files.Found.Damaged > 0 ? HealthCheckResult.Degraded("stored files no longer have their recorded bytes; the log names them")
        : files.Found.Missing > 0 ? HealthCheckResult.Degraded("stored files are gone; the log names them")
        : witness.IsBehind ? HealthCheckResult.Degraded("the witness outside the database cannot be written")
        : HealthCheckResult.Healthy());
}

/// <summary>What a supervisor asks: does the process live, and can it work?</summary>
internal static class HealthEndpoints
{
    public const string Ready = "/health/ready";

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { Predicate = check => check.Name is DatabaseHealth.Name or StorageHealth.Name or IndexHealth.Name, ResponseWriter = TellAsync }).AllowAnonymous();
        return app;
    }

    /// <summary>The state in one word, as the framework says it, then a line for each check that has something to say. How many papers an installation holds is not told to whoever asks.</summary>
    private static Task TellAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var said = report.Entries.Where(entry => entry.Value.Description is not null).Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
        return http.Response.WriteAsync(report.Status + string.Concat(said), http.RequestAborted);
    }
}
