using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Flow;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows;

/// <summary>Moves a run by somebody's decision rather than by an answer: back to an earlier step, or to another version of its procedure. Nothing is skipped by it.</summary>
public static class WorkflowMove
{
    /// <summary>The steps for people a wait may be returned to: those that every course to it has passed, in the order of the file.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="waitId">The open wait.</param>
    public static Outcome<IReadOnlyList<WorkflowStep>> ReturnTargets(WorkflowDefinition definition, string state, int waitId)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var opened = WorkflowRun.Open(definition, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        return opened.Value.State.Waits.Find(open => open.Wait.Id == waitId) is { } open
            ? definition.Steps.Where(step => Place(opened.Value, opened.Value.ContextOf(open), step.ActivityId) is not null).ToList()
            : WorkflowRefusals.UnknownWait(waitId);
    }

    /// <summary>Returns an open wait to an earlier step. Everything that was open or done behind that step is withdrawn and done anew.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="waitId">The open wait.</param>
    /// <param name="activityId">The step to begin again.</param>
    public static Outcome<Burst> Return(WorkflowDefinition definition, string state, int waitId, string activityId)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var opened = WorkflowRun.Open(definition, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var machine = opened.Value;
        if (machine.State.Waits.Find(open => open.Wait.Id == waitId) is not { } open)
        {
            return WorkflowRefusals.UnknownWait(waitId);
        }

        if (Place(machine, machine.ContextOf(open), activityId) is not var (flowchart, graph, target))
        {
            return WorkflowRefusals.CannotReturn(open.Wait.Title, activityId);
        }

        var behind = graph.ForwardDescendants(target);
        foreach (var child in machine.ChildrenOf(flowchart).Where(child => behind.Contains(graph.IndexOf(machine.NodeOf(child)))))
        {
            machine.Withdraw(child);
        }

        FlowRules.Rewind(graph, flowchart.Flow!, target, behind);
        machine.Schedule(graph.Nodes[target], flowchart, backward: true);
        return machine.Drain();
    }

    /// <summary>
    /// Takes a run over to another version. Steps that are open go on as the step of the same id, or as the map says; what is done stays done. Refused where that cannot be said:
    /// a step that has no counterpart, an opinion round that has begun, or a step inside a loop or a called procedure.
    /// </summary>
    /// <param name="from">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="to">The version it is to go on with.</param>
    /// <param name="map">Ids of the old version to ids of the new one, where they differ.</param>
    public static Outcome<Burst> Migrate(WorkflowDefinition from, string state, WorkflowDefinition to, IReadOnlyDictionary<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(map);
        var opened = WorkflowRun.Open(from, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var moved = new Migration(opened.Value, to, map).Move();
        return moved.IsRefused ? moved.Refusal : moved.Value.Drain();
    }

    /// <summary>The flowchart around a wait in which a step stands that every course to the wait has passed; null when there is none.</summary>
    private static (ActivityContext Flowchart, FlowGraph Graph, int Target)? Place(Machine machine, ActivityContext waiting, string activityId)
    {
        for (var (child, at) = (waiting, machine.ParentOf(waiting)); at is not null && at.Call is null; (child, at) = (at, machine.ParentOf(at)))
        {
            if (machine.NodeOf(at).Flow is { } graph && graph.Find(activityId) is { } target)
            {
                var here = graph.IndexOf(machine.NodeOf(child));
                return target != here && graph.Nodes[target].Behaviour is PeopleBehaviour && graph.ForwardAncestors(here).Contains(target) && graph.IsAlwaysBefore(target, here)
                    ? (at, graph, target)
                    : null;
            }
        }

        return null;
    }
}
