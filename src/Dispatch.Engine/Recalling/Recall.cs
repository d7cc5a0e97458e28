using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Recalling;

/// <summary>One recall (thu hồi, Điều 18.4) at the office that issued the paper: proposed by somebody, decided by a leader.</summary>
public sealed class Recall : IPaper<Recall, RecallView>
{
    /// <summary>Identity.</summary>
    public required Id<Recall> Id { get; init; }

    /// <summary>The issuing organisation.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The issued dispatch that is to be taken back.</summary>
    public required Id<OfficialDispatch> DispatchId { get; init; }

    /// <summary>Why; every receiver reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>The issued dispatch that gives notice of the recall; null when the order in the system is the notice.</summary>
    public Id<OfficialDispatch>? NoticeId { get; init; }

    /// <summary>Who proposed it.</summary>
    public required Id<Person> ProposerId { get; init; }

    /// <summary>Who decides.</summary>
    public required Id<Person> SignerId { get; init; }

    /// <summary>Where it stands; moved by <see cref="Order"/> and <see cref="Decline"/>.</summary>
    public RecallState State { get; private set; } = RecallState.Proposed;

    /// <summary>When it was decided; null before.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>How many receivers were asked for the paper.</summary>
    public int Asked { get; private set; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc />
    public int Version { get; set; }

    static string IPaper<Recall, RecallView>.Word => "đề nghị thu hồi";

    RecallView IPaper<Recall, RecallView>.AfterChange() => RecallView.Of(this) with { Version = Version + 1 };

    /// <summary>Why this person may not decide; null when they may. Who proposed does not decide.</summary>
    internal Refusal? RefuseDecider(Actor actor) =>
        actor.PersonId == ProposerId ? Signing.SigningRefusals.SelfApproval : actor.PersonId != SignerId ? RecallingRefusals.NotTheDecider : null;

    internal Refusal? Order(int asked, DateTimeOffset now)
    {
        var moved = RecallLifecycle.Move(State, RecallAct.Order);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        (State, DecidedAt, Asked) = (moved.Value, now, asked);
        return null;
    }

    internal Refusal? Decline(string reason, DateTimeOffset now)
    {
        var moved = RecallLifecycle.Move(State, RecallAct.Decline);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        (State, DecidedAt, DeclineReason) = (moved.Value, now, reason);
        return null;
    }
}

internal sealed class RecallTable : IEntityTypeConfiguration<Recall>
{
    public void Configure(EntityTypeBuilder<Recall> builder)
    {
        builder.ToTable("recalls");
        builder.HasKey(recall => recall.Id);
        builder.HasIndex(recall => recall.DispatchId);
        builder.HasIndex(recall => new { recall.OrganisationId, recall.State, recall.Id });
        builder.Property(recall => recall.Reason).HasMaxLength(1000);
        builder.Property(recall => recall.DeclineReason).HasMaxLength(1000);
    }
}
