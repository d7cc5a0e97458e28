using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>What a session was begun for.</summary>
public enum SessionKind
{
    /// <summary>A browser with a cookie.</summary>
    Browser,

    /// <summary>A program with a short token that it renews.</summary>
    Api,

    /// <summary>A program with a token of its own that its person made: it lives long and does only what its scopes say.</summary>
    Token,
}

/// <summary>What a personal token may do of what its person may.</summary>
[Flags]
public enum TokenScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Ask.</summary>
    Read = 1,

    /// <summary>Act, save where a person must prove who they are.</summary>
    Act = 2,
}

/// <summary>
/// A person signed in somewhere (phiên đăng nhập). Cookies and tokens only name the row, sealed by the server; the row says at every request whether the session still lives.
/// </summary>
public sealed class AccountSession
{
    /// <summary>Identity; worth nothing outside a sealed cookie or token.</summary>
    public required Id<AccountSession> Id { get; init; }

    /// <summary>Who signed in.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>Their organisation.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>What it was begun for.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>What the program calls itself, or the name its person gave the token.</summary>
    public required string Name { get; init; }

    /// <summary>The address it was begun from.</summary>
    public required string Address { get; init; }

    /// <summary>What a token may do; everything for a session that is none.</summary>
    public required TokenScope Scopes { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Not lived beyond.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last proved who they are; null for a token, which cannot.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    /// <summary>Whether the password was right and the code of the second factor is still to come.</summary>
    public bool IsHalf { get; init; }

    /// <summary>How often its token was renewed: an older one that comes back was stolen.</summary>
    public int Turn { get; set; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it lives at a moment.</summary>
    internal bool LivesAt(DateTimeOffset now, AccountRules rules) =>
        EndedAt is null && now < EndsAt && (Kind is SessionKind.Token || now < SeenAt + rules.Idle);
}

internal sealed class AccountSessionTable : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("account_sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Name).HasMaxLength(100);
        builder.Property(session => session.Address).HasMaxLength(45);
        builder.Property(session => session.Turn).IsConcurrencyToken();
        builder.HasIndex(session => new { session.PersonId, session.EndedAt });
    }
}
