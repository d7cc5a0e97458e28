using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Signing;

/// <summary>In whose place a person signs (Điều 13; Phụ lục I, Phần I, mục II.7).</summary>
public enum SigningForm
{
    /// <summary>In the person's own office: the head of a body that is led by one.</summary>
    Own,

    /// <summary>TM., thay mặt tập thể (Điều 13.1).</summary>
    OnBehalf,

    /// <summary>Q., quyền.</summary>
    Acting,

    /// <summary>KT., ký thay người đứng đầu (Điều 13.1, 13.2).</summary>
    ForHead,

    /// <summary>TL., ký thừa lệnh (Điều 13.4); must stand in the body's quy chế.</summary>
    ByOrder,

    /// <summary>TUQ., ký thừa ủy quyền (Điều 13.3): in writing, for a time, for named matters, never passed on.</summary>
    ByAuthorisation,
}

/// <summary>Thẩm quyền ký: this person may sign in this capacity, from one day to another, for these kinds.</summary>
public sealed class SigningAuthority : IVersioned
{
    /// <summary>What is signed when a copy is certified, beside the kinds of Điều 7.</summary>
    public const string Copies = "bản sao";

    /// <summary>Identity.</summary>
    public required Id<SigningAuthority> Id { get; init; }

    /// <summary>Whose papers.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Who signs.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>Quyền hạn, chức vụ exactly as printed, line by line.</summary>
    public required IReadOnlyList<string> Capacity { get; init; }

    /// <summary>In whose place, read from the printed lines: the weakest of them.</summary>
    public required SigningForm Form { get; init; }

    /// <summary>Tên loại that may be signed; empty for every kind.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The decision, rule or letter that gives it.</summary>
    public required string Basis { get; init; }

    /// <summary>SHA-256 of the person's own certificate, hex; null while none is recorded. A signature with another certificate is refused.</summary>
    public string? CertificateHash { get; init; }

    /// <summary>The authority it was passed on from; null when the organisation gave it.</summary>
    public Id<SigningAuthority>? DelegatedFromId { get; init; }

    /// <summary>When it was taken back; what was signed before stays signed.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Why it was taken back.</summary>
    public string? RevokedBecause { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether it stands at an instant.</summary>
    public bool Stands(DateTimeOffset at) => Stands(From, To, RevokedAt, at);

    /// <summary>The same of its days: the first and the last count whole, in Vietnam's time.</summary>
    internal static bool Stands(DateOnly from, DateOnly? to, DateTimeOffset? revokedAt, DateTimeOffset at) => OfficeTime.DateAt(at) is var day && from <= day && !(to < day) && !(revokedAt <= at);

    /// <summary>Whether it covers a kind signed in a printed capacity.</summary>
    public bool Covers(string kind, IReadOnlyList<string> capacity) => Covers(Kinds, kind) && SigningCapacity.AreSame(Capacity, capacity);

    /// <summary>Whether an authority for some kinds is one for this kind.</summary>
    internal static bool Covers(IReadOnlyList<string> kinds, string kind) => kinds.Count == 0 || kinds.Contains(kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether another says the same of the same person: passed on from the same source or from none, in the same capacity, for a kind both cover, on a day both stand. Of two such nobody could say under which a paper was signed.</summary>
    internal bool Overlaps(SigningAuthority other) =>
        RevokedAt is null && other.RevokedAt is null && PersonId == other.PersonId && DelegatedFromId == other.DelegatedFromId && SigningCapacity.AreSame(Capacity, other.Capacity)
        && (Kinds.Count == 0 || other.Kinds.Count == 0 || Kinds.Intersect(other.Kinds, StringComparer.OrdinalIgnoreCase).Any())
        && !(To < other.From) && !(other.To < From);

    /// <summary>An authority given to a person of an organisation; the words are cleaned, the form is read from the printed lines.</summary>
    internal static SigningAuthority Of(
        Person person, IReadOnlyList<string> capacity, IReadOnlyList<string> kinds, (DateOnly First, DateOnly? Last) days, string basis, DateTimeOffset now,
        string? certificateHash = null, Id<SigningAuthority>? delegatedFrom = null) => new()
        {
            Id = Id<SigningAuthority>.New(now),
            OrganisationId = person.OrganisationId,
            PersonId = person.Id,
            Capacity = [.. capacity.Select(TextGuard.Clean)],
            Form = SigningCapacity.FormOf(capacity),
            Kinds = [.. kinds],
            From = days.First,
            To = days.Last,
            Basis = TextGuard.Clean(basis),
            CertificateHash = certificateHash?.ToLowerInvariant(),
            DelegatedFromId = delegatedFrom,
        };

    internal Refusal? Revoke(string reason, DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return AuthorityRefusals.AlreadyRevoked;
        }

        (RevokedAt, RevokedBecause) = (now, reason);
        return null;
    }
}

/// <summary>What the printed lines of a signing block say about authority.</summary>
internal static class SigningCapacity
{
    private static readonly (string Prefix, SigningForm Form)[] Prefixes =
    [
        ("TUQ.", SigningForm.ByAuthorisation), ("TL.", SigningForm.ByOrder), ("KT.", SigningForm.ForHead), ("TM.", SigningForm.OnBehalf), ("Q.", SigningForm.Acting),
    ];

    /// <summary>In whose place: the weakest prefix of any line decides, as "TL. … / KT. …" stays an order.</summary>
    public static SigningForm FormOf(IEnumerable<string> lines) => lines.Select(FormOf).DefaultIfEmpty(SigningForm.Own).Max();

    /// <summary>Whether two blocks say the same, whatever the spaces and the case.</summary>
    public static bool AreSame(IEnumerable<string> one, IEnumerable<string> other) => one.Select(Plain).SequenceEqual(other.Select(Plain), StringComparer.Ordinal);

    private static SigningForm FormOf(string line) => Prefixes.FirstOrDefault(known => Plain(line).StartsWith(known.Prefix, StringComparison.Ordinal)).Form;

    private static string Plain(string line) => string.Join(' ', TextGuard.Clean(line).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(". ", ".", StringComparison.Ordinal);
}

internal sealed class SigningAuthorityTable : IEntityTypeConfiguration<SigningAuthority>
{
    public void Configure(EntityTypeBuilder<SigningAuthority> builder)
    {
        builder.ToTable("signing_authorities");
        builder.HasKey(authority => authority.Id);
        builder.HasIndex(authority => new { authority.OrganisationId, authority.PersonId });
        builder.Property(authority => authority.Capacity).HasJson();
        builder.Property(authority => authority.Kinds).HasJson();
        builder.Property(authority => authority.Basis).HasMaxLength(500);
        builder.Property(authority => authority.CertificateHash).HasMaxLength(64);
        builder.Property(authority => authority.RevokedBecause).HasMaxLength(1000);
    }
}
