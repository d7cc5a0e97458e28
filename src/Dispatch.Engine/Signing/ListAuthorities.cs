using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Who may sign what in the organisation, those taken back and ended too; pages by key.</summary>
/// <param name="PersonId">Only of this person.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListAuthorities(Id<Person>? PersonId = null, Id<SigningAuthority>? After = null, int Take = 50) : IQuestion<Page<AuthorityView>>;

/// <summary>A signing authority as people read it.</summary>
public sealed record AuthorityView : IHasVersion
{
    /// <summary>Identity.</summary>
    public required Id<SigningAuthority> Id { get; init; }

    /// <summary>Who signs.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>Their name.</summary>
    public required string PersonName { get; init; }

    /// <summary>Quyền hạn, chức vụ as printed.</summary>
    public required IReadOnlyList<string> Capacity { get; init; }

    /// <summary>In whose place.</summary>
    public required SigningForm Form { get; init; }

    /// <summary>Tên loại; empty for all.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What gives it.</summary>
    public required string Basis { get; init; }

    /// <summary>SHA-256 of the certificate that must be used, hex; null while none is recorded.</summary>
    public string? CertificateHash { get; init; }

    /// <summary>Until when the certificate lasts that the person last signed with; null before they signed, and for whom it does not concern.</summary>
    public DateTimeOffset? CertificateValidTo { get; init; }

    /// <summary>The authority it was passed on from.</summary>
    public Id<SigningAuthority>? DelegatedFromId { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? RevokedBecause { get; init; }

    /// <inheritdoc />
    public required int Version { get; init; }

    /// <summary>Whether it stands at an instant.</summary>
    public bool Stands(DateTimeOffset at) => SigningAuthority.Stands(From, To, RevokedAt, at);

    /// <summary>Whether it stands at an instant for a kind of paper.</summary>
    public bool Stands(DateTimeOffset at, string kind) => Stands(at) && SigningAuthority.Covers(Kinds, kind);

    /// <summary>Whether a printed block says what this one says.</summary>
    public bool IsFor(IReadOnlyList<string> capacity) => SigningCapacity.AreSame(Capacity, capacity);

    /// <summary>Why a person may not pass it on now, whatever they would pass on; null when they may.</summary>
    public Refusal? RefuseDelegation(Actor actor, DateTimeOffset now) => AuthorityRefusals.Passing(PersonId, DelegatedFromId, Form, Stands(now), actor);

    internal static AuthorityView Of(SigningAuthority a, string personName) => new()
    {
        Id = a.Id,
        PersonId = a.PersonId,
        PersonName = personName,
        Capacity = a.Capacity,
        Form = a.Form,
        Kinds = a.Kinds,
        From = a.From,
        To = a.To,
        Basis = a.Basis,
        CertificateHash = a.CertificateHash,
        DelegatedFromId = a.DelegatedFromId,
        RevokedAt = a.RevokedAt,
        RevokedBecause = a.RevokedBecause,
        Version = a.Version,
    };
}

internal sealed class ListAuthoritiesHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListAuthorities, Outcome<Page<AuthorityView>>>
{
    public async Task<Outcome<Page<AuthorityView>>> Handle(ListAuthorities request, CancellationToken cancellationToken)
    {
        var seen = db.Set<SigningAuthority>().AsNoTracking().SeenBy(context.Someone);
        var page = await (request.PersonId is { } person ? seen.Where(a => a.PersonId == person) : seen)
            .PageAsync(a => a.Id, request.After, request.Take, a => AuthorityView.Of(a, string.Empty), view => view.Id.ToString(), cancellationToken);
        var people = page.Items.Select(view => view.PersonId).Distinct().ToList();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FullName, cancellationToken);
        var ends = await db.Set<PersonalCertificate>().SeenBy(context.Someone).Where(one => people.Contains(one.PersonId)).ToDictionaryAsync(one => one.PersonId, one => one.ValidTo, cancellationToken);
        return page with
        {
            Items = [.. page.Items.Select(view => view with { PersonName = names[view.PersonId], CertificateValidTo = ends.TryGetValue(view.PersonId, out var end) ? end : null })],
        };
    }
}
