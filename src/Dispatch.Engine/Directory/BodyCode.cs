using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

/// <summary>
/// An identifier code that a body bore or bears besides the one in <see cref="Body.Code"/>: the form of before 2020 with the root last (<c>000.00.00.H18</c>), or one that was
/// replaced. The two forms run in opposite directions, so a code is only ever compared whole.
/// </summary>
public sealed class BodyCode
{
    /// <summary>Identity of this row.</summary>
    public required Id<BodyCode> Id { get; init; }

    /// <summary>The body so coded.</summary>
    public required Id<Body> BodyId { get; init; }

    /// <summary>The code: digits, capital letters and points, at most 35.</summary>
    public required string Code { get; init; }

    /// <summary>First day it was in use; null when not known.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>First day it no longer was; null while it is.</summary>
    public DateOnly? ValidTo { get; set; }
}

/// <summary>Who holds or held an office of a body: what a recipient line addresses as "Chủ tịch" and a signature names. Not an account; see <see cref="Person"/>.</summary>
public sealed class OfficeHolder
{
    /// <summary>Identity of this row.</summary>
    public required Id<OfficeHolder> Id { get; init; }

    /// <summary>The body whose office it is.</summary>
    public required Id<Body> BodyId { get; init; }

    /// <summary>Chức vụ, such as "Chủ tịch".</summary>
    public required string Title { get; init; }

    /// <summary>Họ và tên, NFC.</summary>
    public required string FullName { get; init; }

    /// <summary>The title as <c>NameFolding.Fold</c> writes it: what lookups compare.</summary>
    public required string Folded { get; init; }

    /// <summary>The name folded likewise.</summary>
    public required string NameFolded { get; init; }

    /// <summary>First day in office; null when not known.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First day no longer in office; null while in it.</summary>
    public DateOnly? ValidTo { get; set; }
}

internal sealed class BodyCodeTable : IEntityTypeConfiguration<BodyCode>
{
    public void Configure(EntityTypeBuilder<BodyCode> builder)
    {
        builder.ToTable("BodyCodes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.Code).HasMaxLength(DirectoryLimits.Code);
        builder.HasIndex(code => code.Code);
        builder.HasIndex(code => code.BodyId);
        builder.HasOne<Body>().WithMany().HasForeignKey(code => code.BodyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfficeHolderTable : IEntityTypeConfiguration<OfficeHolder>
{
    public void Configure(EntityTypeBuilder<OfficeHolder> builder)
    {
        builder.ToTable("OfficeHolders");
        builder.HasKey(holder => holder.Id);
        builder.Property(holder => holder.Title).HasMaxLength(DirectoryLimits.Place);
        builder.Property(holder => holder.FullName).HasMaxLength(DirectoryLimits.Place);
        builder.Property(holder => holder.Folded).HasMaxLength(DirectoryLimits.Folded);
        builder.Property(holder => holder.NameFolded).HasMaxLength(DirectoryLimits.Folded);
        builder.HasIndex(holder => holder.BodyId);
        builder.HasIndex(holder => holder.Folded);
        builder.HasIndex(holder => holder.NameFolded);
        builder.HasOne<Body>().WithMany().HasForeignKey(holder => holder.BodyId).OnDelete(DeleteBehavior.Restrict);
    }
}
