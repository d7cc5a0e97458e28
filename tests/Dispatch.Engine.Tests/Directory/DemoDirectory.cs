using System.Data.Common;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dispatch.Engine.Tests.Directory;

/// <summary>A database of its own with the demo's directory in it, deleted at the end.</summary>
internal sealed class DemoDirectory : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly string file = Path.Combine(Path.GetTempPath(), $"dispatch-directory-{Path.GetRandomFileName()}.db");

    private DemoDirectory()
    {
        Db = Open();
    }

    public DispatchDbContext Db { get; private set; }

    public QuestionCounter Questions { get; } = new();

    public static string Bodies => Read("bodies.csv");

    public static string Groups => Read("groups.csv");

    public static string Members => Read("members.csv");

    public static async Task<DemoDirectory> EmptyAsync()
    {
        var directory = new DemoDirectory();
        await directory.Db.Database.EnsureCreatedAsync();
        return directory;
    }

    public static async Task<DemoDirectory> FilledAsync()
    {
        var directory = await EmptyAsync();
        var imported = await directory.ImportAsync(Bodies, Groups, Members);
        Assert.That(imported.IsRefused, Is.False, imported.Refusal?.Message);
        return directory;
    }

    public async Task<Outcome<DirectoryImported>> ImportAsync(string bodies, string groups, string members, DateTimeOffset? now = null)
    {
        var outcome = await new DirectoryImporter(Db).ImportAsync(new ImportDirectory(bodies, groups, members), within: null, now ?? Now, CancellationToken.None);
        if (!outcome.IsRefused)
        {
            await Db.SaveChangesAsync();
        }

        await Db.DisposeAsync();
        Db = Open();
        return outcome;
    }

    public async Task<Id<Body>> IdOfAsync(string key) => (await Db.Set<Body>().SingleAsync(body => body.Key == key)).Id;

    public async Task<RecipientPlan> ReadAsync(string issuer, DateOnly asOf, string[] addressees, string[] recipients, params RecipientDecision[] decisions) =>
        await new RecipientReader(new DirectoryLookup(Db)).ReadAsync(new PrintedRecipients(await IdOfAsync(issuer), asOf, addressees, recipients), decisions, CancellationToken.None);

    /// <summary>Reads the lines of a paper that has articles.</summary>
    public async Task<RecipientPlan> ReadArticlesAsync(string issuer, DateOnly asOf, string[] recipients, string[] body, params RecipientDecision[] decisions) =>
        await new RecipientReader(new DirectoryLookup(Db)).ReadAsync(
            new PrintedRecipients(await IdOfAsync(issuer), asOf, [], recipients) { Articles = ArticleText.CitedIn(recipients, body) }, decisions, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }

    private static string Read(string name)
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Dispatch.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return File.ReadAllText(Path.Combine(root.FullName, "src", "Dispatch.Api", "Demo", "Directory", name));
    }

    private SqliteDispatchDbContext Open() => new(new DbContextOptionsBuilder<SqliteDispatchDbContext>().UseSqlite($"Data Source={file}").AddInterceptors(Questions).Options);

    internal sealed class QuestionCounter : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
