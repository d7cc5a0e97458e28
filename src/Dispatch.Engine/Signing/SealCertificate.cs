using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Signing;

/// <summary>A certificate by which an organisation seals, recorded before it is used: with no other is a seal session opened, and by nobody who may not apply it (Điều 32, 33).</summary>
public sealed class SealCertificate : IVersioned
{
    /// <summary>Identity.</summary>
    public required Id<SealCertificate> Id { get; init; }

    /// <summary>Whose seal.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>SHA-256 of the certificate, hex.</summary>
    public required string CertificateHash { get; init; }

    /// <summary>The name in the certificate.</summary>
    public required string Holder { get; init; }

    /// <summary>Valid until, as the certificate says.</summary>
    public required DateTimeOffset ValidTo { get; init; }

    /// <summary>Who may apply it; empty for every clerk of the organisation.</summary>
    public required IReadOnlyList<Id<Person>> AppliedBy { get; init; }

    /// <summary>What says that it is the organisation's: the decision or the hand-over record.</summary>
    public required string Basis { get; init; }

    /// <summary>From when on it may be used here.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>From when on it may not; what was sealed before stays sealed.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnBecause { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether it may be used at an instant.</summary>
    public bool Stands(DateTimeOffset at) => RecordedAt <= at && !(WithdrawnAt <= at);

    /// <summary>Whether a person may apply it, as far as the organisation said who may.</summary>
    public bool MayBeAppliedBy(Id<Person>? person) => AppliedBy.Count == 0 || (person is { } one && AppliedBy.Contains(one));

    internal Refusal? Withdraw(string reason, DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            return SealRefusals.AlreadyWithdrawn;
        }

        (WithdrawnAt, WithdrawnBecause) = (now, reason);
        return null;
    }
}

/// <summary>Every "no" of the organisation's certificates.</summary>
internal static class SealRefusals
{
    public static readonly Refusal Unknown =
        new("signing.unknown-seal", RefusalKind.Forbidden, "Chứng thư này chưa được ghi nhận là chứng thư của cơ quan, hoặc đã bị rút. Nhờ quản trị viên ghi nhận chứng thư trước khi ký số của cơ quan.");

    public static readonly Refusal NotYours =
        new("signing.not-your-seal", RefusalKind.Forbidden, "Bạn không có tên trong danh sách người được dùng chứng thư này của cơ quan. Nhờ người được giao, hoặc nhờ quản trị viên ghi nhận lại.");

    public static readonly Refusal AlreadyRecorded = new("signing.seal-recorded", RefusalKind.Conflict, "Chứng thư này đã được ghi nhận. Muốn đổi người được dùng, hãy rút rồi ghi nhận lại.");

    public static readonly Refusal AlreadyWithdrawn = new("signing.seal-withdrawn", RefusalKind.Conflict, "Chứng thư này đã bị rút.");

    public static readonly Refusal UnknownApplier =
        new("signing.unknown-applier", RefusalKind.Invalid, "Người được giao dùng chứng thư không phải văn thư của cơ quan. Hãy kiểm tra vai trò của người đó.");
}

internal sealed class SealCertificateTable : IEntityTypeConfiguration<SealCertificate>
{
    public void Configure(EntityTypeBuilder<SealCertificate> builder)
    {
        builder.ToTable("seal_certificates");
        builder.HasKey(certificate => certificate.Id);
        builder.HasIndex(certificate => new { certificate.OrganisationId, certificate.CertificateHash });
        builder.Property(certificate => certificate.CertificateHash).HasMaxLength(64);
        builder.Property(certificate => certificate.Holder).HasMaxLength(300);
        builder.Property(certificate => certificate.AppliedBy).HasJson();
        builder.Property(certificate => certificate.Basis).HasMaxLength(500);
        builder.Property(certificate => certificate.WithdrawnBecause).HasMaxLength(1000);
    }
}
