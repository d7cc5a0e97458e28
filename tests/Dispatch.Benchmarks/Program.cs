using Dispatch.Benchmarks;
using Dispatch.Engine;

// usage: dotnet run -c Release --project tests/Dispatch.Benchmarks [-- paper | workflows | intake | verify | signing | matters | sqlite | postgresql "CONNECTION STRING"] [papers]
switch (args.ElementAtOrDefault(0))
{
    case "paper":
        await (args.ElementAtOrDefault(1) is PaperBenchmark.FirstOnly ? PaperBenchmark.FirstAsync(Console.Out) : PaperBenchmark.RunAsync(Console.Out, CancellationToken.None));
        return;
    case "signing":
        await SigningBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return;
    case "workflows":
        await WorkflowBenchmarks.RunAsync(Console.Out);
        return;
    case "intake":
        await IntakeBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return;
    case "verify":
        await VerifyBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return;
}

// The office's own matters, on either database: -- matters [postgresql "CONNECTION STRING"] [how many wait]
var areMatters = args.ElementAtOrDefault(0) is "matters";
args = areMatters ? args[1..] : args;
var provider = args.ElementAtOrDefault(0) is "postgresql" ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite;
var folder = Path.Combine(Path.GetTempPath(), $"dispatch-bench-{Environment.ProcessId}");
var connection = provider is DatabaseProvider.PostgreSql ? args[1] : $"Data Source={Path.Combine(folder, "bench.db")}";
var papers = int.Parse(args.LastOrDefault() is { } last && int.TryParse(last, out _) ? last : "60", System.Globalization.CultureInfo.InvariantCulture);
System.IO.Directory.CreateDirectory(folder);
try
{
    await using var office = await BenchOffice.OpenAsync(new EngineSettings(provider, connection, folder, Path.Combine(AppContext.BaseDirectory, "workflows"), PasswordRounds: 1), CancellationToken.None);
    if (areMatters)
    {
        await MatterBenchmark.RunAsync(office, args.Any(arg => int.TryParse(arg, out _)) ? papers : 10_000, Console.Out, CancellationToken.None);
        return;
    }

    await ActBenchmarks.RunAsync(office, papers, Console.Out, CancellationToken.None);
    await TraceBenchmark.RunAsync(office, Console.Out, CancellationToken.None);
}
finally
{
    System.IO.Directory.Delete(folder, recursive: true);
}
