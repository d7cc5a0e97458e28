using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>
/// Runs one burst: takes work from one first-in-first-out queue until it is empty. Nothing runs in parallel; parallel branches interleave in the order in which they were
/// scheduled, so the same course always gives the same state.
/// </summary>
internal sealed class Machine(WorkflowDefinition definition, RunState state)
{
    /// <summary>A burst that takes more is a loop that never waits for anybody.</summary>
    public const int MostItems = 100_000;

    /// <summary>A run with more activities under way at once has lost count of itself.</summary>
    public const int MostOpen = 10_000;

    private readonly WorkQueue queue = new();
    private readonly ContextTree contexts = new(state.Contexts);
    private readonly HashSet<int> waiting = [.. state.Waits.Select(open => open.Context)];
    private readonly List<Wait> withdrawn = [];
    private readonly List<Incident> incidents = [];
    private readonly List<string> lines = [];
    private readonly int waitsBefore = state.LastWait;
    private RunStatus? settled;

    public WorkflowDefinition Definition => definition;

    public RunState State => state;

    /// <summary>The result of the activity that completed last; gone after the burst.</summary>
    public object? LastResult { get; set; }

    public ActivityContext? ParentOf(ActivityContext context) => contexts.Find(context.Parent);

    public ActivityNode NodeOf(ActivityContext context) => definition.Activities[context.Activity];

    public void WriteLine(string line) => lines.Add(line);

    public void Schedule(ActivityNode node, ActivityContext? owner, bool backward = false, IReadOnlyList<Slot>? variables = null) =>
        queue.Add(new WorkItem(node, owner, backward, variables ?? [], null));

    /// <summary>Queues the answer to a wait.</summary>
    public void Answer(OpenWait open, string outcome, object? payload)
    {
        state.Waits.Remove(open);
        var context = contexts.Find(open.Context)!;
        queue.Add(new WorkItem(NodeOf(context), ParentOf(context), context.Backward, [], new Answer(context, outcome, payload)));
    }

    /// <summary>Queues again what has faulted.</summary>
    public void Retry(ActivityContext context)
    {
        foreach (var child in ChildrenOf(context))
        {
            Remove(child);
        }

        context.Status = ContextStatus.Running;
        queue.Add(new WorkItem(NodeOf(context), ParentOf(context), context.Backward, [], new Answer(context, null, null)));
    }

    public bool IsQueued(ActivityNode node, ActivityContext owner) => queue.Holds(node, owner);

    /// <summary>Whether anything is queued or under way inside, or has faulted there.</summary>
    public bool HasPending(ActivityContext owner) => contexts.HasChildren(owner) || queue.HoldsAny(owner);

    public IReadOnlyList<ActivityContext> ChildrenOf(ActivityContext owner) => contexts.ChildrenOf(owner);

    public void OpenWait(ActivityContext context, Func<int, Wait> wait)
    {
        waiting.Add(context.Id);
        state.Waits.Add(new OpenWait(wait(++state.LastWait), context.Id));
    }

    public void Complete(ActivityContext context, Outcomes outcomes)
    {
        if (context.Status != ContextStatus.Running || contexts.Find(context.Id) is null)
        {
            return;
        }

        Remove(context);
        if (ParentOf(context) is { Status: ContextStatus.Running } parent)
        {
            Guard(parent, step => step.Node.Behaviour.ChildCompleted(step, NodeOf(context), context, outcomes));
        }
    }

    /// <summary>Cancels an activity and everything inside; whoever scheduled it is told and may go on.</summary>
    public void Cancel(ActivityContext context)
    {
        if (contexts.Find(context.Id) is null)
        {
            return;
        }

        Remove(context);
        if (ParentOf(context) is { Status: ContextStatus.Running } parent)
        {
            Guard(parent, step => step.Node.Behaviour.ChildCancelled(step, NodeOf(context)));
        }
    }

    /// <summary>Ends the whole run here and now.</summary>
    public void Finish()
    {
        queue.Clear();
        foreach (var context in contexts.Roots)
        {
            Remove(context);
        }

        settled ??= RunStatus.Finished;
    }

    public Burst Drain()
    {
        for (var taken = 0; queue.TryTake(out var item); taken++)
        {
            if (taken == MostItems || contexts.Count > MostOpen)
            {
                incidents.Add(new Incident(item.Node.Id, item.Node.Type, $"Quy trình chạy quá {MostItems} bước mà không chờ ai, hoặc mở quá {MostOpen} bước cùng lúc: có vòng lặp không dừng.", null));
                settled = RunStatus.Faulted;
                queue.Clear();
                break;
            }

            Take(item);
        }

        state.Contexts = [.. contexts.All];
        state.Status = settled ?? (contexts.Count == 0 ? RunStatus.Finished : RunStatus.Suspended);
        return new Burst(
            state.ToJson(),
            state.Status,
            [.. state.Waits.Select(open => open.Wait).Where(wait => wait.Id > waitsBefore)],
            withdrawn,
            lines,
            incidents,
            state.Outputs.ToDictionary(pair => pair.Key, pair => Values.JsonText(pair.Value), StringComparer.Ordinal));
    }

    private void Take(WorkItem item)
    {
        if (item.Answer is { } answer)
        {
            Guard(answer.Context, step => GoOn(step, answer));
            return;
        }

        var context = new ActivityContext { Id = ++state.LastContext, Parent = item.Owner?.Id ?? 0, Activity = item.Node.Id, Backward = item.Backward };
        context.Variables.AddRange(item.Variables);
        context.Variables.AddRange(item.Node.Variables.Select(NewSlot));
        contexts.Add(context);
        Guard(context, Begin);
    }

    private static void Begin(Step step)
    {
        step.ComputeInputs();
        step.Node.Behaviour.Execute(step);
    }

    private static void GoOn(Step step, Answer answer)
    {
        if (answer.Outcome is null)
        {
            Begin(step);
        }
        else
        {
            step.Node.Behaviour.Resumed(step, answer.Outcome, answer.Payload);
        }
    }

    public static Slot NewSlot(VariableDeclaration variable) => new() { Id = variable.Id, Name = variable.Name, Kind = variable.Kind, Value = variable.Default };

    /// <summary>The one place where a fault of an activity becomes an incident.</summary>
    private void Guard(ActivityContext context, Action<Step> act)
    {
        var node = NodeOf(context);
        try
        {
            act(new Step(this, context, node));
        }
        catch (ActivityFaultException fault)
        {
            context.Status = ContextStatus.Faulted;
            incidents.Add(new Incident(node.Id, node.Type, fault.Message, fault.InnerException?.Message));
            if (!definition.ContinuesWithIncidents)
            {
                settled = RunStatus.Faulted;
            }
        }
    }

    /// <summary>Takes an activity out of the run with all that is inside: its queued work, its children, its waits.</summary>
    private void Remove(ActivityContext context)
    {
        contexts.Remove(context);
        queue.Withdraw(context);
        if (waiting.Remove(context.Id))
        {
            WithdrawWaits(context);
        }

        foreach (var child in ChildrenOf(context))
        {
            Remove(child);
        }
    }

    private void WithdrawWaits(ActivityContext context)
    {
        foreach (var open in state.Waits.Where(open => open.Context == context.Id).ToList())
        {
            state.Waits.Remove(open);
            if (open.Wait.Id <= waitsBefore)
            {
                withdrawn.Add(open.Wait);
            }
        }
    }
}
