using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Copying;

/// <summary>What a partner's system tells of a copy: that it was made of a paper it had from here, and how far its recall is answered.</summary>
/// <param name="Format">How to read it; <see cref="Known"/>.</param>
/// <param name="TellerKey">The directory key of who received the paper from here and answers for what was made of it.</param>
/// <param name="ToldKey">The directory key of who is told.</param>
/// <param name="DeliveryId">The delivery by which the paper went there.</param>
/// <param name="CopyId">The copy.</param>
/// <param name="MadeFromId">The copy it was made from; null when it was made from what was delivered.</param>
/// <param name="Form">Sao y, sao lục or trích sao.</param>
/// <param name="NumberAndSymbol">Số, ký hiệu of the copy.</param>
/// <param name="CopiedBy">Who made it.</param>
/// <param name="CopiedOn">The date on it.</param>
/// <param name="ContentHash">SHA-256 of its file, hex.</param>
/// <param name="SentTo">How many got it.</param>
/// <param name="Agreed">How many of them gave it back when it was recalled.</param>
/// <param name="Refused">How many objected.</param>
public sealed record CopyNotice(
    string Format, string TellerKey, string ToldKey, Id<Delivery> DeliveryId, Id<CertifiedCopy> CopyId, Id<CertifiedCopy>? MadeFromId, CopyForm Form, string NumberAndSymbol, string CopiedBy, DateOnly CopiedOn,
    string ContentHash, int SentTo, int Agreed, int Refused)
{
    /// <summary>The format that is written and read.</summary>
    public const string Known = "dispatch-copy/1";

    /// <summary>The words in it.</summary>
    public IEnumerable<string?> Texts() => [NumberAndSymbol, CopiedBy];
}

/// <summary>A notice with the proof who gave it.</summary>
/// <param name="Notice">The exact text that was signed: a <see cref="CopyNotice"/> as JSON.</param>
/// <param name="KeyId">The key that signed.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256 of the text, base64.</param>
public sealed record SignedCopyNotice(string Notice, string KeyId, string Signature);

/// <summary>A copy that was made in a partner's installation of a paper that went there from here, as the partner told it.</summary>
public sealed class PartnerCopy
{
    /// <summary>Who was told.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The copy's identity where it was made.</summary>
    public required Id<CertifiedCopy> CopyId { get; init; }

    /// <summary>Who told, and answers for it.</summary>
    public required Id<Body> PartnerId { get; init; }

    /// <summary>The delivery by which the paper went there.</summary>
    public required Id<Delivery> DeliveryId { get; init; }

    /// <summary>The family of the paper.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>What was told last; nothing in it but the answers ever changes.</summary>
    public required CopyNotice Notice { get; set; }

    /// <summary>The key that signed it.</summary>
    public required string KeyId { get; set; }

    /// <summary>Its signature, base64.</summary>
    public required string Signature { get; set; }

    /// <summary>When it was told first.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>Whether a notice says more than the last one: an answer goes from none to an objection to agreement and never back.</summary>
    internal bool IsNews(CopyNotice later) => Answers(later) > Answers(Notice);

    private static int Answers(CopyNotice notice) => (2 * notice.Agreed) + notice.Refused;
}

internal sealed class PartnerCopyTable : IEntityTypeConfiguration<PartnerCopy>
{
    public void Configure(EntityTypeBuilder<PartnerCopy> builder)
    {
        builder.ToTable("partner_copies");
        // One row a copy, however often it is told.
        builder.HasKey(copy => new { copy.OrganisationId, copy.CopyId });
        builder.HasIndex(copy => copy.FamilyId);
        builder.Property(copy => copy.Notice).HasJson();
        builder.Property(copy => copy.KeyId).HasMaxLength(64);
        builder.Property(copy => copy.Signature).HasMaxLength(100);
    }
}
