using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Ghi nhận thẩm quyền ký (Điều 13): who may sign in which capacity, for which kinds, from when to when, and on what basis.</summary>
/// <param name="PersonId">Who; a signer of the organisation.</param>
/// <param name="Capacity">Quyền hạn, chức vụ exactly as printed.</param>
/// <param name="Kinds">Tên loại, or "bản sao" for certified copies; empty or null for all.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; needed for TUQ.</param>
/// <param name="Basis">The decision, rule or letter that gives it, 1 to 500 letters.</param>
/// <param name="CertificateHash">SHA-256 of the person's own certificate, 64 hex digits; null while none is recorded.</param>
public sealed record GrantAuthority(
    Id<Person> PersonId, IReadOnlyList<string> Capacity, IReadOnlyList<string>? Kinds, DateOnly From, DateOnly? To, string Basis, string? CertificateHash = null)
    : IAct<AuthorityView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => CertificateHash is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        ? KernelRefusals.Shape("certificateHash", "Dấu vân tay của chứng thư phải là SHA-256, 64 chữ số hệ 16.")
        : AuthorityShape.Flaw(Capacity, Kinds, From, To, Basis);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [.. Capacity, Basis];
}

internal sealed class GrantAuthorityHandler(DispatchDbContext db, AuthorityDesk desk, ActContext context, TimeProvider clock) : IRequestHandler<GrantAuthority, Outcome<AuthorityView>>
{
    public async Task<Outcome<AuthorityView>> Handle(GrantAuthority request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var person = await db.Set<Person>()
            .SingleOrDefaultAsync(p => p.Id == request.PersonId && p.DisabledAt == null && (p.OrganisationId == actor.OrganisationId || actor.Roles == Role.System), cancellationToken);
        if (person is null || !person.Roles.HasFlag(Role.Signer))
        {
            return AuthorityRefusals.UnknownSigner;
        }

        var authority = SigningAuthority.Of(person, request.Capacity, request.Kinds ?? [], (request.From, request.To), request.Basis, clock.GetUtcNow(), request.CertificateHash);
        if (await desk.GiveAsync(authority, person, cancellationToken) is { } held)
        {
            return held;
        }

        context.Note(person.OrganisationId, "signing.authority-granted", person.Id.Value, new { authority.Id, authority.Capacity, authority.Kinds, authority.From, authority.To, authority.Basis, authority.CertificateHash });
        return AuthorityView.Of(authority, person.FullName);
    }
}
