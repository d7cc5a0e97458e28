using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>By which way a recipient gets the paper.</summary>
public enum DeliveryChannel
{
    /// <summary>To another organisation of this installation.</summary>
    Installation,

    /// <summary>To a unit of the sender itself: handed over inside.</summary>
    Internal,

    /// <summary>To a partner's system: a package in the folder kept for it.</summary>
    Exchange,

    /// <summary>A notice by e-mail; the paper itself waits at the sender.</summary>
    Email,

    /// <summary>On paper, by post or by hand.</summary>
    Paper,
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

    /// <summary>Where the channel leads: a partner's folder, an e-mail address, a postal address; null inside the installation.</summary>
    public string? Address { get; init; }

    /// <summary>Where it stands; moved by <see cref="Record"/> and <see cref="Move"/> only.</summary>
    public DeliveryState State { get; private set; } = DeliveryState.Queued;

    /// <summary>Why the recipient refused, why the post brought it back, or why it could not be delivered.</summary>
    public string? Reason { get; private set; }

    /// <summary>Số hiệu bưu gửi, for paper.</summary>
    public string? PostalNumber { get; private set; }

    /// <summary>Số đến at the recipient, as its receipt told.</summary>
    public int? ArrivalNumber { get; private set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it left by a channel that does not answer at once.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>When the recipient first accepted or refused it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the recipient wrote it into its book.</summary>
    public DateTimeOffset? RegisteredAt { get; private set; }

    /// <summary>When the recipient's leader assigned it.</summary>
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>When the recipient began to handle it.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>When the recipient finished.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>When the post brought it back.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>When the recipient was asked to give the paper back; null when it never was.</summary>
    public DateTimeOffset? RecallAskedAt { get; private set; }

    /// <summary>When the recipient answered that.</summary>
    public DateTimeOffset? RecallAnsweredAt { get; private set; }

    /// <summary>What proves an answer to a recall that came otherwise than through the system: số văn bản, số phiếu, số hiệu bưu gửi.</summary>
    public string? RecallEvidence { get; private set; }

    /// <summary>When the recipient was last reminded.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>How often the recipient was reminded.</summary>
    public int Reminders { get; private set; }

    /// <summary>By when it must have left.</summary>
    public DateTimeOffset SendBy { get; init; }

    /// <summary>By when the recipient must have accepted it; null until it arrived.</summary>
    public DateTimeOffset? AcknowledgeBy { get; private set; }

    /// <summary>By when the recipient must have written it into its book; null until it arrived.</summary>
    public DateTimeOffset? EnterBy { get; private set; }

    /// <summary>By when what the law expects next must be done; null when the sender can expect nothing. What it is, <see cref="DeliveryLifecycle.DutyIn"/> says.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Whether the recipient answers through the system.</summary>
    public bool IsAnswering => DeliveryLifecycle.Answers(Channel);

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
        RegisteredAt = receipt is ReceiptCode.Registered ? at : RegisteredAt;
        AssignedAt = receipt is ReceiptCode.Assigned ? at : AssignedAt;
        BegunAt = receipt is ReceiptCode.InProgress ? at : BegunAt;
        DoneAt = receipt is ReceiptCode.Done ? at : DoneAt;
        RecallAnsweredAt = DeliveryLifecycle.AnswersRecall(receipt) ? at : null;
        ArrivalNumber = arrivalNumber ?? ArrivalNumber;
        Reason = receipt is ReceiptCode.Refused or ReceiptCode.RecallRefused ? reason : null;
        Expect();
        return true;
    }

    /// <summary>Something the sender's own side does.</summary>
    internal Refusal? Move(DeliveryAct act, DateTimeOffset at, string? reason = null, string? postalNumber = null)
    {
        var moved = DeliveryLifecycle.Move(State, act);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        State = moved.Value;
        Reason = reason;
        // Sent again without a number, it does not bear the number of the time it came back.
        PostalNumber = act is DeliveryAct.Send ? postalNumber : postalNumber ?? PostalNumber;
        SentAt = act is DeliveryAct.Send ? at : SentAt;
        ArrivedAt = act is DeliveryAct.ConfirmArrival ? at : ArrivedAt;
        ReturnedAt = act is DeliveryAct.Return ? at : ReturnedAt;
        Expect();
        return null;
    }

    /// <summary>Writes down an answer to a recall that came otherwise than through the system; false when none is awaited.</summary>
    internal bool RecordRecallAnswer(ReceiptCode answer, DateTimeOffset at, string evidence, string? reason)
    {
        if (RecallAskedAt is null || DeliveryLifecycle.After(State, answer) is not { } next)
        {
            return false;
        }

        (State, RecallAnsweredAt, RecallEvidence, Reason) = (next, at, evidence, reason);
        Expect();
        return true;
    }

    /// <summary>The recipient is asked to hurry.</summary>
    internal void Remind(DateTimeOffset at) => (RemindedAt, Reminders) = (at, Reminders + 1);

    /// <summary>Sets what the recipient has time for, by its own calendar, from the moment it arrived.</summary>
    internal void SetTerms(DateTimeOffset acknowledgeBy, DateTimeOffset enterBy)
    {
        (AcknowledgeBy, EnterBy) = (acknowledgeBy, enterBy);
        Expect();
    }

    /// <summary>Reckons <see cref="DueAt"/> for where it stands.</summary>
    internal void Expect() => DueAt = DeliveryLifecycle.DutyIn(State) switch
    {
        Duty.Send => SendBy,
        Duty.Acknowledge when IsAnswering => AcknowledgeBy,
        Duty.Register when IsAnswering => EnterBy,
        _ => null,
    };
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
        builder.HasIndex(delivery => new { delivery.SenderId, delivery.State, delivery.Id });
        builder.HasIndex(delivery => new { delivery.SenderId, delivery.DueAt }).HasFilter("\"DueAt\" IS NOT NULL");
        builder.Ignore(delivery => delivery.IsAnswering);
        builder.Property(delivery => delivery.RecipientName).HasMaxLength(200);
        builder.Property(delivery => delivery.Line).HasMaxLength(1000);
        builder.Property(delivery => delivery.GroupName).HasMaxLength(200);
        builder.Property(delivery => delivery.Address).HasMaxLength(300);
        builder.Property(delivery => delivery.Reason).HasMaxLength(1000);
        builder.Property(delivery => delivery.RecallEvidence).HasMaxLength(100);
        builder.Property(delivery => delivery.PostalNumber).HasMaxLength(40);
    }
}
