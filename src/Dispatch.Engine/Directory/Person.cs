using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

/// <summary>A person of an organisation and the local account they sign in with.</summary>
public sealed class Person : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<Person> Id { get; init; }

    /// <summary>The organisation whose papers they may touch.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Their unit, if any.</summary>
    public Id<Body>? UnitId { get; set; }

    /// <summary>Họ và tên, NFC.</summary>
    public required string FullName { get; set; }

    /// <summary>Chức vụ.</summary>
    public required string Title { get; set; }

    /// <summary>What they may be.</summary>
    public required Role Roles { get; set; }

    /// <summary>Sign-in name, unique in the installation, lower case.</summary>
    public required string UserName { get; init; }

    /// <summary>PBKDF2 hash; never logged, never sent.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>When the account was closed; null while open.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Until when a first password holds that somebody else made; null once the person has one of their own.</summary>
    public DateTimeOffset? InitialUntil { get; set; }

    /// <summary>Wrong tries since the last right one.</summary>
    public int FailedTries { get; set; }

    /// <summary>Until when wrong tries hold the account back.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The key of the second factor, sealed by the server's own keys; null while there is none.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>When the second factor was confirmed; only from then on it is asked for.</summary>
    public DateTimeOffset? TotpConfirmedAt { get; set; }

    /// <summary>The time step of the last code taken: no code is good twice.</summary>
    public long TotpLastStep { get; set; }

    /// <summary>SHA-256 of each recovery code that is left, hex.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

    /// <summary>The step of the first day's tour they are at; 0 once ended, null before it was begun.</summary>
    public int? TourStep { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(person => person.Id);
        builder.HasIndex(person => person.UserName).IsUnique();
        builder.HasIndex(person => person.OrganisationId);
        builder.Property(person => person.UserName).HasMaxLength(60);
        builder.Property(person => person.FullName).HasMaxLength(100);
        builder.Property(person => person.Title).HasMaxLength(100);
        builder.Property(person => person.PasswordHash).HasMaxLength(200);
        builder.Property(person => person.Roles).HasMaxLength(100);
        builder.Property(person => person.TotpSecret).HasMaxLength(500);
        builder.Property(person => person.RecoveryCodes).HasJson().HasMaxLength(1000).HasDefaultValueSql("'[]'");
    }
}
