using System.Collections.Frozen;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>Something came that no honest system sends: other bytes under a known key, a receipt nobody signed. It was not let in; an administrator looks.</summary>
public sealed class DeliveryAlarm : IVersioned
{
    private static readonly FrozenSet<string> Codes = new[]
    {
        ReceivingRefusals.OtherContent.Code, DistributingRefusals.ReceiptForOtherContent.Code, DistributingRefusals.ReceiptNotProven.Code, DistributingRefusals.ReceiptContradicts.Code,
        DistributingRefusals.RecallNotAsked.Code, "exchanging.bad-package",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Identity.</summary>
    public required Id<DeliveryAlarm> Id { get; init; }

    /// <summary>Whom it concerns.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The consignment key it came under.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>From whom, as it said.</summary>
    public Id<Body>? FromId { get; init; }

    /// <summary>Why it was not let in.</summary>
    public required string Code { get; init; }

    /// <summary>The same in Vietnamese.</summary>
    public required string Message { get; init; }

    /// <summary>What came, by name: the same thing again raises no second alarm.</summary>
    public required string What { get; init; }

    /// <summary>When it first came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When an administrator had looked.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What the administrator found.</summary>
    public string? Finding { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether a refusal is one that an administrator must see.</summary>
    public static bool IsAlarming(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Codes.Contains(refusal.Code);
    }
}

internal sealed class DeliveryAlarmTable : IEntityTypeConfiguration<DeliveryAlarm>
{
    public void Configure(EntityTypeBuilder<DeliveryAlarm> builder)
    {
        builder.ToTable("delivery_alarms");
        builder.HasKey(alarm => alarm.Id);
        builder.HasIndex(alarm => new { alarm.OrganisationId, alarm.DeliveryId, alarm.Code, alarm.What }).IsUnique();
        builder.HasIndex(alarm => new { alarm.OrganisationId, alarm.ClosedAt, alarm.Id });
        builder.Property(alarm => alarm.Code).HasMaxLength(60);
        builder.Property(alarm => alarm.Message).HasMaxLength(1000);
        builder.Property(alarm => alarm.What).HasMaxLength(150);
        builder.Property(alarm => alarm.Finding).HasMaxLength(1000);
    }
}
