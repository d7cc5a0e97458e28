using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>Builds the state a run would have in another version of its procedure.</summary>
internal sealed class Migration(Machine machine, WorkflowDefinition to, IReadOnlyDictionary<string, string> map)
{
    private readonly RunState old = machine.State;

    /// <summary>A machine of the new version with nothing lost, or why there is none.</summary>
    public Outcome<Machine> Move()
    {
        var root = machine.State.Contexts.Find(context => context.Parent == 0);
        if (root?.Flow is not { } counters || machine.NodeOf(root).Flow is not { } before || to.Root?.Flow is not { } after)
        {
            return WorkflowRefusals.CannotMigrate("cả hai phiên bản phải là sơ đồ (Elsa.Flowchart)");
        }

        var open = machine.ChildrenOf(root);
        if (open.Count + 1 != old.Contexts.Count)
        {
            return WorkflowRefusals.CannotMigrate("có bước đang mở trong vòng lặp, khối lồng nhau hoặc quy trình được gọi");
        }

        foreach (var context in open)
        {
            if (Obstacle(context, after) is { } why)
            {
                return WorkflowRefusals.CannotMigrate(why);
            }
        }

        var places = open.Select(context => after.Find(New(context.Activity))!.Value).ToHashSet();
        if (places.Count != open.Count || places.Any(place => after.ForwardAncestors(place).Overlaps(places)))
        {
            return WorkflowRefusals.CannotMigrate("các bước đang mở trùng nhau hoặc nằm trên cùng một đường trong phiên bản mới");
        }

        return Built(root, open, Counters(before, counters, after, places));
    }

    private string New(string activity) => map.GetValueOrDefault(activity, activity);

    private string? Obstacle(ActivityContext context, FlowGraph after)
    {
        var node = machine.NodeOf(context);
        return after.Find(New(node.Id)) is not { } place ? $"bước '{node.Id}' đang mở không có bước tương ứng"
            : after.Nodes[place].Type != node.Type ? $"bước '{node.Id}' đang mở là '{node.Type}', bước tương ứng '{New(node.Id)}' là '{after.Nodes[place].Type}'"
            : context.Answers.Count > 0 ? $"bước '{node.Id}' đang lấy ý kiến dở"
            : context.Status == ContextStatus.Faulted ? $"bước '{node.Id}' đang có sự cố: xử lý sự cố trước"
            : null;
    }

    /// <summary>
    /// What is done: all that leads to an open step, and what the old version had done beside it. What is dead: all that only dead or unfollowed connections lead to.
    /// </summary>
    private FlowCounters Counters(FlowGraph before, FlowCounters counters, FlowGraph after, HashSet<int> places)
    {
        var behind = places.SelectMany(place => after.ForwardDescendants(place)).ToHashSet();
        var done = places.SelectMany(after.ForwardAncestors).ToHashSet();
        done.UnionWith(Enumerable.Range(0, before.Nodes.Count).Where(i => counters.Nodes[i] > 0).Select(i => after.Find(New(before.Nodes[i].Id))).OfType<int>().Where(i => !behind.Contains(i)));
        done.ExceptWith(places);
        var made = FlowCounters.For(after);
        foreach (var node in done)
        {
            Leave(after, made, node, index => done.Contains(after.Connections[index].Target) || places.Contains(after.Connections[index].Target) || WasFollowed(before, counters, after, index));
        }

        for (var dead = Dead(after, made, done, places); dead >= 0; dead = Dead(after, made, done, places))
        {
            Leave(after, made, dead, _ => false);
        }

        foreach (var index in places.SelectMany(after.ForwardInbound))
        {
            made.Connections[index] = 1;
        }

        return made;
    }

    private static void Leave(FlowGraph graph, FlowCounters counters, int node, Func<int, bool> isFollowed)
    {
        counters.Nodes[node] = 1;
        foreach (var index in graph.Outgoing(node).Where(graph.IsForward))
        {
            (counters.Connections[index], counters.Followed[index]) = (1, isFollowed(index));
        }
    }

    private static int Dead(FlowGraph graph, FlowCounters counters, HashSet<int> done, HashSet<int> places) => Enumerable.Range(0, graph.Nodes.Count).FirstOrDefault(
        node => !done.Contains(node) && !places.Contains(node) && counters.Nodes[node] == 0
            && graph.ForwardInbound(node) is { Count: > 0 } inbound && inbound.All(i => counters.Connections[i] == 1 && !counters.Followed[i]),
        -1);

    private bool WasFollowed(FlowGraph before, FlowCounters counters, FlowGraph after, int index)
    {
        var (source, port, target) = after.Connections[index];
        return Enumerable.Range(0, before.Connections.Count).Any(i =>
            counters.Followed[i]
            && before.Connections[i].Port == port
            && New(before.Nodes[before.Connections[i].Source].Id) == after.Nodes[source].Id
            && New(before.Nodes[before.Connections[i].Target].Id) == after.Nodes[target].Id);
    }

    private Machine Built(ActivityContext root, IReadOnlyList<ActivityContext> open, FlowCounters counters)
    {
        (root.Activity, root.Flow) = (to.Root!.Id, counters);
        foreach (var context in open)
        {
            (context.Activity, context.Backward) = (New(context.Activity), false);
        }

        return new Machine(to, new RunState
        {
            DefinitionId = to.DefinitionId,
            Version = to.Version,
            Hash = to.Hash,
            Status = old.Status,
            LastContext = old.LastContext,
            LastWait = old.LastWait,
            LastIncident = old.LastIncident,
            CorrelationId = old.CorrelationId,
            Name = old.Name,
            Inputs = old.Inputs,
            Outputs = old.Outputs,
            Variables = [.. to.Variables.Select(Kept)],
            Contexts = [root, .. open],
            Waits = old.Waits.ConvertAll(wait => wait with { Wait = wait.Wait with { ActivityId = New(wait.Wait.ActivityId) } }),
        });
    }

    private Slot Kept(VariableDeclaration variable)
    {
        var slot = Machine.NewSlot(variable);
        var kept = old.Variables.Find(one => one.Id == variable.Id) ?? old.Variables.Find(one => one.Name == variable.Name);
        slot.Value = kept is null ? slot.Value : Expressions.Values.Convert(kept.Value, slot.Kind);
        return slot;
    }
}
