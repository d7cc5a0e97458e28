using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>The questions that reading a paper asks the directory.</summary>
internal interface IDirectoryLookup
{
    /// <summary>
    /// In whose mouths an issuer's words are understood: its own first, then its superiors', upwards. A unit speaks with the mouth of its organisation.
    /// </summary>
    Task<IReadOnlyList<Id<Body>>> ScopesOfAsync(Id<Body> issuer, CancellationToken cancellationToken);

    /// <summary>The units that stand directly under an organisation, ended ones too.</summary>
    Task<IReadOnlySet<Id<Body>>> UnitsOfAsync(Id<Body> organisation, CancellationToken cancellationToken);

    /// <summary>What is worked out from answers of this directory and from the question alone; where answers are remembered, it is worked out once while the directory stays as it is.</summary>
    /// <param name="question">Everything it depends on besides the directory.</param>
    /// <param name="work">How it is worked out.</param>
    /// <param name="size">How many things an answer holds: a memory has room for so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<T> OnceAsync<T>(string question, Func<Task<T>> work, Func<T, int> size, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Everything that bears one of the folded names, in these scopes or nationally, at any time.</summary>
    Task<IReadOnlyList<KnownName>> FindAsync(IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> foldedNames, CancellationToken cancellationToken);

    /// <summary>The groups with their members as at a date.</summary>
    Task<IReadOnlyList<KnownGroup>> GroupsAsync(IReadOnlyCollection<Id<RecipientGroup>> groups, DateOnly asOf, CancellationToken cancellationToken);

    /// <summary>The bodies by id, with their spans.</summary>
    Task<IReadOnlyList<KnownBody>> BodiesAsync(IReadOnlyCollection<Id<Body>> bodies, CancellationToken cancellationToken);

    /// <summary>Who held an office at a date, by its wording, by their name, or at a body.</summary>
    Task<IReadOnlyList<KnownHolder>> HoldersAsync(HolderQuestion question, DateOnly asOf, CancellationToken cancellationToken);

    /// <summary>For each text, what it may have meant at a date: differing by a letter or a mark, nearest first.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<NearMatch>>> NearAsync(
        IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> texts, DateOnly asOf, int take, CancellationToken cancellationToken);

    /// <summary>For a search box: bodies and groups whose name has words beginning so, with or without diacritics; the owner's own first.</summary>
    Task<IReadOnlyList<NearMatch>> SearchAsync(Id<Body> owner, string text, DateOnly asOf, int take, CancellationToken cancellationToken);
}

/// <summary>One meaning of one name. A unit's local name is understood only in its own organisation: every office has its VP and its VT.</summary>
internal sealed record KnownName(string Folded, Id<Body>? ScopeId, Id<Body>? BodyId, Id<RecipientGroup>? GroupId, string Name, bool IsUnit, Validity Validity, KnownSuccessor? Successor);

/// <summary>Who took over from a body that ended.</summary>
internal sealed record KnownSuccessor(Id<Body> Id, string Name);

/// <summary>Which office holders are meant; every text folded.</summary>
/// <param name="Wordings">Offices that name their body too ("thủ tướng chính phủ"): whosever they are.</param>
/// <param name="Offices">Offices by the title alone ("chủ tịch"): only of the bodies, or of the people named.</param>
/// <param name="People">Names that may be a holder's.</param>
/// <param name="Bodies">The bodies whose offices are meant.</param>
internal sealed record HolderQuestion(IReadOnlyList<string> Wordings, IReadOnlyList<string> Offices, IReadOnlyList<string> People, IReadOnlyList<Id<Body>> Bodies);

/// <summary>Somebody in an office, and the body that receives for them; <paramref name="IsCentral"/> when that is a ministry or another central office.</summary>
internal sealed record KnownHolder(string Folded, string NameFolded, string Title, string FullName, Id<Body> BodyId, string BodyName, bool IsCentral);

/// <summary>A group with its members at a date.</summary>
internal sealed record KnownGroup(Id<RecipientGroup> Id, string Name, Validity Validity, IReadOnlyList<KnownBody> Members);

/// <summary>A body with its span.</summary>
internal sealed record KnownBody(Id<Body> Id, string Name, Validity Validity);

/// <summary>From the first day to the day before <paramref name="To"/>; null is open.</summary>
internal readonly record struct Validity(DateOnly? From, DateOnly? To)
{
    public bool Holds(DateOnly date) => !(date < From) && !(date >= To);

    public Validity Within(Validity other) => new(Later(From, other.From), Earlier(To, other.To));

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one > other || other is null ? one : other;

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one < other || other is null ? one : other;
}
