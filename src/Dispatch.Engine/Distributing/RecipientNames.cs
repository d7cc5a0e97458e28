using System.Text.RegularExpressions;
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
internal sealed partial class RecipientNames(DateOnly asOf)
{
    private readonly Dictionary<string, List<KnownName>> known = new(StringComparer.Ordinal);
    private readonly HashSet<KnownName> seen = [];

    /// <summary>"Vụ TCCB", "Cục LS": the kind of body before its short name; null when the words are not of that form.</summary>
    public static string? ShortName(string wording) => Short().Match(wording.Trim()) is { Success: true } found ? found.Groups["short"].Value : null;

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
            return ShortName(wording) is { } shortName ? ResolveShort(wording, shortName, scopes) : new RecipientMatch(null, UnknownRecipientReason.NotFound, []);
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

    /// <summary>The short name alone must mean one body, and that body's name begin with the kind that is printed before it.</summary>
    private RecipientMatch ResolveShort(string wording, string shortName, IReadOnlyList<Id<Body>> scopes)
    {
        var kind = NameFolding.Fold(wording.Trim()[..^shortName.Length]);
        var meant = Resolve(shortName, scopes);
        return meant.Name is { BodyId: not null } name && NameFolding.Fold(name.Name).StartsWith(kind + " ", StringComparison.Ordinal) ? meant : new RecipientMatch(null, UnknownRecipientReason.NotFound, []);
    }

    [GeneratedRegex(@"^(Vụ|Cục|Tổng cục|Phòng|Ban|Viện|Sở|Trung tâm)\s+(?<short>\p{Lu}[\p{Lu}\p{Ll}\d&-]*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Short();
}
