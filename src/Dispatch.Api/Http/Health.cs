using System.Globalization;
using Dispatch.Api.Intake;
using Dispatch.Engine;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Api.Http;

/// <summary>Whether the database answers, over a connection as an act would have it, is the one this program prepared, and has this machine's time.</summary>
internal sealed class DatabaseHealth(IServiceProvider services) : IHealthCheck
{
    public const string Name = "database";

    /// <summary>Who watches asks every second or two; no answer within this is one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // Told to stop, a driver may first ask the server that does not answer to stop as well.
            var (takesActs, ahead) = await DatabaseStart.AskAsync(services, limit.Token).WaitAsync(Patience, cancellationToken);
            return !takesActs ? HealthCheckResult.Unhealthy("the database is read only")
                : DatabaseStart.IsOnTime(ahead) ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"this machine's clock and the database server's are {ahead.Duration().TotalSeconds:0} s apart"));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(Outages.Of(failure) is { } outage ? $"the database does not do its work ({outage.Code})" : "the database does not answer");
        }
    }
}

/// <summary>Whether every paper is found by its words. A server that is still bringing some in works, so it is healthy either way and says which.</summary>
internal sealed class IndexHealth(IndexProgress progress) : IHealthCheck
{
    public const string Name = "search index";

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(progress.IsWhole ? "whole" : "catching up"));
}

/// <summary>Whether what is written can be kept: each folder there, with room, and writable; the files as they were stored, and the witness not behind.</summary>
internal sealed class StorageHealth(EngineSettings settings, FileStore store, FileRound files, Witness witness) : IHealthCheck
{
    public const string Name = "storage";

    private const long LeastRoom = 16 << 20;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !store.IsThere ? HealthCheckResult.Degraded("the disk of the stored files is not there")
        : Folders().FirstOrDefault(folder => !System.IO.Directory.Exists(folder.Path)) is { What: { } gone } ? HealthCheckResult.Degraded($"the folder of {gone} is not there")
        : Folders().FirstOrDefault(folder => !TakesFiles(folder.Path)) is { What: { } closed } ? HealthCheckResult.Degraded($"the folder of {closed} takes no file")
        : Folders().FirstOrDefault(folder => new DriveInfo(folder.Path).AvailableFreeSpace < LeastRoom) is { What: { } full } ? HealthCheckResult.Degraded($"no room is left on the disk of {full}")
        : files.Found.Damaged > 0 ? HealthCheckResult.Degraded("stored files no longer have their recorded bytes; the log names them")
        : files.Found.Missing > 0 ? HealthCheckResult.Degraded("stored files are gone; the log names them")
        : witness.IsBehind ? HealthCheckResult.Degraded("the witness outside the database cannot be written")
        : HealthCheckResult.Healthy());

    /// <summary>Whether a file can be made there: a disk that fails is put to read only by the system, and says nothing of it before it is asked. Nobody else takes the file for one of theirs.</summary>
    internal static bool TakesFiles(string folder)
    {
        try
        {
            using var trial = new FileStream(
                Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Each may lie on a disk of its own.</summary>
    private IEnumerable<(string Path, string What)> Folders()
    {
        yield return (settings.DataFolder, "the data folder");
        // Where uploads and what outside programs read are kept meanwhile.
        yield return (Path.GetTempPath(), "temporary files");
        yield return (settings.FilesFolder, "the stored files");
        // Made with the first key.
        if (System.IO.Directory.Exists(settings.KeysFolder))
        {
            yield return (settings.KeysFolder, "the keys");
        }

        yield return (settings.WitnessFolder, "the witness");
        if (settings.ExchangeFolder is { } exchange)
        {
            yield return (exchange, "the exchange");
        }

        if (settings.Mail?.PickupFolder is { } pickup)
        {
            yield return (pickup, "mail to be picked up");
        }
    }
}

/// <summary>Whether the scanner for malware answered when it was last asked; while it is silent, what partners sent waits.</summary>
internal sealed class ScannerHealth(MalwareScanner scanner) : IHealthCheck
{
    public const string Name = "malware scanner";

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(scanner.IsSilent ? HealthCheckResult.Degraded("it does not answer, and packages of partners wait for it") : HealthCheckResult.Healthy());
}

/// <summary>What a supervisor asks: does the process live, and can it work?</summary>
internal static class HealthEndpoints
{
    public const string Ready = "/health/ready";

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { Predicate = check => check.Name is DatabaseHealth.Name or StorageHealth.Name or IndexHealth.Name or OutsideProgramsHealth.Name or ScannerHealth.Name, ResponseWriter = TellAsync }).AllowAnonymous();
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
