using System.Diagnostics;
using System.Globalization;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;

namespace Dispatch.Benchmarks;

/// <summary>What paper costs: a dispatch of two pages, the first of a process, two threads, a register of a year; and a browser with the same words beside it.</summary>
internal static class PaperBenchmark
{
    /// <summary>The argument by which this program, started anew, prints one dispatch and says how long that took.</summary>
    public const string FirstOnly = "first";

    // Until the compiler has compiled it for good.
    private const int WarmUp = 4_000;
    private const int Papers = 600;
    private const int BookLines = 5_000;

    private static DispatchSheet Sheet => SeedSheets.LongLetter;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var (median, size, allocated) = Warm();
        output.WriteLine(FormattableString.Invariant($"two pages, warm: median {median:0.00} ms, {size / 1024.0:0.0} KiB, {allocated / 1024.0:0} KiB allocated (promised: 2 ms, 40 KB, 1 MiB)"));
        output.WriteLine(FormattableString.Invariant($"first of a process: median {await FirstAsync(cancellationToken):0} ms (promised: 150 ms)"));
        var (one, two) = (PerSecond(1), PerSecond(2));
        output.WriteLine(FormattableString.Invariant($"one thread {one.Rate:0}/s, two threads {two.Rate:0}/s = {two.Rate / one.Rate:0.00} x (promised: 1.7 x, with two processors idle)"));
        output.WriteLine(FormattableString.Invariant($"processor time of a paper: {one.Processor:0.00} ms alone, {two.Processor:0.00} ms beside another (equal when threads do not wait for each other)"));
        Book(output);
        var html = SheetAsWebPage.Of(Sheet);
        var yardsticks = new List<double>();
        await foreach (var (name, peer) in PeersAsync(html, cancellationToken))
        {
            output.WriteLine(FormattableString.Invariant($"{name}, warm: median {peer:0.0} ms = {peer / median:0} x ours"));
            yardsticks.Add(peer);
        }

        output.WriteLine(yardsticks.Count == 0
            ? "no browser and no WeasyPrint here: nothing to compare with"
            : FormattableString.Invariant($"faster than the fastest of them: {yardsticks.Min() / median:0} x (promised: 60 x)"));
    }

    public static Task FirstAsync(TextWriter output)
    {
        var start = Stopwatch.GetTimestamp();
        DispatchSheetPrinter.Print(Sheet);
        return output.WriteLineAsync(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static (double Median, int Size, long Allocated) Warm()
    {
        for (var i = 0; i < WarmUp; i++)
        {
            DispatchSheetPrinter.Print(Sheet);
        }

        var times = new List<double>(Papers);
        var size = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Papers; i++)
        {
            var start = Stopwatch.GetTimestamp();
            size = DispatchSheetPrinter.Print(Sheet).Length;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (Median(times), size, (GC.GetAllocatedBytesForCurrentThread() - before) / Papers);
    }

    private static async Task<double> FirstAsync(CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            {
                start.ArgumentList.Add(typeof(PaperBenchmark).Assembly.Location);
            }

            start.ArgumentList.Add("paper");
            start.ArgumentList.Add(FirstOnly);
            using var process = Process.Start(start)!;
            times.Add(double.Parse(await process.StandardOutput.ReadToEndAsync(cancellationToken), CultureInfo.InvariantCulture));
            await process.WaitForExitAsync(cancellationToken);
        }

        return Median(times);
    }

    private static (double Rate, double Processor) PerSecond(int threads)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Papers; i++)
            {
                DispatchSheetPrinter.Print(Sheet);
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        var rate = threads * Papers / Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return (rate, (process.TotalProcessorTime - before).TotalMilliseconds / (threads * Papers));
    }

    private static void Book(TextWriter output)
    {
        var book = new RegisterBookSheet
        {
            BodyName = "Bộ Ngoại giao",
            Title = "Sổ đăng ký văn bản đi",
            Columns = RegisterColumns.Outgoing,
            Rows = [.. Enumerable.Range(1, BookLines).Select(Line)],
        };
        var times = new List<double>();
        var size = 0;
        for (var i = 0; i < 16; i++)
        {
            var start = Stopwatch.GetTimestamp();
            size = RegisterBookPrinter.Print(book).Length;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(FormattableString.Invariant($"register of {BookLines} lines, 10 columns, tagged: median {Median(times[7..]):0} ms, {size / 1048576.0:0.00} MiB (promised: 350 ms, 2 MiB)"));
    }

    private static string[] Line(int number) =>
    [
        FormattableString.Invariant($"{number:00}/BNG-CNV"), FormattableString.Invariant($"{1 + (number % 28):00}/{1 + (number % 12):00}/2024"), "Công văn về công tác đối ngoại",
        "Nguyễn Minh Vũ", "UBND tỉnh Điện Biên", "VT, CNV", FormattableString.Invariant($"{1 + (number % 63)}"), FormattableString.Invariant($"{2 + (number % 26):00}/{1 + (number % 12):00}/2024"), "", "",
    ];

    private static async IAsyncEnumerable<(string Name, double Median)> PeersAsync(string html, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PrintingBrowser.Find() is { } program)
        {
            await using var browser = await PrintingBrowser.StartAsync(program, cancellationToken);
            var times = new List<double>();
            for (var i = 0; i < 25; i++)
            {
                times.Add(await browser.PrintAsync(html, cancellationToken));
            }

            yield return ("headless Chromium", Median(times[5..]));
        }

        if (await WeasyPrint.MedianAsync(html, cancellationToken) is { } median)
        {
            yield return ("WeasyPrint", median);
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
