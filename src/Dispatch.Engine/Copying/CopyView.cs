using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;

namespace Dispatch.Engine.Copying;

/// <summary>A certified copy as a person of the copying organisation reads it.</summary>
public sealed record CopyView : IHasVersion
{
    /// <summary>Identity.</summary>
    public required Id<CertifiedCopy> Id { get; init; }

    /// <summary>The paper it is made from: a registered incoming dispatch, or an issued one of the organisation's own.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Whether the organisation issued the source itself.</summary>
    public bool IsOfOwn { get; init; }

    /// <summary>SHA-256 of the source's file.</summary>
    public required string SourceHash { get; init; }

    /// <summary>Form.</summary>
    public required CopyForm Form { get; init; }

    /// <summary>Medium.</summary>
    public required Medium Medium { get; init; }

    /// <summary>Where it stands.</summary>
    public required CopyState State { get; init; }

    /// <summary>Where it stands, in Vietnamese.</summary>
    public required string StateName { get; init; }

    /// <summary>Số, ký hiệu; null before numbering.</summary>
    public string? NumberAndSymbol { get; init; }

    /// <summary>Date of the copy.</summary>
    public DateOnly? CopiedOn { get; init; }

    /// <summary>For a trích sao, which parts of the source's text, from 1.</summary>
    public IReadOnlyList<int> Parts { get; init; } = [];

    /// <summary>What was proven of the source's file when the copy was certified; null before.</summary>
    public SourceFinding? Source { get; init; }

    /// <summary>Nơi nhận.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Quyền hạn, chức vụ of who certifies.</summary>
    public required IReadOnlyList<string> Capacity { get; init; }

    /// <summary>Who certifies.</summary>
    public required Id<Person> SignerId { get; init; }

    /// <summary>When the copying organisation signed the file; null where it has not.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>SHA-256 of the copy's file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>What a clerk decided about lines the directory could not resolve; the next decision is sent with these.</summary>
    public IReadOnlyList<RecipientDecision> Decisions { get; init; } = [];

    /// <summary>What was done to its source, before the copy was asked for and since, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; init; } = [];

    /// <summary>Whether it was taken back with its source: its file is shown no more.</summary>
    public bool IsSealed { get; init; }

    /// <summary>How many copies lie between the original and this one: 1 for a copy of the original, 2 for the copy of a copy.</summary>
    public int Depth { get; init; }

    /// <summary>What the law allows now.</summary>
    public required IReadOnlyList<CopyAct> Lawful { get; init; }

    /// <summary>Made by the demonstration.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public required int Version { get; init; }

    internal static CopyView Of(CertifiedCopy c) => new()
    {
        Id = c.Id,
        SourceId = c.SourceId,
        IsOfOwn = c.DispatchId is not null,
        SourceHash = c.SourceHash,
        Form = c.Form,
        Medium = c.Medium,
        State = c.State,
        StateName = Vietnamese.Of(c.State),
        NumberAndSymbol = c.NumberAndSymbol,
        CopiedOn = c.CopiedOn,
        Parts = c.Parts,
        Source = c.Source,
        Recipients = c.Recipients,
        Capacity = c.Capacity,
        SignerId = c.SignerId,
        SealedAt = c.SealedAt,
        ContentHash = c.ContentHash,
        IssuedAt = c.IssuedAt,
        Reason = c.Reason,
        Decisions = c.Decisions,
        Marks = c.Marks,
        IsSealed = CopyLifecycle.IsSealed(c.State),
        Depth = CopyLifecycle.Depth(CopyLifecycle.PaperOf(c.Form)),
        Lawful = [.. CopyLifecycle.Lawful(c.State)],
        IsDemo = c.IsDemo,
        Version = c.Version,
    };
}
