using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

internal sealed class BodyNameTable : IEntityTypeConfiguration<BodyName>
{
    public void Configure(EntityTypeBuilder<BodyName> builder)
    {
        builder.ToTable("BodyNames");
        builder.HasKey(name => name.Id);
        builder.Property(name => name.Text).HasMaxLength(DirectoryLimits.Name);
        builder.Property(name => name.Folded).HasMaxLength(DirectoryLimits.Folded);
        builder.Property(name => name.Plain).HasMaxLength(DirectoryLimits.Folded);
        builder.HasIndex(name => name.Folded);
        builder.HasIndex(name => name.Plain);
        builder.HasIndex(name => name.ScopeId);
        builder.HasIndex(name => name.BodyId);
        builder.HasOne<Body>().WithMany().HasForeignKey(name => name.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(name => name.ScopeId).OnDelete(DeleteBehavior.Restrict);
    }
}
