using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Directory;

/// <summary>What an organisation may choose about its paper.</summary>
public sealed class HouseSettings : IVersioned
{
    /// <summary>Whose settings.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Whether a copy's symbol names the copying body: <c>SY-UBND</c> (Mẫu 3.1, the default) or <c>SY</c>.</summary>
    public bool CopySymbolNamesBody { get; set; } = true;

    /// <summary>What is printed for a sao y: "SAO Y" (Nghị định 30) or the older "SAO Y BẢN CHÍNH".</summary>
    public string SaoYLabel { get; set; } = "SAO Y";

    /// <summary>After how many working hours of delay a recipient is reminded by the system; null: only by hand.</summary>
    public int? RemindAfterHours { get; set; }

    /// <summary>How often one recipient is reminded of one delivery by the system at most.</summary>
    public int RemindAtMost { get; set; } = 3;

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>How the settings of a house are read.</summary>
internal static class HouseSettingsReading
{
    /// <summary>The settings of an organisation, not tracked; null where it never chose any.</summary>
    public static Task<HouseSettings?> OfAsync(this DbSet<HouseSettings> settings, Id<Body> organisation, CancellationToken cancellationToken) =>
        settings.AsNoTracking().SingleOrDefaultAsync(s => s.OrganisationId == organisation, cancellationToken);
}

internal sealed class HouseSettingsTable : IEntityTypeConfiguration<HouseSettings>
{
    public void Configure(EntityTypeBuilder<HouseSettings> builder)
    {
        builder.ToTable("house_settings");
        builder.HasKey(settings => settings.OrganisationId);
        builder.Property(settings => settings.RemindAtMost).HasDefaultValue(3);
        builder.Property(settings => settings.SaoYLabel).HasMaxLength(40);
    }
}
