using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

internal sealed class BodyTable : IEntityTypeConfiguration<Body>
{
    public void Configure(EntityTypeBuilder<Body> builder)
    {
        builder.ToTable("Bodies");
        builder.HasKey(body => body.Id);
        builder.Property(body => body.Key).HasMaxLength(DirectoryLimits.Key);
        builder.Property(body => body.Name).HasMaxLength(DirectoryLimits.Name);
        builder.Property(body => body.Abbreviation).HasMaxLength(DirectoryLimits.Abbreviation);
        builder.Property(body => body.Code).HasMaxLength(DirectoryLimits.Code);
        builder.Property(body => body.Place).HasMaxLength(DirectoryLimits.Place);
        builder.HasIndex(body => body.Key).IsUnique();
        builder.HasIndex(body => new { body.ParentId, body.Abbreviation });
        builder.HasIndex(body => body.Code);
        builder.HasOne<Body>().WithMany().HasForeignKey(body => body.ParentId).OnDelete(DeleteBehavior.Restrict);
        // No foreign key for the successor: a body may be taken over by one that stood under it, and the two keys together would make a circle no insert can follow.
    }
}
