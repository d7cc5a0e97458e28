using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>
/// The directory's answers, remembered until the directory changes. It changes a few times a year and is asked with every plan: the same lines of Nơi nhận, the same
/// 63 provinces. Every import leaves a leaf in the installation's log in its own transaction, so the log's size is the version of what is remembered, on every node.
/// </summary>
internal sealed class RememberedDirectory(DirectoryLookup directory, DispatchDbContext db, DirectoryMemory memory) : IDirectoryLookup
{
    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Body>, Task<long>>> Version = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Body> installation) => db.Set<AuditLog>().Where(log => log.OrganisationId == installation).Select(log => log.Size).SingleOrDefault()));

    private long? version;

    public Task<IReadOnlyList<Id<Body>>> ScopesOfAsync(Id<Body> issuer, CancellationToken cancellationToken) =>
        AskAsync($"scopes {issuer}", () => directory.ScopesOfAsync(issuer, cancellationToken), cancellationToken);

    public Task<IReadOnlySet<Id<Body>>> UnitsOfAsync(Id<Body> organisation, CancellationToken cancellationToken) =>
        AskAsync($"units {organisation}", () => directory.UnitsOfAsync(organisation, cancellationToken), cancellationToken);

    public async Task<T> OnceAsync<T>(string question, Func<Task<T>> work, Func<T, int> size, CancellationToken cancellationToken)
        where T : class
    {
        version ??= await Version.On(db)(db, Installation.Id).WaitAsync(cancellationToken);
        if (memory.Recall(version.Value, question) is T known)
        {
            return known;
        }

        var answer = await work();
        memory.Keep(version.Value, question, answer, size(answer));
        return answer;
    }

    public Task<IReadOnlyList<KnownName>> FindAsync(IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> foldedNames, CancellationToken cancellationToken) =>
        AskAsync($"find {Key(scopes)} {Key(foldedNames)}", () => directory.FindAsync(scopes, foldedNames, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<KnownGroup>> GroupsAsync(IReadOnlyCollection<Id<RecipientGroup>> groups, DateOnly asOf, CancellationToken cancellationToken) =>
        OnceAsync($"groups {Day(asOf)} {Key(groups)}", () => directory.GroupsAsync(groups, asOf, cancellationToken), found => 1 + found.Sum(group => group.Members.Count), cancellationToken);

    public Task<IReadOnlyList<KnownBody>> BodiesAsync(IReadOnlyCollection<Id<Body>> bodies, CancellationToken cancellationToken) =>
        AskAsync($"bodies {Key(bodies)}", () => directory.BodiesAsync(bodies, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<KnownHolder>> HoldersAsync(HolderQuestion question, DateOnly asOf, CancellationToken cancellationToken) => AskAsync(
        $"holders {Day(asOf)} {Key(question.Wordings)} | {Key(question.Offices)} | {Key(question.People)} | {Key(question.Bodies)}", () => directory.HoldersAsync(question, asOf, cancellationToken), cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<NearMatch>>> NearAsync(
        IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> texts, DateOnly asOf, int take, CancellationToken cancellationToken) =>
        AskAsync(FormattableString.Invariant($"near {take} {Day(asOf)} {Key(scopes)} {Key(texts)}"), () => directory.NearAsync(scopes, texts, asOf, take, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<NearMatch>> SearchAsync(Id<Body> owner, string text, DateOnly asOf, int take, CancellationToken cancellationToken) =>
        directory.SearchAsync(owner, text, asOf, take, cancellationToken);

    private static string Day(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    private static string Key<T>(IEnumerable<T> parts) => string.Join('\n', parts);

    private Task<T> AskAsync<T>(string question, Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class => OnceAsync(question, ask, answer => answer is ICollection many ? 1 + many.Count : 1, cancellationToken);
}

/// <summary>Answers of one version of the directory; shared by all requests of this process and bounded.</summary>
internal sealed class DirectoryMemory
{
    /// <summary>Some 200 bytes each.</summary>
    private const int AtMost = 100_000;

    private Answers answers = new(-1);

    public object? Recall(long version, string question)
    {
        var now = answers;
        return now.Version == version ? now.Known.GetValueOrDefault(question) : null;
    }

    /// <param name="version">Of which version it is an answer.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="answer">What was found.</param>
    /// <param name="size">How many things the answer holds.</param>
    public void Keep(long version, string question, object answer, int size)
    {
        var now = answers;
        if (now.Version != version || now.Held(size) > AtMost)
        {
            answers = now = new Answers(version);
            now.Held(size);
        }

        now.Known[question] = answer;
    }

    private sealed class Answers(long version)
    {
        private int held;

        public long Version { get; } = version;

        public ConcurrentDictionary<string, object> Known { get; } = new(StringComparer.Ordinal);

        /// <summary>How much is held with so much more.</summary>
        public int Held(int more) => Interlocked.Add(ref held, more);
    }
}
