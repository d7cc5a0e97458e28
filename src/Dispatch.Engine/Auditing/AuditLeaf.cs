using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Auditing;

/// <summary>One fact in an organisation's log. Written once, in the transaction of the act, never changed.</summary>
public sealed class AuditLeaf
{
    /// <summary>Whose log.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Place in the log, from 0, without gaps.</summary>
    public required long Index { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The word for what happened, <c>stage.verb</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The paper it happened to.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Who did it, as named at the time.</summary>
    public required string ActorName { get; init; }

    /// <summary>The exact text that was hashed: canonical JSON of all the above and the facts.</summary>
    public required string Entry { get; init; }

    /// <summary>SHA-256(0x00 ‖ entry), RFC 9162.</summary>
    public required byte[] LeafHash { get; init; }
}

/// <summary>The head of an organisation's log: its size, its root and its right edge. Its row is the lock under which leaves are numbered.</summary>
public sealed class AuditLog
{
    /// <summary>Whose log.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Leaves so far.</summary>
    public long Size { get; set; }

    /// <summary>The tree head over all leaves.</summary>
    public required byte[] Root { get; set; }

    /// <summary>The roots of the perfect subtrees, largest first.</summary>
    public required byte[] Frontier { get; set; }
}

internal sealed class AuditLeafTable : IEntityTypeConfiguration<AuditLeaf>
{
    public void Configure(EntityTypeBuilder<AuditLeaf> builder)
    {
        builder.ToTable("audit_leaves");
        builder.HasKey(leaf => new { leaf.OrganisationId, leaf.Index });
        builder.HasIndex(leaf => leaf.Subject);
        builder.Property(leaf => leaf.Act).HasMaxLength(60);
        builder.Property(leaf => leaf.ActorName).HasMaxLength(100);
        builder.Property(leaf => leaf.LeafHash).HasMaxLength(MerkleLog.HashSize).IsFixedLength();
    }
}

internal sealed class AuditLogTable : IEntityTypeConfiguration<AuditLog>
{
    public void Configure(EntityTypeBuilder<AuditLog> builder)
    {
        builder.ToTable("audit_logs");
        builder.HasKey(log => log.OrganisationId);
        builder.Property(log => log.Root).HasMaxLength(MerkleLog.HashSize).IsFixedLength();
        builder.Property(log => log.Frontier).HasMaxLength(64 * MerkleLog.HashSize);
    }
}
