using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Tracing;

/// <summary>A family as it stood at a past moment: papers that were not there yet are left out, and of the others nothing is told that came later. Where a paper stood its audit log says.</summary>
internal sealed class FamilyPast(IReadOnlyDictionary<Guid, PastPaper> states, DateTimeOffset moment)
{
    public IReadOnlyList<TraceNode> At(IReadOnlyList<TraceNode> nodes)
    {
        var received = nodes.Where(node => node.Type is TraceNodeType.Incoming && node.ParentId is not null && states.ContainsKey(node.Id)).ToDictionary(node => node.ParentId!.Value);
        var then = nodes.Select(node => node.Type is TraceNodeType.Delivery ? Delivery(node, received.GetValueOrDefault(node.Id)) : Paper(node)).OfType<TraceNode>().ToList();
        // A delivery whose paper was not issued yet cannot be, and neither can what came of it.
        var there = new HashSet<Guid>();
        return [.. then.Where(node => (node.ParentId is not { } parent || there.Contains(parent)) && there.Add(node.Id))];
    }

    private TraceNode? Paper(TraceNode node)
    {
        if (node.IsAtPartner)
        {
            // What a partner told has no log here; it was known from the moment it was told, and its answers are left out.
            return node.At > moment ? null : node with { State = nameof(CopyState.Issued), StateName = Vietnamese.Of(CopyState.Issued) };
        }

        if (!states.TryGetValue(node.Id, out var then))
        {
            return null;
        }

        return node with
        {
            State = then.Word.State!,
            StateName = then.Word.StateName!,
            Title = then.HasNumber ? node.Title : node.Unnumbered ?? node.Title,
            Date = then.HasNumber ? node.Date : null,
            DueOn = then.Word.State == node.State ? node.DueOn : null,
            ArrivalNumber = then.HasNumber ? node.ArrivalNumber : null,
            ContentHash = then.IsIssued ? node.ContentHash : null,
        };
    }

    private TraceNode? Delivery(TraceNode node, TraceNode? incoming)
    {
        if (node.At > moment)
        {
            return null;
        }

        var then = StoodAt(node, incoming);
        var isNow = then.ToString() == node.State;
        return node with
        {
            State = then.ToString(),
            StateName = node.Channel is { } channel ? Vietnamese.Of(then, channel) : Vietnamese.Of(then),
            Reason = isNow ? node.Reason : null,
            ArrivedAt = node.ArrivedAt <= moment ? node.ArrivedAt : null,
            AnsweredAt = node.AnsweredAt <= moment ? node.AnsweredAt : null,
            DoneAt = node.DoneAt <= moment ? node.DoneAt : null,
            ArrivalNumber = incoming is not null && states[incoming.Id].HasNumber ? node.ArrivalNumber : null,
        };
    }

    /// <summary>What the receiver had told by then: its own log knows the moment, and the law knows the receipt. Once the paper was asked for, only an answer to that counts.</summary>
    private DeliveryState StoodAt(TraceNode node, TraceNode? incoming)
    {
        var receipt = incoming is not null && Enum.TryParse<IncomingState>(states[incoming.Id].Word.State, out var state) ? IncomingLifecycle.Receipt(state) : null;
        var told = receipt is { } code ? DeliveryLifecycle.After(DeliveryState.Queued, code) : null;
        if (node.RecallAskedAt <= moment)
        {
            return told is { } answer && DeliveryLifecycle.RecallAnswers.Contains(answer) ? answer
                : node.RecallAnsweredAt <= moment ? Enum.Parse<DeliveryState>(node.State)
                : DeliveryLifecycle.TakenBack(isInOwnHouse: false);
        }

        return told ?? (node.ArrivedAt <= moment ? DeliveryState.Arrived : DeliveryState.Queued);
    }
}
