using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tracing;

/// <summary>Whether an issuer as a text names it is the author of a paper: the same words, one body under two names of the directory, or a name the text cut short ("UBND tỉnh").</summary>
internal sealed class SameIssuers
{
    private readonly Dictionary<string, HashSet<Id<Body>>> bodies = new(StringComparer.Ordinal);

    /// <summary>Asks the directory once for all names.</summary>
    public static async Task<SameIssuers> LoadAsync(IDirectoryLookup directory, Id<Body> asker, IEnumerable<string?> cited, IEnumerable<string> authors, CancellationToken cancellationToken)
    {
        var same = new SameIssuers();
        var issuers = cited.OfType<string>().Select(NameFolding.Fold).ToHashSet(StringComparer.Ordinal);
        var known = authors.Select(NameFolding.Fold).ToHashSet(StringComparer.Ordinal);
        if (issuers.IsSubsetOf(known))
        {
            return same;
        }

        foreach (var name in await directory.FindAsync(await directory.ScopesOfAsync(asker, cancellationToken), [.. issuers.Union(known, StringComparer.Ordinal)], cancellationToken))
        {
            if (name.BodyId is { } body)
            {
                (same.bodies.TryGetValue(name.Folded, out var there) ? there : same.bodies[name.Folded] = []).Add(body);
            }
        }

        return same;
    }

    public bool AreSame(string cited, string author)
    {
        var (issuer, name) = (NameFolding.Fold(cited), NameFolding.Fold(author));
        return issuer == name || (issuer.Contains(' ', StringComparison.Ordinal) && name.StartsWith(issuer + " ", StringComparison.Ordinal))
            || (bodies.TryGetValue(issuer, out var one) && bodies.TryGetValue(name, out var other) && one.Overlaps(other));
    }
}
