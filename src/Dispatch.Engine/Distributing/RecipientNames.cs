using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>What came of looking a wording up: one meaning, or why there is none.</summary>
internal sealed record RecipientMatch(KnownName? Name, UnknownRecipientReason Reason, IReadOnlyList<KnownName> Candidates)
{
    public bool IsFound => Name is not null;

    /// <summary>Nothing bears the name, as opposed to something that may not be addressed now.</summary>
    public bool IsNothing => Name is null && Candidates.Count == 0;
}

/// <summary>The names of one paper, looked up together, and their meaning on its date from its issuer's mouth.</summary>
internal sealed class RecipientNames(DateOnly asOf)
{
    private readonly Dictionary<string, List<KnownName>> known = new(StringComparer.Ordinal);
    private readonly HashSet<KnownName> seen = [];

    public void Add(IEnumerable<KnownName> names)
    {
        foreach (var name in names.Where(seen.Add))
        {
            if (!known.TryGetValue(name.Folded, out var same))
            {
                known[name.Folded] = same = [];
            }

            same.Add(name);
        }
    }

    /// <summary>The nearest scope where the wording means something on that date decides; there it must mean one thing.</summary>
    public RecipientMatch Resolve(string wording, IReadOnlyList<Id<Body>> scopes)
    {
        if (!known.TryGetValue(NameFolding.Fold(wording), out var all))
        {
            return new RecipientMatch(null, UnknownRecipientReason.NotFound, []);
        }

        var heard = all.Where(name => name.ScopeId is not { } scope || (name.IsUnit ? scope == scopes[0] : scopes.Contains(scope))).ToList();
        foreach (var scope in scopes.Select(scope => (Id<Body>?)scope).Append(null))
        {
            var meant = heard.Where(name => name.ScopeId == scope && name.Validity.Holds(asOf)).DistinctBy(name => (name.BodyId, name.GroupId)).ToList();
            if (meant.Count > 0)
            {
                return meant is [var one] ? new RecipientMatch(one, default, meant) : new RecipientMatch(null, UnknownRecipientReason.Ambiguous, meant);
            }
        }

        var reason = heard.Count == 0 ? UnknownRecipientReason.NotFound
            : heard.Exists(name => name.Validity.To <= asOf) ? UnknownRecipientReason.Ended : UnknownRecipientReason.NotYet;
        return new RecipientMatch(null, reason, heard);
    }
}
