using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tracing;

/// <summary>What a node of the family is.</summary>
public enum TraceNodeType
{
    /// <summary>The original at its issuer.</summary>
    Dispatch,

    /// <summary>One recipient of one paper, as the sender sees it.</summary>
    Delivery,

    /// <summary>The paper as registered at a receiver.</summary>
    Incoming,

    /// <summary>A certified copy.</summary>
    Copy,
}

/// <summary>One node of a family.</summary>
/// <param name="Id">The paper's or the delivery's id.</param>
/// <param name="Type">What it is.</param>
/// <param name="ParentId">What it came from; null at the root.</param>
/// <param name="OrganisationId">Whose it is; for a delivery, the sender's.</param>
/// <param name="Organisation">The organisation's name; for a delivery, the recipient's.</param>
public sealed record TraceNode(Guid Id, TraceNodeType Type, Guid? ParentId, Id<Body> OrganisationId, string Organisation)
{
    /// <summary>How people name it.</summary>
    public required string Title { get; init; }

    /// <summary>How it was named before it had a number; null when it never had another name.</summary>
    internal string? Unnumbered { get; init; }

    /// <summary>Trích yếu, at the root.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether only its issuer may still read what it is about: it was taken back.</summary>
    internal bool IsSealed { get; init; }

    /// <summary>Where it stands.</summary>
    public required string State { get; init; }

    /// <summary>Where it stands, in Vietnamese.</summary>
    public required string StateName { get; init; }

    /// <summary>The printed line of Kính gửi or Nơi nhận that named the recipient, for a delivery.</summary>
    public string? Line { get; init; }

    /// <summary>By which way, for a delivery.</summary>
    public DeliveryChannel? Channel { get; init; }

    /// <summary>Why it was refused or not delivered.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it lies in a partner's installation, which told of it; its receivers are known there.</summary>
    public bool IsAtPartner { get; init; }

    /// <summary>When it came to be: issued, queued or arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When a delivery arrived.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When its receiver answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When its receiver finished.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When a delivery's receiver was asked to give the paper back.</summary>
    internal DateTimeOffset? RecallAskedAt { get; init; }

    /// <summary>When they answered that.</summary>
    internal DateTimeOffset? RecallAnsweredAt { get; init; }

    /// <summary>Date on the paper or in the book.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Deadline at the receiver.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Số đến.</summary>
    public int? ArrivalNumber { get; init; }

    /// <summary>For a delivery: whole hours from its sending to its receiver's answer, or to the moment of the trace while there is none.</summary>
    public int? WaitedHours { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public string? ContentHash { get; init; }

    /// <summary>SHA-256 of what a copy was made from.</summary>
    public string? SourceHash { get; init; }

    internal TraceNode WaitingUntil(DateTimeOffset now) =>
        Type is TraceNodeType.Delivery ? this with { WaitedHours = (int)Math.Max(0, ((AnsweredAt ?? now) - At).TotalHours) } : this;
}

/// <summary>From what to what.</summary>
public sealed record TraceEdge(Guid From, Guid To);

/// <summary>A family as a tree: every node, and an edge from each to what came of it.</summary>
/// <param name="FamilyId">The id of the original.</param>
/// <param name="Nodes">Parents before children.</param>
/// <param name="Edges">One for each node that has a parent among the nodes.</param>
/// <param name="AsAt">The past moment it is told for; null for now.</param>
public sealed record FamilyTree(Id<Family> FamilyId, IReadOnlyList<TraceNode> Nodes, IReadOnlyList<TraceEdge> Edges, DateTimeOffset? AsAt)
{
    /// <summary>What the original has to do with other papers.</summary>
    public FamilyReferences References { get; init; } = FamilyReferences.None;

    internal static FamilyTree Of(Id<Family> family, IReadOnlyList<TraceNode> nodes, DateTimeOffset? asAt)
    {
        var present = nodes.Select(node => node.Id).ToHashSet();
        return new FamilyTree(family, nodes, [.. nodes.Where(n => n.ParentId is { } p && present.Contains(p)).Select(n => new TraceEdge(n.ParentId!.Value, n.Id))], asAt);
    }

    /// <summary>
    /// What an organisation may see: all, when the original is its own; otherwise the path to its own papers and all below them. What another organisation is still making stays its own.
    /// </summary>
    internal FamilyTree SeenFrom(Id<Body> organisation)
    {
        var root = Nodes.FirstOrDefault(node => node.ParentId is null);
        var seen = root is null || root.OrganisationId == organisation ? null : PathsAndBelow(organisation);
        var shown = Nodes.Where(node => seen?.Contains(node.Id) != false && !IsAnothersDraft(node, organisation));
        return Of(FamilyId, [.. seen is null ? shown : shown.Select(node => node.IsSealed ? node with { Subject = null } : node)], AsAt);
    }

    private static bool IsAnothersDraft(TraceNode node, Id<Body> organisation) => node is { Type: TraceNodeType.Copy, ContentHash: null } && node.OrganisationId != organisation;

    private HashSet<Guid> PathsAndBelow(Id<Body> organisation)
    {
        var byId = Nodes.ToDictionary(node => node.Id);
        var own = Nodes.Where(node => node.OrganisationId == organisation && node.Type is not TraceNodeType.Delivery).ToList();
        var seen = new HashSet<Guid>();
        foreach (var paper in own)
        {
            // A path that was walked before goes on as it did.
            for (var node = paper; node is not null && seen.Add(node.Id); node = node.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
            {
            }
        }

        var children = Nodes.Where(node => node.ParentId is not null).ToLookup(node => node.ParentId!.Value);
        var below = own.ConvertAll(node => node.Id).ToHashSet();
        var walk = new Queue<Guid>(below);
        while (walk.TryDequeue(out var id))
        {
            seen.Add(id);
            foreach (var child in children[id].Where(child => below.Add(child.Id)))
            {
                walk.Enqueue(child.Id);
            }
        }

        return seen;
    }
}
