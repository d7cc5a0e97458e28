using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Receiving;

/// <summary>An incoming dispatch as a person of the receiver reads it.</summary>
public sealed record IncomingView : IHasVersion
{
    /// <summary>Identity.</summary>
    public required Id<IncomingDispatch> Id { get; init; }

    /// <summary>What is on its face.</summary>
    public required PaperFacts Facts { get; init; }

    /// <summary>Where it stands.</summary>
    public required IncomingState State { get; init; }

    /// <summary>Where it stands, in Vietnamese.</summary>
    public required string StateName { get; init; }

    /// <summary>Số đến.</summary>
    public int? ArrivalNumber { get; init; }

    /// <summary>Ngày đến.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>When it reached the system.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Đơn vị chủ trì.</summary>
    public Id<Body>? LeadUnitId { get; init; }

    /// <summary>Đơn vị phối hợp.</summary>
    public required IReadOnlyList<Id<Body>> SupportUnitIds { get; init; }

    /// <summary>Thời hạn.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Ý kiến phân công, or why it was refused.</summary>
    public string? Opinion { get; init; }

    /// <summary>What everybody wrote about it on its way, oldest first; null where the paper is one of a list, or has just been acted on.</summary>
    public IReadOnlyList<WrittenOpinion>? Opinions { get; init; }

    /// <summary>The answer.</summary>
    public Id<OfficialDispatch>? AnsweredById { get; init; }

    /// <summary>What the sender did to it after it was issued, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; init; } = [];

    /// <summary>Whether it was taken back: neither its file nor its subject is shown any more.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Why this office does not agree to the recall.</summary>
    public string? RecallReply { get; init; }

    /// <summary>What the law allows now.</summary>
    public required IReadOnlyList<IncomingAct> Lawful { get; init; }

    /// <summary>Made by the demonstration.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public required int Version { get; init; }

    internal static IncomingView Of(IncomingDispatch i) => new()
    {
        Id = i.Id,
        Facts = i.Facts,
        State = i.State,
        StateName = Vietnamese.Of(i.State),
        ArrivalNumber = i.ArrivalNumber,
        RegisteredOn = i.RegisteredOn,
        ArrivedAt = i.ArrivedAt,
        ContentHash = i.ContentHash,
        LeadUnitId = i.LeadUnitId,
        SupportUnitIds = i.SupportUnitIds,
        DueOn = i.DueOn,
        Opinion = i.Opinion,
        AnsweredById = i.AnsweredById,
        Marks = i.Marks,
        IsSealed = IncomingLifecycle.IsSealed(i.State),
        RecallReply = i.RecallReply,
        Lawful = [.. IncomingLifecycle.Lawful(i.State)],
        IsDemo = i.IsDemo,
        Version = i.Version,
    };
}
