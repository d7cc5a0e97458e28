using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

internal sealed class GroupNameTable : IEntityTypeConfiguration<GroupName>
{
    public void Configure(EntityTypeBuilder<GroupName> builder)
    {
        builder.ToTable("GroupNames");
        builder.HasKey(name => name.Id);
        builder.Property(name => name.Text).HasMaxLength(DirectoryLimits.Name);
        builder.Property(name => name.Folded).HasMaxLength(DirectoryLimits.Folded);
        builder.Property(name => name.Plain).HasMaxLength(DirectoryLimits.Folded);
        builder.HasIndex(name => name.Folded);
        builder.HasIndex(name => name.Plain);
        builder.HasIndex(name => name.GroupId);
        builder.HasOne<RecipientGroup>().WithMany().HasForeignKey(name => name.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}
