using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Ủy quyền ký hoặc giao ký thừa lệnh (Điều 13.3, 13.4): a signer lets another sign for a time and for named kinds. What was passed on is not passed on again.</summary>
/// <param name="AuthorityId">The signer's own authority.</param>
/// <param name="PersonId">Who gets it; a signer of the same organisation.</param>
/// <param name="Capacity">The block as it will be printed, with TUQ. or TL. before the giver's title.</param>
/// <param name="Kinds">Tên loại; empty or null for all that the giver may sign.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; needed for TUQ.</param>
/// <param name="Basis">The written authorisation or rule, 1 to 500 letters.</param>
public sealed record DelegateAuthority(
    Id<SigningAuthority> AuthorityId, Id<Person> PersonId, IReadOnlyList<string> Capacity, IReadOnlyList<string>? Kinds, DateOnly From, DateOnly? To, string Basis)
    : IAct<AuthorityView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => AuthorityShape.Flaw(Capacity, Kinds, From, To, Basis)
        ?? (SigningCapacity.FormOf(Capacity) < SigningForm.ByOrder ? AuthorityRefusals.NotAnAuthorisation : null);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [.. Capacity, Basis];
}

internal sealed class DelegateAuthorityHandler(DispatchDbContext db, AuthorityDesk desk, ActContext context, TimeProvider clock) : IRequestHandler<DelegateAuthority, Outcome<AuthorityView>>
{
    public async Task<Outcome<AuthorityView>> Handle(DelegateAuthority request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var source = await db.Set<SigningAuthority>().SeenBy(context.Someone).SingleOrDefaultAsync(a => a.Id == request.AuthorityId, cancellationToken);
        if (Refuse(request, source, now) is { } refusal)
        {
            return refusal;
        }

        var person = await db.Set<Person>()
            .SingleOrDefaultAsync(p => p.Id == request.PersonId && p.OrganisationId == source!.OrganisationId && p.DisabledAt == null, cancellationToken);
        if (person is null || person.Id == source!.PersonId || !person.Roles.HasFlag(Role.Signer))
        {
            return AuthorityRefusals.UnknownSigner;
        }

        var kinds = request.Kinds is { Count: > 0 } given ? given : source.Kinds;
        var authority = SigningAuthority.Of(person, request.Capacity, kinds, (request.From, request.To), request.Basis, now, delegatedFrom: source.Id);
        if (await desk.GiveAsync(authority, person, cancellationToken) is { } held)
        {
            return held;
        }

        context.Note(person.OrganisationId, "signing.authority-delegated", person.Id.Value, new { authority.Id, authority.DelegatedFromId, authority.Capacity, authority.Kinds, authority.From, authority.To, authority.Basis });
        return AuthorityView.Of(authority, person.FullName);
    }

    private Refusal? Refuse(DelegateAuthority request, SigningAuthority? source, DateTimeOffset now) => source switch
    {
        null => KernelRefusals.Unknown("thẩm quyền ký"),
        _ when AuthorityRefusals.Passing(source.PersonId, source.DelegatedFromId, source.Form, source.Stands(now), context.Someone) is { } no => no,
        _ when request.From < source.From || request.To > source.To || (source.To is not null && request.To is null) => AuthorityRefusals.BeyondSource,
        _ when source.Kinds.Count > 0 && request.Kinds?.Except(source.Kinds, StringComparer.OrdinalIgnoreCase).Any() == true => AuthorityRefusals.BeyondSource,
        _ => null,
    };
}
