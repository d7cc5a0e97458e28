using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Thu hồi thẩm quyền ký: from now on nothing is signed under it; what was signed stays signed.</summary>
/// <param name="AuthorityId">Which authority.</param>
/// <param name="Reason">Why, 1 to 1,000 letters.</param>
public sealed record RevokeAuthority(Id<SigningAuthority> AuthorityId, string Reason) : IAct<AuthorityView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : SigningRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class RevokeAuthorityHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<RevokeAuthority, Outcome<AuthorityView>>
{
    public async Task<Outcome<AuthorityView>> Handle(RevokeAuthority request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var authority = await db.Set<SigningAuthority>().SeenBy(actor).SingleOrDefaultAsync(a => a.Id == request.AuthorityId, cancellationToken);
        if (authority is null)
        {
            return KernelRefusals.Unknown("thẩm quyền ký");
        }

        if (!actor.Is(Role.Administrator) && !await IsGiverAsync(authority, actor, cancellationToken))
        {
            return AuthorityRefusals.NotYours;
        }

        var reason = TextGuard.Clean(request.Reason);
        if (authority.Revoke(reason, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        context.Note(authority.OrganisationId, "signing.authority-revoked", authority.PersonId.Value, new { authority.Id, reason });
        var name = await db.Set<Person>().Where(p => p.Id == authority.PersonId).Select(p => p.FullName).SingleAsync(cancellationToken);
        return AuthorityView.Of(authority, name) with { Version = authority.Version + 1 };
    }

    private async Task<bool> IsGiverAsync(SigningAuthority authority, Actor actor, CancellationToken cancellationToken) =>
        authority.DelegatedFromId is { } source && await db.Set<SigningAuthority>().AnyAsync(a => a.Id == source && a.PersonId == actor.PersonId, cancellationToken);
}
