using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

internal sealed class GroupMemberTable : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("GroupMembers");
        builder.HasKey(member => member.Id);
        builder.HasIndex(member => new { member.GroupId, member.BodyId });
        builder.HasIndex(member => member.BodyId);
        builder.HasOne<RecipientGroup>().WithMany().HasForeignKey(member => member.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(member => member.BodyId).OnDelete(DeleteBehavior.Restrict);
    }
}
