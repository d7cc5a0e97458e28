using Dispatch.Api.Demo;
using Dispatch.Engine;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Demo;

/// <summary>The first start of a newcomer that does not go as it should: two at once, or one that is killed in the middle.</summary>
public sealed class DemoPlayTests
{
    private static readonly Uri Server = new("http://127.0.0.1:5080");

    private readonly List<string> folders = [];

    [TearDown]
    public void RemoveFolders()
    {
        SqliteConnection.ClearAllPools();
        folders.ForEach(folder => System.IO.Directory.Delete(folder, recursive: true));
        folders.Clear();
    }

    [Test]
    public async Task Of_two_servers_that_start_at_once_one_plays_and_the_other_waits_and_says_so()
    {
        var settings = await InstallAsync();
        var (first, second) = (new StringWriter(), new StringWriter());
        using var met = new HeldUp();

        var playing = Task.Run(() => DemoPlay.PrepareAsync(settings, Server, first, met, CancellationToken.None));
        await Task.WhenAny(met.Playing, playing);
        var waiting = DemoPlay.PrepareAsync(settings, Server, second, new CrashPoints(), CancellationToken.None);
        met.GoOn();

        Assert.That(await Task.WhenAll(playing, waiting), Is.EqualTo(new[] { true, false }));
        Assert.That(first.ToString(), Is.Empty);
        Assert.That(second.ToString(), Is.EqualTo($"Một máy chủ khác đang dựng bản trình diễn vào “{settings.DataFolder}”; máy chủ này chờ đến khi xong.{Environment.NewLine}"));
    }

    [TestCase(3)]
    public async Task A_play_that_is_cut_off_again_and_again_comes_to_the_same_end(int stride)
    {
        var (whole, cut) = (await InstallAsync(), await InstallAsync());
        Assert.That(await PlayAsync(whole, new CrashPoints()));
        var (runs, keys) = (0, 0);

        for (var skip = stride; !await PlayAsync(cut, new CutOff(runs % 2 == 0 ? CrashPoints.BeforeCommit : CrashPoints.AfterCommit, skip)); runs++)
        {
            Assert.That(File.Exists(Path.Combine(cut.DataFolder, "demo.txt")), Is.False, "a half play does not look whole");
            // Hundreds of arrivals are verified in a row, each in an act of its own and all alike: they are gone through in leaps.
            var known = (await CountsAsync(cut))["idempotency_keys"];
            (skip, keys) = (known == keys ? skip * 2 : stride, known);
        }

        Assert.That(runs, Is.GreaterThan(20));
        Assert.That(await CountsAsync(cut), Is.EqualTo(await CountsAsync(whole)));
    }

    [Test]
    public async Task Into_data_of_another_kind_nothing_is_played_and_it_is_said_what_to_do()
    {
        var settings = await InstallAsync();
        await PlayAsync(settings, new CutOff(CrashPoints.AfterCommit, 40));
        System.IO.Directory.Delete(Path.Combine(settings.DataFolder, "keys"), recursive: true);

        Assert.That(
            async () => await DemoPlay.PrepareAsync(settings, Server, TextWriter.Null, new CrashPoints(), CancellationToken.None),
            Throws.TypeOf<DemoStoppedException>().With.Message.Contains(settings.DataFolder).And.Message.Contains("ASPNETCORE_ENVIRONMENT=Production"));
    }

    private static async Task<bool> PlayAsync(EngineSettings settings, CrashPoints crash)
    {
        try
        {
            return await DemoPlay.PrepareAsync(settings, Server, TextWriter.Null, crash, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<Dictionary<string, int>> CountsAsync(EngineSettings settings)
    {
        await using var engine = Engine(settings);
        await using var scope = engine.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal))
        {
#pragma warning disable EF1002 // the names are of our own model
            counts[table] = (await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").ToListAsync()).Single();
#pragma warning restore EF1002
        }

        return counts;
    }

    private static ServiceProvider Engine(EngineSettings settings) => new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new DemoClock()).AddDispatchEngine(settings).BuildServiceProvider();

    private async Task<EngineSettings> InstallAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-play-").FullName;
        folders.Add(folder);
        var settings = new EngineSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "dispatch.db")}", folder, Path.Combine(TestContext.CurrentContext.TestDirectory, "workflows"));
        await using var engine = Engine(settings);
        await DatabaseStart.PrepareAsync(engine, CancellationToken.None);
        return settings;
    }

    /// <summary>A play that stands before its first commit until another server has come.</summary>
    private sealed class HeldUp : CrashPoints, IDisposable
    {
        private readonly TaskCompletionSource playing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim goOn = new();

        /// <summary>Ends when the play has come to its first commit.</summary>
        public Task Playing => playing.Task;

        /// <summary>Lets the play run to its end.</summary>
        public void GoOn() => goOn.Set();

        public override void Hit(string point)
        {
            playing.TrySetResult();
            goOn.Wait();
        }

        public void Dispose() => goOn.Dispose();
    }

    /// <summary>A process that ends at its so manyeth commit, before or after it: nothing that comes later is done, and nobody hears of it.</summary>
    private sealed class CutOff(string at, int skip) : CrashPoints
    {
        private int left = skip;

        public override void Hit(string point)
        {
            if (point == at && Interlocked.Decrement(ref left) <= 0)
            {
                throw new OperationCanceledException($"Cut off {point}.");
            }
        }
    }
}
