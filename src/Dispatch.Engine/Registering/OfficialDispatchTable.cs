using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Registering;

internal sealed class OfficialDispatchTable : IEntityTypeConfiguration<OfficialDispatch>
{
    public void Configure(EntityTypeBuilder<OfficialDispatch> builder)
    {
        builder.ToTable("dispatches");
        builder.HasKey(dispatch => dispatch.Id);
        builder.HasIndex(dispatch => new { dispatch.OrganisationId, dispatch.Id });
        builder.HasIndex(dispatch => new { dispatch.OrganisationId, dispatch.State, dispatch.Id });
        builder.HasIndex(dispatch => dispatch.ContentHash).HasFilter("\"ContentHash\" IS NOT NULL");
        builder.Property(dispatch => dispatch.Subject).HasMaxLength(500);
        builder.Property(dispatch => dispatch.Symbol).HasMaxLength(60);
        builder.Property(dispatch => dispatch.SignedHash).HasMaxLength(64);
        builder.Property(dispatch => dispatch.ContentHash).HasMaxLength(64);
        builder.Property(dispatch => dispatch.Reason).HasMaxLength(1000);
        builder.Property(dispatch => dispatch.Text).HasJson();
        builder.Property(dispatch => dispatch.Decisions).HasJson();
        builder.Property(dispatch => dispatch.Marks).HasJson();
        builder.HasIndex(dispatch => dispatch.ReplacesId).HasFilter("\"ReplacesId\" IS NOT NULL");
        builder.Ignore(dispatch => dispatch.NumberAndSymbol);
    }
}
