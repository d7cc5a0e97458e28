using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>A day an organisation set itself, in place of the public calendar's.</summary>
public sealed class HouseDay
{
    /// <summary>Whose calendar.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Which day, in Vietnam.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Off, or worked.</summary>
    public required DayRule Rule { get; set; }

    /// <summary>Why, with the notice it follows.</summary>
    public required string Name { get; set; }
}

/// <summary>The hours an organisation keeps; without a row it keeps the usual ones.</summary>
public sealed class OfficeHours : IVersioned
{
    /// <summary>Whose hours.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Desks open.</summary>
    public required TimeOnly MorningFrom { get; set; }

    /// <summary>The morning ends.</summary>
    public required TimeOnly MorningTo { get; set; }

    /// <summary>The afternoon begins.</summary>
    public required TimeOnly AfternoonFrom { get; set; }

    /// <summary>Desks close.</summary>
    public required TimeOnly AfternoonTo { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The four times as one value.</summary>
    public WorkingHours AsHours() => new(MorningFrom, MorningTo, AfternoonFrom, AfternoonTo);
}

internal sealed class HouseDayTable : IEntityTypeConfiguration<HouseDay>
{
    public void Configure(EntityTypeBuilder<HouseDay> builder)
    {
        builder.ToTable("house_days");
        builder.HasKey(day => new { day.OrganisationId, day.Day });
        builder.Property(day => day.Name).HasMaxLength(200);
    }
}

internal sealed class OfficeHoursTable : IEntityTypeConfiguration<OfficeHours>
{
    public void Configure(EntityTypeBuilder<OfficeHours> builder)
    {
        builder.ToTable("office_hours");
        builder.HasKey(hours => hours.OrganisationId);
    }
}
