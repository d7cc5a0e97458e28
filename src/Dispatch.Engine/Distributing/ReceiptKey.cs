using System.Security.Cryptography;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>The key by which an organisation's system signs receipts (ECDSA P-256): made by the server for its own organisations, written down by an administrator for a partner's.</summary>
public sealed class ReceiptKey
{
    /// <summary>Whose receipts.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>1 for the first key, then the next; the highest of those in use signs.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the public key, hex: what a receipt names.</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>PKCS#8 under the installation's secret; null for a partner's key.</summary>
    public byte[]? Sealed { get; init; }

    /// <summary>From when it signs. A key is made before that, so that partners have it in time.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>When it ends or ended: receipts made later are not believed; null while nobody has said.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Whether receipts are signed with it at a moment.</summary>
    public bool SignsAt(DateTimeOffset moment) => Sealed is not null && ValidFrom <= moment && (RetiredAt is not { } end || moment < end);

    /// <summary>What receipts call a public key.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));
}

internal sealed class ReceiptKeyTable : IEntityTypeConfiguration<ReceiptKey>
{
    public void Configure(EntityTypeBuilder<ReceiptKey> builder)
    {
        builder.ToTable("receipt_keys");
        // Two acts that make an organisation's first key at once meet here: one begins again and finds it.
        builder.HasKey(key => new { key.OrganisationId, key.Number });
        builder.Property(key => key.KeyId).HasMaxLength(64);
        builder.HasIndex(key => key.KeyId);
    }
}
