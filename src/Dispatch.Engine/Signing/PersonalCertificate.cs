using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Signing;

/// <summary>The certificate a person last signed with: kept to say in time that it ends. Whether one may sign with it is not asked here.</summary>
public sealed class PersonalCertificate
{
    /// <summary>Whose.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>In which organisation they sign.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>SHA-256 of the certificate, hex.</summary>
    public required string CertificateHash { get; set; }

    /// <summary>Valid until, as the certificate says.</summary>
    public required DateTimeOffset ValidTo { get; set; }
}

internal static class PersonalCertificates
{
    /// <summary>Remembers with which certificate a person signs; a row is written when it is another than last time.</summary>
    public static async Task RememberAsync(this DispatchDbContext db, Id<Body> organisation, Id<Person> person, byte[] certificate, CancellationToken cancellationToken)
    {
        var hash = CertificateFacts.HashOf(certificate);
        var known = await db.Set<PersonalCertificate>().SingleOrDefaultAsync(one => one.PersonId == person, cancellationToken);
        if (known?.CertificateHash == hash)
        {
            return;
        }

        using var read = X509CertificateLoader.LoadCertificate(certificate);
        var until = CertificateFacts.EndOf(read);
        if (known is null)
        {
            db.Add(new PersonalCertificate { PersonId = person, OrganisationId = organisation, CertificateHash = hash, ValidTo = until });
        }
        else
        {
            (known.CertificateHash, known.ValidTo) = (hash, until);
        }
    }
}

internal sealed class PersonalCertificateTable : IEntityTypeConfiguration<PersonalCertificate>
{
    public void Configure(EntityTypeBuilder<PersonalCertificate> builder)
    {
        builder.ToTable("personal_certificates");
        builder.HasKey(certificate => certificate.PersonId);
        builder.Property(certificate => certificate.PersonId).ValueGeneratedNever();
        builder.HasIndex(certificate => certificate.OrganisationId);
        builder.Property(certificate => certificate.CertificateHash).HasMaxLength(64);
    }
}
