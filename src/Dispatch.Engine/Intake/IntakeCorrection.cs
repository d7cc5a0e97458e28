using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Intake;

/// <summary>
/// One field that intake read in one way and a clerk registered in another: evidence for people who improve the reader.
/// Nothing reads it back into the reader.
/// </summary>
public sealed class IntakeCorrection
{
    /// <summary>No value is longer.</summary>
    public const int LongestValue = 1000;

    /// <summary>Identity, in the order of time.</summary>
    public required Id<IntakeCorrection> Id { get; init; }

    /// <summary>Whose clerk corrected it.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The dispatch that was registered.</summary>
    public required Id<IncomingDispatch> IncomingId { get; init; }

    /// <summary>Who corrected it.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>The field, as the reading names it.</summary>
    public required string Field { get; init; }

    /// <summary>What was read; null where nothing was.</summary>
    public string? ReadValue { get; init; }

    /// <summary>How sure the reader was, from 0 to 1; 0 where it read nothing.</summary>
    public double Confidence { get; init; }

    /// <summary>What the clerk registered; empty where they registered nothing.</summary>
    public required string KeptValue { get; init; }
}

internal sealed class IntakeCorrectionTable : IEntityTypeConfiguration<IntakeCorrection>
{
    public void Configure(EntityTypeBuilder<IntakeCorrection> builder)
    {
        builder.ToTable("intake_corrections");
        builder.HasKey(correction => correction.Id);
        builder.HasIndex(correction => new { correction.OrganisationId, correction.Id });
        builder.HasIndex(correction => new { correction.IncomingId, correction.Field }).IsUnique();
        builder.Property(correction => correction.Field).HasMaxLength(40);
        builder.Property(correction => correction.ReadValue).HasMaxLength(IntakeCorrection.LongestValue);
        builder.Property(correction => correction.KeptValue).HasMaxLength(IntakeCorrection.LongestValue);
    }
}
