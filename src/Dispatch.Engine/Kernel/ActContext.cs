using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Engine.Kernel;

/// <summary>Who asks, with which key and which version in hand. One per request; filled by the door (HTTP, page, command line, outbox), read by the pipeline.</summary>
public sealed class ActContext
{
    private readonly List<TrailNote> notes = [];
    private readonly List<Action> afterwards = [];

    /// <summary>The person acting; null while nobody is signed in.</summary>
    public Actor? Actor { get; set; }

    /// <summary>The session the request came under; null for the system, and for whoever a door did not let in.</summary>
    public SessionFacts? Session { get; set; }

    /// <summary>The caller's key for this act: the same key again gets the same answer and no second effect.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>The version the caller last read (If-Match); null when the caller did not say.</summary>
    public int? ExpectedVersion { get; set; }

    /// <summary>The outbox messages this act carries out, closed in the same transaction.</summary>
    internal OutboxLease? Fulfils { get; set; }

    /// <summary>The step of a procedure this act was allowed by; it goes into every leaf noted after it is set.</summary>
    internal RouteFacts? Route { get; set; }

    /// <summary>What this act will write into audit logs, in order.</summary>
    internal IReadOnlyList<TrailNote> Notes => notes;

    /// <summary>What the act has done on another processor while it goes on.</summary>
    internal BesideAct Beside { get; } = new();

    /// <summary>The person acting, where the pipeline has made sure that there is one.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the access table let an anonymous request through to a handler that needs a person.</exception>
    internal Actor Someone => Actor ?? throw new InvalidOperationException("This act has no actor.");

    /// <summary>Whether the caller holds an older version of the row than there is now.</summary>
    internal bool IsStale(IVersioned row) => ExpectedVersion is { } expected && expected != row.Version;

    /// <summary>Notes one fact for the audit log of an organisation.</summary>
    /// <param name="organisation">Whose log.</param>
    /// <param name="act">The word for what happened, <c>stage.verb</c>.</param>
    /// <param name="subject">The paper it happened to.</param>
    /// <param name="facts">What proves it: numbers, dates, hashes.</param>
    internal void Note(Id<Body> organisation, string act, Guid subject, object facts) => notes.Add(new TrailNote(organisation, act, subject, facts, Route));

    /// <summary>Something to tell outside the database once the act is committed, and only then.</summary>
    internal void Afterwards(Action tell) => afterwards.Add(tell);

    /// <summary>The act is committed.</summary>
    internal void Committed()
    {
        foreach (var tell in afterwards)
        {
            tell();
        }

        Forget();
    }

    /// <summary>Forgets what a failed try noted.</summary>
    internal void Forget()
    {
        notes.Clear();
        afterwards.Clear();
        Route = null;
    }
}

/// <summary>One fact on its way into an organisation's audit log.</summary>
internal sealed record TrailNote(Id<Body> Organisation, string Act, Guid Subject, object Facts, RouteFacts? Route);

/// <summary>Which version of which procedure allowed an act, and at which step.</summary>
/// <param name="Definition">The procedure.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of the version's text, hex.</param>
/// <param name="Step">The step.</param>
internal sealed record RouteFacts(string Definition, int Version, string Hash, string Step);

/// <summary>Claimed outbox messages of one kind and the lease they were claimed under; a stale lease is fenced off at commit.</summary>
internal sealed record OutboxLease(string Kind, IReadOnlyList<string> Keys, Guid Lease);
