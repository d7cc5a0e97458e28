using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Recalling;

/// <summary>A recall as a person of the issuing organisation reads it.</summary>
public sealed record RecallView : IHasVersion
{
    /// <summary>Identity.</summary>
    public required Id<Recall> Id { get; init; }

    /// <summary>What is to be taken back.</summary>
    public required Id<OfficialDispatch> DispatchId { get; init; }

    /// <summary>Where it stands.</summary>
    public required RecallState State { get; init; }

    /// <summary>Where it stands, in Vietnamese.</summary>
    public required string StateName { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The dispatch that gives notice of it; null when the order in the system is the notice.</summary>
    public Id<OfficialDispatch>? NoticeId { get; init; }

    /// <summary>Who proposed it.</summary>
    public required Id<Person> ProposerId { get; init; }

    /// <summary>Who decides.</summary>
    public required Id<Person> SignerId { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>How many receivers of the dispatch itself were asked; those of its copies are asked by who made the copies.</summary>
    public int Asked { get; init; }

    /// <summary>What the law allows now.</summary>
    public required IReadOnlyList<RecallAct> Lawful { get; init; }

    /// <inheritdoc />
    public required int Version { get; init; }

    internal static RecallView Of(Recall r) => new()
    {
        Id = r.Id,
        DispatchId = r.DispatchId,
        State = r.State,
        StateName = Vietnamese.Of(r.State),
        Reason = r.Reason,
        NoticeId = r.NoticeId,
        ProposerId = r.ProposerId,
        SignerId = r.SignerId,
        CreatedAt = r.CreatedAt,
        DecidedAt = r.DecidedAt,
        DeclineReason = r.DeclineReason,
        Asked = r.Asked,
        Lawful = [.. RecallLifecycle.Lawful(r.State)],
        Version = r.Version,
    };
}
