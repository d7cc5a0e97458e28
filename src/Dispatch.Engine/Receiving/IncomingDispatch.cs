using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Receiving;

/// <summary>One incoming dispatch (văn bản đến) at one organisation, from arrival to close.</summary>
public sealed class IncomingDispatch : IPaper<IncomingDispatch, IncomingView>
{
    /// <summary>Identity at the receiver.</summary>
    public required Id<IncomingDispatch> Id { get; init; }

    /// <summary>The receiver.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The delivery that brought it; null for paper that came from outside the installation.</summary>
    public Id<Delivery>? DeliveryId { get; init; }

    /// <summary>Who sent it; null for paper from outside.</summary>
    public Id<Body>? SenderId { get; init; }

    /// <summary>The family it belongs to.</summary>
    public required Id<Family> FamilyId { get; init; }

    /// <summary>What is on its face.</summary>
    public required PaperFacts Facts { get; set; }

    /// <summary>Số, ký hiệu folded for the duplicate warning of Phụ lục VI: number, symbol, author, year.</summary>
    public required string DuplicateKey { get; init; }

    /// <summary>SHA-256 of the file, hex; null where paper came without a file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it reached the system.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>By which way it came; its receipts go back by the same.</summary>
    public DeliveryChannel Via { get; init; } = DeliveryChannel.Paper;

    /// <summary>By when it must be accepted (Điều 21.2).</summary>
    public DateTimeOffset AcknowledgeBy { get; init; }

    /// <summary>By when it must be in the book and before the leader (Điều 22, 23.1).</summary>
    public DateTimeOffset EnterBy { get; init; }

    /// <summary>By when what the law expects next must be done; null when nothing is. What it is, <see cref="IncomingLifecycle.DutyIn"/> says.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Where it stands; moved by <see cref="Move"/> only.</summary>
    public IncomingState State { get; private set; } = IncomingState.Arrived;

    /// <summary>Số đến; null before registration.</summary>
    public int? ArrivalNumber { get; private set; }

    /// <summary>Ngày đến as in the book.</summary>
    public DateOnly? RegisteredOn { get; private set; }

    /// <summary>Đơn vị chủ trì.</summary>
    public Id<Body>? LeadUnitId { get; private set; }

    /// <summary>Đơn vị phối hợp.</summary>
    public IReadOnlyList<Id<Body>> SupportUnitIds { get; private set; } = [];

    /// <summary>Thời hạn giải quyết.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Ý kiến phân công, or why it was refused.</summary>
    public string? Opinion { get; private set; }

    /// <summary>The outgoing dispatch that answered it.</summary>
    public Id<OfficialDispatch>? AnsweredById { get; private set; }

    /// <summary>What the sender did to it after it was issued, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; private set; } = [];

    /// <summary>Why this office does not agree to a recall; null when it does or was not asked.</summary>
    public string? RecallReply { get; private set; }

    /// <summary>Made by the demonstration, not by an office.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public int Version { get; set; }

    static bool IPaper<IncomingDispatch, IncomingView>.TellsSender => true;

    static string IPaper<IncomingDispatch, IncomingView>.Word => "văn bản đến";

    ReceiptCode? IPaper<IncomingDispatch, IncomingView>.Told => IncomingLifecycle.Receipt(State);

    IncomingView IPaper<IncomingDispatch, IncomingView>.AfterChange() => IncomingView.Of(this) with { Version = Version + 1 };

    GivenReceipt? IPaper<IncomingDispatch, IncomingView>.News(ReceiptCode? before, DateTimeOffset now) =>
        IncomingLifecycle.Receipt(State) == before ? null : IncomingWording.Receipt(this, now);

    /// <summary>Reckons <see cref="DueAt"/> for where it stands.</summary>
    internal void Expect() => DueAt = IncomingLifecycle.DutyIn(State) switch
    {
        Duty.Acknowledge => AcknowledgeBy,
        Duty.Register or Duty.Submit => EnterBy,
        Duty.Finish when DueOn is { } day => OfficeTime.At(day.AddDays(1), TimeOnly.MinValue).ToUniversalTime(),
        _ => null,
    };

