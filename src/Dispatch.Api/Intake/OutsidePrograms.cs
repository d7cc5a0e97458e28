using Dispatch.Api.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Api.Intake;

/// <summary>What of the operating system's the server reads and draws papers with, and which of it this machine lacks. An office may do without; it is told when the server starts, and not by the first clerk who brings a scan.</summary>
internal sealed class OutsidePrograms(TimeProvider clock)
{
    private const string Poppler = "poppler-utils";
    private const string Tesseract = "tesseract-ocr";
    private const string Vietnamese = "tesseract-ocr-vie";

    // Somebody may install what is missing while the server runs.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private static readonly (string Program, string Package)[] Needed =
        [("pdfinfo", Poppler), ("pdftotext", Poppler), ("pdftohtml", Poppler), ("pdftoppm", Poppler), ("tesseract", Tesseract)];

    private volatile Seen? seen;

    /// <summary>The packages that are missing, by their names in Debian.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (seen is not { } last || now - last.At >= Again)
        {
            seen = last = new Seen(now, await LookAsync(Environment.GetEnvironmentVariable("PATH") ?? "", cancellationToken));
        }

        return last.Missing;
    }

    /// <summary>Looks through the folders of a path.</summary>
    internal static async Task<IReadOnlyList<string>> LookAsync(string path, CancellationToken cancellationToken)
    {
        string[] folders = [AppContext.BaseDirectory, .. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
        var missing = Needed.Where(one => !Array.Exists(folders, folder => IsIn(folder, one.Program))).Select(one => one.Package).Distinct(StringComparer.Ordinal).ToList();
        if (!missing.Contains(Tesseract, StringComparer.Ordinal) && !await ScanText.HasVietnameseAsync(cancellationToken))
        {
            missing.Add(Vietnamese);
        }

        return missing;
    }

    private static bool IsIn(string folder, string program) => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program));

    private sealed record Seen(DateTimeOffset At, IReadOnlyList<string> Missing);
}

/// <summary>Tells once, when the door is open, what is missing.</summary>
internal sealed class OutsideProgramsService(OutsidePrograms programs, IHostApplicationLifetime lifetime, ILogger<OutsideProgramsService> logger) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await lifetime.HasStartedAsync(stoppingToken) && await programs.MissingAsync(stoppingToken) is { Count: > 0 } missing)
        {
            var packages = string.Join(", ", missing);
            logger.LogWarning("This machine has no {Packages}: PDFs or scans cannot be read, or pages drawn, until it is installed", packages);
        }
    }
}

/// <summary>A server that cannot read scans works, so it is healthy either way and says what is missing.</summary>
internal sealed class OutsideProgramsHealth(OutsidePrograms programs) : IHealthCheck
{
    public const string Name = "programs";

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        HealthCheckResult.Healthy(await programs.MissingAsync(cancellationToken) is { Count: > 0 } missing ? $"missing: {string.Join(", ", missing)}" : null);
}
