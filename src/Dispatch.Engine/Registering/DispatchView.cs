using System.Text.Json.Serialization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;

namespace Dispatch.Engine.Registering;

/// <summary>An outgoing dispatch as a person of its organisation reads it.</summary>
public sealed record DispatchView : IHasVersion
{
    /// <summary>Identity.</summary>
    public required Id<OfficialDispatch> Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required OutgoingState State { get; init; }

    /// <summary>Where it stands, in Vietnamese.</summary>
    public required string StateName { get; init; }

    /// <summary>Số; null before numbering.</summary>
    public int? Number { get; init; }

    /// <summary>Ký hiệu.</summary>
    public required string Symbol { get; init; }

    /// <summary>Số, ký hiệu as printed; null before numbering.</summary>
    public string? NumberAndSymbol { get; init; }

    /// <summary>What it is called everywhere, with or without its number.</summary>
    [JsonIgnore]
    public string Title { get; init; } = "";

    /// <summary>Date of issue.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The words.</summary>
    public required DispatchText Text { get; init; }

    /// <summary>Who drafted.</summary>
    public required Id<Person> DrafterId { get; init; }

    /// <summary>Who signs.</summary>
    public required Id<Person> SignerId { get; init; }

    /// <summary>Whom it will be put to; told of one draft that its drafter still has, null otherwise.</summary>
    public AskedPeople? Asked { get; init; }

    /// <summary>SHA-256 of what was signed.</summary>
    public string? SignedHash { get; init; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Whether the signature stands in the file; otherwise ink stands on paper.</summary>
    public bool IsSignedInFile { get; init; }

    /// <summary>When the organisation signed the file.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>SHA-256 of the final file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Why it was returned or voided.</summary>
    public string? Reason { get; init; }

    /// <summary>What a clerk decided about lines the directory could not resolve; the next decision is sent with these.</summary>
    public IReadOnlyList<RecipientDecision> Decisions { get; init; } = [];

    /// <summary>The dispatch whose place this one takes.</summary>
    public Id<OfficialDispatch>? ReplacesId { get; init; }

    /// <summary>The dispatch whose form this one puts right.</summary>
    public Id<OfficialDispatch>? CorrectsId { get; init; }

    /// <summary>What was done to it after it was issued, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; init; } = [];

    /// <summary>What the law allows now.</summary>
    public required IReadOnlyList<OutgoingAct> Lawful { get; init; }

    /// <summary>Made by the demonstration.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public required int Version { get; init; }

    /// <summary>As read.</summary>
    internal static DispatchView Of(OfficialDispatch d) => new()
    {
        Id = d.Id,
        State = d.State,
        StateName = Vietnamese.Of(d.State),
        Number = d.Number,
        Symbol = d.Symbol,
        NumberAndSymbol = d.NumberAndSymbol,
        Title = d.Title,
        IssuedOn = d.IssuedOn,
        Text = d.Text,
        DrafterId = d.DrafterId,
        SignerId = d.SignerId,
        SignedHash = d.SignedHash,
        SignedAt = d.SignedAt,
        IsSignedInFile = d.IsSignedInFile,
        SealedAt = d.SealedAt,
        ContentHash = d.ContentHash,
        IssuedAt = d.IssuedAt,
        Reason = d.Reason,
        Decisions = d.Decisions,
        ReplacesId = d.ReplacesId,
        CorrectsId = d.CorrectsId,
        Marks = d.Marks,
        Lawful = [.. OutgoingLifecycle.Lawful(d.State)],
        IsDemo = d.IsDemo,
        Version = d.Version,
    };
}
