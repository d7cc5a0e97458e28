#pragma warning disable RS0030, MA0136, CA1852, ASP0000 // trial host
using System.Diagnostics;
using Dispatch.Api.Demo;
using Dispatch.Engine;
using Dispatch.Engine.Persistence;

var folder = args.Length > 0 ? args[0] : "data";
System.IO.Directory.CreateDirectory(folder);
var settings = new EngineSettings(DatabaseProvider.Sqlite, $"Data Source={folder}/dispatch.db", folder, "workflows");
var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddDispatchEngine(settings).BuildServiceProvider();
var watch = Stopwatch.StartNew();
await DatabaseStart.PrepareAsync(services, default);
Console.Error.WriteLine($"prepared {watch.Elapsed}");
await DemoPlay.PrepareAsync(settings, default);
Console.Error.WriteLine($"played {watch.Elapsed}");
