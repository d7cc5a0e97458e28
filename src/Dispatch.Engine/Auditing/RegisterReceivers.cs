using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>Which bodies another register means by the receivers it names: by any name the directory has had for them, by an identifier code, old or new, and where no mark was typed by the letters alone.</summary>
internal sealed class RegisterReceivers
{
    private const int AtOnce = 500;

    private readonly Dictionary<string, List<Id<Body>>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Id<Body>>> byLetters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Id<Body>>> byCode = new(StringComparer.Ordinal);

    /// <summary>Looks them up together.</summary>
    public static async Task<RegisterReceivers> FindAsync(DispatchDbContext db, IReadOnlyCollection<string> receivers, CancellationToken cancellationToken)
    {
        var found = new RegisterReceivers();
        foreach (var some in receivers.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var (letters, codes) = (some.Select(NameFolding.Plain).Distinct(StringComparer.Ordinal).ToList(), some.Select(Code).Distinct(StringComparer.Ordinal).ToList());
            foreach (var name in await db.Set<BodyName>().Where(name => name.ScopeId == null && letters.Contains(name.Plain)).Select(name => new { name.Folded, name.Plain, name.BodyId }).ToListAsync(cancellationToken))
            {
                Add(found.byName, name.Folded, name.BodyId);
                Add(found.byLetters, name.Plain, name.BodyId);
            }

            foreach (var body in await db.Set<Body>().Where(body => body.Code != null && codes.Contains(body.Code)).Select(body => new { body.Code, body.Id }).ToListAsync(cancellationToken))
            {
                Add(found.byCode, body.Code!, body.Id);
            }

            foreach (var former in await db.Set<BodyCode>().Where(former => codes.Contains(former.Code)).Select(former => new { former.Code, former.BodyId }).ToListAsync(cancellationToken))
            {
                Add(found.byCode, former.Code, former.BodyId);
            }
        }

        return found;
    }

    /// <summary>The bodies a register may mean; none when the directory knows nothing of the kind.</summary>
    public IReadOnlyList<Id<Body>> Of(string receiver) =>
        byName.GetValueOrDefault(NameFolding.Fold(receiver)) ?? byCode.GetValueOrDefault(Code(receiver)) ?? (receiver.All(char.IsAscii) ? byLetters.GetValueOrDefault(NameFolding.Plain(receiver)) : null) ?? [];

    private static string Code(string receiver) => receiver.Trim().ToUpperInvariant();

    private static void Add(Dictionary<string, List<Id<Body>>> known, string key, Id<Body> body)
    {
        if (!known.TryGetValue(key, out var bodies))
        {
            known[key] = bodies = [];
        }

        if (!bodies.Contains(body))
        {
            bodies.Add(body);
        }
    }
}
