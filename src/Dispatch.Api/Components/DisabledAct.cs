using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Components;

/// <summary>An act that cannot be done now.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Refusal">What the engine would answer.</param>
public sealed record DisabledAct(string Label, Refusal Refusal)
{
    /// <summary>The acts of a paper that its reader cannot do: what the law does not allow now, and what it allows to others.</summary>
    /// <typeparam name="TAct">The acts of the paper.</typeparam>
    /// <param name="actor">Who reads.</param>
    /// <param name="label">The act's name.</param>
    /// <param name="request">The request of the act; null for one that has no button.</param>
    /// <param name="law">Why the law does not allow it now; null when it does.</param>
    internal static IReadOnlyList<DisabledAct> Of<TAct>(Actor actor, Func<TAct, string> label, Func<TAct, Type?> request, Func<TAct, Refusal?> law)
        where TAct : struct, Enum =>
        [.. from act in Enum.GetValues<TAct>()
            let type = request(act)
            where type is not null
            let why = AccessTable.Refuse(type, actor) ?? law(act)
            where why is not null && (law(act) is null || AccessTable.Allows(type, actor.Roles))
            select new DisabledAct(label(act), why)];
}
