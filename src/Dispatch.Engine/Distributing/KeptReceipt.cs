using System.Globalization;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>A receiver tells what became of a delivery.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of what the receiver holds, hex.</param>
/// <param name="Code">What happened.</param>
/// <param name="At">When, at the receiver.</param>
/// <param name="ArrivalNumber">Số đến, once registered.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record ReceiptNews(Id<Delivery> DeliveryId, string ContentHash, ReceiptCode Code, DateTimeOffset At, int? ArrivalNumber, string? Reason)
{
    /// <summary>What is signed: one fact a line, so that nothing in it can be read in two ways. The reason, being free words, stands as its hash.</summary>
    /// <param name="keyId">The key that signs.</param>
    public string Statement(string keyId) => string.Create(CultureInfo.InvariantCulture,
        $"dispatch-receipt/1\nkey={keyId}\ndelivery={DeliveryId}\ncontent={ContentHash}\ncode={Code}\nat={At.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\narrival={ArrivalNumber}\nreason={HashOf(Reason)}\n");

    /// <summary>What stands for a reason in the statement: SHA-256, hex; nothing for no reason.</summary>
    internal static string HashOf(string? reason) =>
        reason is null ? string.Empty : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(reason)));
}

/// <summary>Receipt news with the proof who gave it.</summary>
/// <param name="News">What is told.</param>
/// <param name="KeyId">The key that signed.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256 of the statement, base64 of r and s side by side.</param>
public sealed record SignedReceipt(ReceiptNews News, string KeyId, string Signature)
{
    /// <summary>What was signed.</summary>
    public string Statement() => News.Statement(KeyId);
}

/// <summary>A receipt as evidence: kept by the receiver, who gives it again to a repeat, and by the sender, who can show it. Never changed.</summary>
public sealed class KeptReceipt
{
    /// <summary>Whose evidence.</summary>
    public required Id<Body> OwnerId { get; init; }

    /// <summary>About which delivery.</summary>
    public required Id<Delivery> DeliveryId { get; init; }

    /// <summary>What happened; each is receipted once.</summary>
    public required ReceiptCode Code { get; init; }

    /// <summary>The exact text that was signed.</summary>
    public required string Statement { get; init; }

    /// <summary>Why it was refused; its hash stands in the statement.</summary>
    public string? Reason { get; init; }

    /// <summary>The key that signed.</summary>
    public required string KeyId { get; init; }

    /// <summary>The signature, base64.</summary>
    public required string Signature { get; init; }

    /// <summary>When it was written here.</summary>
    public required DateTimeOffset KeptAt { get; init; }

    internal static KeptReceipt Of(SignedReceipt receipt, Id<Body> owner, DateTimeOffset now) => new()
    {
        OwnerId = owner,
        DeliveryId = receipt.News.DeliveryId,
        Code = receipt.News.Code,
        Statement = receipt.Statement(),
        Reason = receipt.News.Reason,
        KeyId = receipt.KeyId,
        Signature = receipt.Signature,
        KeptAt = now,
    };
}

internal sealed class KeptReceiptTable : IEntityTypeConfiguration<KeptReceipt>
{
    public void Configure(EntityTypeBuilder<KeptReceipt> builder)
    {
        builder.ToTable("receipts");
        // One receipt an event, whatever is repeated.
        builder.HasKey(receipt => new { receipt.OwnerId, receipt.DeliveryId, receipt.Code });
        builder.Property(receipt => receipt.Statement).HasMaxLength(1000);
        builder.Property(receipt => receipt.Reason).HasMaxLength(1000);
        builder.Property(receipt => receipt.KeyId).HasMaxLength(64);
        builder.Property(receipt => receipt.Signature).HasMaxLength(100);
    }
}
