using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Auditing;

/// <summary>A signed tree head (RFC 9162, 4.10): an organisation says with its key how long its log was and what stood in it. Once it is in other hands, nothing below it can be rewritten quietly.</summary>
public sealed class TreeHead
{
    /// <summary>Whose log.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Leaves it speaks of; there is one head for a size.</summary>
    public required long Size { get; init; }

    /// <summary>The root over them.</summary>
    public required byte[] Root { get; init; }

    /// <summary>When it was signed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The key that signed: SHA-256 of the public key, hex.</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>ECDSA P-256 over SHA-256 of the statement, base64 of r and s side by side.</summary>
    public required string Signature { get; init; }

    /// <summary>What is signed: one fact a line.</summary>
    public static string StatementOf(Guid organisation, long size, string root, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"dispatch-tree-head/1\nlog={organisation}\nsize={size}\nroot={root}\nat={at.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n");
}

internal sealed class TreeHeadTable : IEntityTypeConfiguration<TreeHead>
{
    public void Configure(EntityTypeBuilder<TreeHead> builder)
    {
        builder.ToTable("tree_heads");
        builder.HasKey(head => new { head.OrganisationId, head.Size });
        builder.Property(head => head.Root).HasMaxLength(MerkleLog.HashSize).IsFixedLength();
        builder.Property(head => head.KeyId).HasMaxLength(64);
        builder.Property(head => head.PublicKey).HasMaxLength(200);
        builder.Property(head => head.Signature).HasMaxLength(100);
    }
}
