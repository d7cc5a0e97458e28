using Dispatch.Benchmarks;
using Dispatch.Engine;

// usage: dotnet run -c Release --project tests/Dispatch.Benchmarks [-- paper | pages | workflows | intake | verify | signing | matters | deliveries | wall | sqlite | postgresql "CONNECTION STRING"] [papers | search]
switch (args.ElementAtOrDefault(0))
{
    case "paper":
        await (args.ElementAtOrDefault(1) is PaperBenchmark.FirstOnly ? PaperBenchmark.FirstAsync(Console.Out) : PaperBenchmark.RunAsync(Console.Out, CancellationToken.None));
        return;
    case "pages":
        await PagesBenchmark.RunAsync(Console.Out, CancellationToken.None);
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
// "deliveries" measures one dispatch to 10,000 recipients instead of the acts, on the database named after it.
var isDeliveries = args.ElementAtOrDefault(0) is "deliveries";
args = isDeliveries ? args[1..] : args;
// "wall" measures row-level security: -- wall postgresql "CONNECTION STRING OF A PLAIN ROLE"
var isWall = args.ElementAtOrDefault(0) is "wall";
args = isWall ? args[1..] : args;
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

    if (isWall)
    {
        await ActBenchmarks.RunAsync(office, 20, Console.Out, CancellationToken.None);
        await WallBenchmark.RunAsync(office, Console.Out, CancellationToken.None);
        return;
    }

    if (isDeliveries)
    {
        await DeliveriesBenchmark.RunAsync(office, Path.Combine(folder, "files"), papers == 60 ? 10_000 : papers, Console.Out, CancellationToken.None);
        return;
    }

    await ActBenchmarks.RunAsync(office, args.Contains("search") ? 3 : papers, Console.Out, CancellationToken.None);
    if (args.Contains("search"))
    {
        await SearchBenchmark.TraceAsync(office, Console.Out, CancellationToken.None);
        await SearchBenchmark.RunAsync(office, Console.Out, CancellationToken.None);
        return;
    }

    await TraceBenchmark.RunAsync(office, Console.Out, CancellationToken.None);
    if (provider is DatabaseProvider.Sqlite)
    {
        await RowsAlone.RunAsync(office, Console.Out, CancellationToken.None);
    }
}
finally
{
    System.IO.Directory.Delete(folder, recursive: true);
}
