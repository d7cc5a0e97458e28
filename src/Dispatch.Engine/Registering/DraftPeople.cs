using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>Whom a draft is put to before it is signed, as far as the drafter says so.</summary>
/// <param name="OpinionFromIds">Colleagues whose opinion the procedure asks, 20 at most.</param>
/// <param name="LegalReviewerId">The colleague who checks the law of it; null for nobody.</param>
public sealed record AskedPeople(IReadOnlyList<Id<Person>> OpinionFromIds, Id<Person>? LegalReviewerId)
{
    private const string Opinions = "opinionFrom";
    private const string Reviewer = "legalReviewer";
    private const int MostOpinions = 20;

    internal Refusal? Flaw() => OpinionFromIds.Count > MostOpinions ? KernelRefusals.Shape("opinionFromIds", $"Chỉ xin ý kiến được nhiều nhất {MostOpinions} người.") : null;

    /// <summary>As the procedure is told of them; what nobody was named for is not there.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Facts()
    {
        if (OpinionFromIds.Count > 0)
        {
            yield return KeyValuePair.Create(Opinions, JsonSerializer.Serialize(OpinionFromIds.Distinct().Select(id => id.ToString())));
        }

        if (LegalReviewerId is { } reviewer)
        {
            yield return KeyValuePair.Create(Reviewer, reviewer.ToString());
        }
    }

    /// <summary>The same, read back.</summary>
    internal static AskedPeople Of(IReadOnlyDictionary<string, string> facts) => new(
        facts.GetValueOrDefault(Opinions) is { } asked ? [.. JsonSerializer.Deserialize<string[]>(asked)!.Select(Read)] : [],
        facts.GetValueOrDefault(Reviewer) is { } reviewer ? Read(reviewer) : null);

    private static Id<Person> Read(string id) => Id<Person>.Parse(id, null);
}

/// <summary>The people of a draft: who may be named, and what the procedure is told of them.</summary>
internal sealed class DraftPeopleDesk(DispatchDbContext db, ActContext context)
{
    /// <summary>Whom a draft is put to now.</summary>
    public async Task<AskedPeople> AskedAsync(Id<OfficialDispatch> id, CancellationToken cancellationToken) =>
        AskedPeople.Of(await db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.PaperId == id.Value).Select(i => i.Inputs).SingleAsync(cancellationToken));

    /// <summary>Whether a colleague may be named as the signer of what the actor drafts.</summary>
    public async Task<Refusal?> RefuseSignerAsync(Id<Person> id, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var signer = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null, cancellationToken);
        return signer is null || !signer.Roles.HasFlag(Role.Signer) ? RegisteringRefusals.UnknownSigner
            : signer.Id == actor.PersonId ? Signing.SigningRefusals.SelfApproval
            : null;
    }

    /// <summary>Whether everybody who is to be asked is a colleague who does tasks, and none is the drafter: a task for anybody else would lie there for good.</summary>
    public async Task<Refusal?> RefuseAskedAsync(AskedPeople people, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var asked = people.OpinionFromIds.Concat(people.LegalReviewerId is { } reviewer ? [reviewer] : []).Distinct().ToList();
        if (asked.Count == 0)
        {
            return null;
        }

        var roles = await db.Set<Person>().AsNoTracking().Where(p => asked.Contains(p.Id) && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null && p.Id != actor.PersonId).Select(p => p.Roles).ToListAsync(cancellationToken);
        return roles.Count == asked.Count && roles.TrueForAll(held => AccessTable.Allows(typeof(CompleteTask), held)) ? null : RegisteringRefusals.UnknownAsked;
    }

    /// <summary>What the procedure knows of the draft. The drafting unit is named where somebody else heads it, who answers for the content (Điều 12.1); of a unit without one any head may check.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FactsAsync(OfficialDispatch dispatch, AskedPeople asked, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, string>(asked.Facts(), StringComparer.Ordinal)
        {
            ["drafter"] = dispatch.DrafterId.ToString(),
            ["signer"] = dispatch.SignerId.ToString(),
            ["kind"] = dispatch.Text.Kind,
            ["urgency"] = dispatch.Text.Urgency.ToString(),
        };
        if (dispatch.UnitId is { } unit)
        {
            var others = db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == dispatch.OrganisationId && p.UnitId == unit && p.Id != dispatch.DrafterId && p.DisabledAt == null);
            if ((await others.Select(p => p.Roles).ToListAsync(cancellationToken)).Exists(roles => roles.HasFlag(Role.UnitHead)))
            {
                facts["drafterUnit"] = unit.ToString();
            }
        }

        return facts;
    }
}
