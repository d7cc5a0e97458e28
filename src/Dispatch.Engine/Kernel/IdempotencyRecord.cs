using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Kernel;

/// <summary>The answer a caller's key got, kept so that a retry gets the same one.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>What a key was answered before.</summary>
    public static readonly HeldQuestion<IdempotencyRecord> ByKey = new(nameof(Scope), nameof(Key));

    /// <summary>The person (or organisation, for the system) whose key it is.</summary>
    public required Guid Scope { get; init; }

    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request's type and content, hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The first answer, as JSON.</summary>
    public required string Answer { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class IdempotencyRecordTable : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(record => new { record.Scope, record.Key });
        builder.Property(record => record.Key).HasMaxLength(100);
        builder.Property(record => record.Fingerprint).HasMaxLength(64);
    }
}
