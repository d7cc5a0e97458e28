using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

internal sealed class RecipientGroupTable : IEntityTypeConfiguration<RecipientGroup>
{
    public void Configure(EntityTypeBuilder<RecipientGroup> builder)
    {
        builder.ToTable("RecipientGroups");
        builder.HasKey(group => group.Id);
        builder.Property(group => group.Key).HasMaxLength(DirectoryLimits.Key);
        builder.Property(group => group.Name).HasMaxLength(DirectoryLimits.Name);
        builder.HasIndex(group => group.Key).IsUnique();
        builder.HasIndex(group => group.OwnerId);
        builder.HasOne<Body>().WithMany().HasForeignKey(group => group.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