    internal Refusal? Move(IncomingAct act, string? opinion = null)
    {
        var moved = IncomingLifecycle.Move(State, act);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        State = moved.Value;
        Opinion = opinion ?? Opinion;
        Expect();
        return null;
    }

    internal Refusal? Register(int arrivalNumber, DateOnly date)
    {
        if (Move(IncomingAct.Register) is { } refusal)
        {
            return refusal;
        }

        (ArrivalNumber, RegisteredOn) = (arrivalNumber, date);
        return null;
    }

    internal Refusal? Assign(Id<Body> lead, IReadOnlyList<Id<Body>> support, DateOnly? dueOn, string? opinion)
    {
        if (Move(IncomingAct.Assign, opinion) is { } refusal)
        {
            return refusal;
        }

        (LeadUnitId, SupportUnitIds, DueOn) = (lead, support, dueOn);
        Expect();
        return null;
    }

    /// <summary>The sender took it back: the words that say what it was about are given up with the file (Phụ lục VI III.8.b); what tells which paper it was stays.</summary>
    internal Refusal? TakeBack(PaperMark mark)
    {
        if (Move(IncomingAct.Recall) is { } refusal)
        {
            return refusal;
        }

        Facts = Facts with { Subject = RegisterWording.NoSubject, SheetHash = null, Cites = Facts.Cites is null ? null : [] };
        Mark(mark);
        return null;
    }

    internal void Mark(PaperMark mark) => Marks = [.. Marks, mark];

    internal Refusal? AnswerRecall(IncomingAct act, string? reason)
    {
        if (Move(act) is { } refusal)
        {
            return refusal;
        }

        RecallReply = reason;
        return null;
    }

    /// <summary>Puts right what the text cites; of what was taken back nothing is said any more.</summary>
    internal Refusal? Cite(IReadOnlyList<PaperCitation> cites)
    {
        if (IncomingLifecycle.IsSealed(State))
        {
            return ReceivingRefusals.SealedCites;
        }

        Facts = Facts with { Cites = cites };
        return null;
    }

    internal Refusal? Answer(Id<OfficialDispatch> answer)
    {
        if (Move(IncomingAct.Answer) is { } refusal)
        {
            return refusal;
        }

        AnsweredById = answer;
        return null;
    }
}

internal sealed class IncomingDispatchTable : IEntityTypeConfiguration<IncomingDispatch>
{
    public void Configure(EntityTypeBuilder<IncomingDispatch> builder)
    {
        builder.ToTable("incoming");
        builder.HasKey(incoming => incoming.Id);
        // Registered exactly once, for ever: a repeat of the same consignment key meets this index (promise I7).
        builder.HasIndex(incoming => incoming.DeliveryId).IsUnique();
        builder.HasIndex(incoming => new { incoming.OrganisationId, incoming.DueAt }).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(incoming => new { incoming.OrganisationId, incoming.Id });
        builder.HasIndex(incoming => new { incoming.OrganisationId, incoming.State, incoming.Id });
        builder.HasIndex(incoming => new { incoming.OrganisationId, incoming.DuplicateKey });
        builder.HasIndex(incoming => incoming.FamilyId);
        builder.HasIndex(incoming => incoming.ArrivedAt);
        builder.HasIndex(incoming => incoming.ContentHash);
        builder.Property(incoming => incoming.DuplicateKey).HasMaxLength(300);
        builder.Property(incoming => incoming.ContentHash).HasMaxLength(64);
        builder.Property(incoming => incoming.Opinion).HasMaxLength(1000);
        builder.Property(incoming => incoming.Facts).HasJson();
        builder.Property(incoming => incoming.SupportUnitIds).HasJson();
        builder.Property(incoming => incoming.Marks).HasJson();
        builder.Property(incoming => incoming.RecallReply).HasMaxLength(1000);
    }
}
