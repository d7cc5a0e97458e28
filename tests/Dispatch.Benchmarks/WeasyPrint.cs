using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Benchmarks;

/// <summary>WeasyPrint, warm in one process of Debian's Python, where it is installed.</summary>
internal static class WeasyPrint
{
    private const string Script =
        """
        import sys, time, weasyprint
        html = sys.stdin.read()
        for _ in range(12):
            start = time.perf_counter()
            weasyprint.HTML(string=html).write_pdf()
            print((time.perf_counter() - start) * 1000)
        """;

    public static async Task<double?> MedianAsync(string html, CancellationToken cancellationToken)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python))
        {
            return null;
        }

        var start = new ProcessStartInfo(Python, ["-c", Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(html.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            return (await errors).Contains("No module named 'weasyprint'", StringComparison.Ordinal) ? null : throw new InvalidOperationException(await errors);
        }

        var times = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(time => double.Parse(time, CultureInfo.InvariantCulture)).Order().ToList();
        return times[times.Count / 2];
    }
}
