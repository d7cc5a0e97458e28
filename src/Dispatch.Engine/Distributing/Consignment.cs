using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>The family a paper belongs to: the original and everything copied from it, across organisations. Its id is that of the original.</summary>
public sealed class Family;

/// <summary>What is sent: one issued paper as every recipient gets it. Written once, at issue.</summary>
public sealed class Consignment
{
    /// <summary>Identity.</summary>
    public required Id<Consignment> Id { get; init; }

    /// <summary>Who sends.</summary>
    public required Id<Body> SenderId { get; init; }

    /// <summary>The paper at the sender: a dispatch or a copy.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The family the paper belongs to.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>What the receivers need to know.</summary>
    public required PaperFacts Facts { get; init; }

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When it left.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>What is known of a paper that is sent or received, as on its face.</summary>
public sealed record PaperFacts
{
    /// <summary>Original or which copy.</summary>
    public required PaperForm Form { get; init; }

    /// <summary>Paper or electronic.</summary>
    public required Medium Medium { get; init; }

    /// <summary>Tác giả: the body that issued the dispatch.</summary>
    public required string Author { get; init; }

    /// <summary>Tên loại.</summary>
    public required string Kind { get; init; }

    /// <summary>Số, ký hiệu of the dispatch.</summary>
    public required string NumberAndSymbol { get; init; }

    /// <summary>Date of the dispatch.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Trích yếu.</summary>
    public required string Subject { get; init; }

    /// <summary>Người ký.</summary>
    public required string Signer { get; init; }

    /// <summary>Mức độ khẩn.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>Số, ký hiệu of the copy, when the paper is one.</summary>
    public string? CopyNumberAndSymbol { get; init; }

    /// <summary>Who made the copy, when the paper is one.</summary>
    public string? CopiedBy { get; init; }

    /// <summary>The date of the copy, when the paper is one.</summary>
    public DateOnly? CopiedOn { get; init; }

    /// <summary>SHA-256 of the structured sheet the file was printed from, hex; null for paper that came from outside.</summary>
    public string? SheetHash { get; init; }
}

/// <summary>By which way a recipient gets the paper.</summary>
public enum DeliveryChannel
{
    /// <summary>To another organisation of this installation.</summary>
    Installation,

    /// <summary>To a unit of the sender itself: handed over inside.</summary>
    Internal,
}

/// <summary>One recipient of one consignment. Its id is the key that stays the same over every try, and that the receiver knows a repeat by.</summary>
public sealed class Delivery : IVersioned
{
    /// <summary>Identity and consignment key.</summary>
    public required Id<Delivery> Id { get; init; }

    /// <summary>What is delivered.</summary>
    public required Id<Consignment> ConsignmentId { get; init; }

    /// <summary>The paper at the sender, repeated for lists.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The family, repeated for the trace.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>Who sends.</summary>
    public required Id<Body> SenderId { get; init; }

    /// <summary>Who gets it.</summary>
    public required Id<Body> RecipientId { get; init; }

    /// <summary>The recipient's name on the day.</summary>
    public required string RecipientName { get; init; }

    /// <summary>The printed line of Nơi nhận or Kính gửi that named the recipient.</summary>
    public required string Line { get; init; }

    /// <summary>The group through which it was named; null when named itself. With the other rows of the line this is the snapshot of the group's members.</summary>
    public string? GroupName { get; init; }

    /// <summary>By which way.</summary>
    public required DeliveryChannel Channel { get; init; }

    /// <summary>Where it stands; moved by <see cref="Record"/> only.</summary>
    public DeliveryState State { get; private set; } = DeliveryState.Queued;

    /// <summary>Why the recipient refused, or why it could not be delivered.</summary>
    public string? Reason { get; private set; }

    /// <summary>Số đến at the recipient, as its receipt told.</summary>
    public int? ArrivalNumber { get; private set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>When the recipient accepted, registered or refused it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the recipient finished.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>When the recipient was asked to give the paper back; null when it never was.</summary>
    public DateTimeOffset? RecallAskedAt { get; private set; }

    /// <summary>When the recipient answered that.</summary>
    public DateTimeOffset? RecallAnsweredAt { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Takes a receipt into the sender's view; false when it tells nothing new.</summary>
    internal bool Record(ReceiptCode receipt, DateTimeOffset at, int? arrivalNumber, string? reason)
    {
        if (DeliveryLifecycle.After(State, receipt) is not { } next)
        {
            return false;
        }

        State = next;
        ArrivedAt ??= at;
        AnsweredAt = DeliveryLifecycle.IsAnswered(next) ? AnsweredAt ?? at : null;
        DoneAt = receipt is ReceiptCode.Done ? at : DoneAt;
        RecallAnsweredAt = receipt is ReceiptCode.Recalled or ReceiptCode.RecallRefused ? at : null;
        ArrivalNumber = arrivalNumber ?? ArrivalNumber;
        Reason = reason ?? Reason;
        return true;
    }

    /// <summary>Tries are used up. What was taken back meanwhile is not waited for any more.</summary>
    internal void GiveUp(string why) => (State, Reason) = (DeliveryLifecycle.MayBeGivenUp(State) ? DeliveryState.DeadLetter : State, why);
}

internal sealed class ConsignmentTable : IEntityTypeConfiguration<Consignment>
{
    public void Configure(EntityTypeBuilder<Consignment> builder)
    {
        builder.ToTable("consignments");
        builder.HasKey(consignment => consignment.Id);
        builder.HasIndex(consignment => consignment.PaperId).IsUnique();
        builder.Property(consignment => consignment.ContentHash).HasMaxLength(64);
        builder.Property(consignment => consignment.Facts).HasJson();
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.HasIndex(delivery => new { delivery.PaperId, delivery.Id });
        builder.HasIndex(delivery => new { delivery.ConsignmentId, delivery.RecipientId }).IsUnique();
        builder.HasIndex(delivery => delivery.FamilyId);
        builder.Property(delivery => delivery.RecipientName).HasMaxLength(200);
        builder.Property(delivery => delivery.Line).HasMaxLength(1000);
        builder.Property(delivery => delivery.GroupName).HasMaxLength(200);
        builder.Property(delivery => delivery.Reason).HasMaxLength(1000);
    }
}
