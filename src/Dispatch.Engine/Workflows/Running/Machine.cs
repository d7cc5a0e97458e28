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

    /// <summary>Procedures that call each other deeper call themselves.</summary>
    public const int DeepestCall = 16;

    private readonly ContextTree contexts = new(state.Contexts);
    private readonly HashSet<int> waiting = [.. state.Waits.Select(open => open.Context)];
    private readonly Queue<Action> later = new();
    private readonly List<ActivityContext> faultedCalls = [];
    private readonly BurstRecord record = new(state.LastWait);
    private WorkQueue queue = new();
    private RunStatus? settled;
    private bool isStopped;
    private int taken;
    private int depth;

    public WorkflowDefinition Definition => definition;

    public RunState State => state;

    public BurstRecord Record => record;

    /// <summary>What activities of this burst have given out; gone after it.</summary>
    public ActivityOutputs Outputs { get; } = new();

    public IEnumerable<ActivityContext> Faulted => contexts.All.Where(context => context.Status == ContextStatus.Faulted);

    public ActivityContext? ParentOf(ActivityContext context) => contexts.Find(context.Parent);

    public ActivityNode NodeOf(ActivityContext context) => definition.Find(context.Procedure, context.Activity)!;

    public ActivityContext ContextOf(OpenWait open) => contexts.Find(open.Context)!;

    public void Schedule(ActivityNode node, ActivityContext? owner, bool backward = false, IReadOnlyList<Slot>? variables = null) =>
        queue.Add(new WorkItem(node, owner, backward, variables ?? [], null));

    /// <summary>Does something when all that is queued now is done.</summary>
    public void Later(Action work) => later.Enqueue(work);

    /// <summary>Queues the answer to a wait.</summary>
    public void Answer(OpenWait open, string outcome, object? payload)
    {
        state.Waits.Remove(open);
        Go(ContextOf(open), new Answer(ContextOf(open), open.Wait, outcome, payload, null));
    }

    /// <summary>Queues again what a faulted activity was doing.</summary>
    public void Retry(ActivityContext context)
    {
        var moment = context.Fault!;
        if (moment is { Child: null, Answered: null })
        {
            RemoveChildren(context);
        }

        if (moment.Child == context.Activity)
        {
            contexts.Remove(context);
            Go(ParentOf(context)!, new Answer(ParentOf(context)!, null, null, null, moment));
            return;
        }

        (context.Status, context.Fault) = (ContextStatus.Running, null);
        Go(context, new Answer(context, null, null, null, moment));
    }

    /// <summary>Takes a faulted activity as done.</summary>
    public void Skip(ActivityContext context, Outcomes outcomes)
    {
        RemoveChildren(context);
        (context.Status, context.Fault) = (ContextStatus.Running, null);
        Complete(context, outcomes);
    }

    /// <summary>An activity could not do what it waited for; a retry begins it again.</summary>
    public void Fail(OpenWait open, string message, string? detail)
    {
        state.Waits.Remove(open);
        Fault(ContextOf(open), new Moment(), message, detail);
    }

    public bool IsQueued(ActivityNode node, ActivityContext owner) => queue.Holds(node, owner);

    /// <summary>Whether anything is queued or under way inside, or has faulted there.</summary>
    public bool HasPending(ActivityContext owner) => contexts.HasChildren(owner) || queue.HoldsAny(owner);

    public IReadOnlyList<ActivityContext> ChildrenOf(ActivityContext owner) => contexts.ChildrenOf(owner);

    public void OpenWait(ActivityContext context, Func<int, Wait> wait)
    {
        waiting.Add(context.Id);
        state.Waits.Add(new OpenWait(wait(++state.LastWait), context.Id));
        record.Add(NodeOf(context), StepChange.Waiting);
    }

    public void Complete(ActivityContext context, Outcomes outcomes)
    {
        if (context.Status != ContextStatus.Running || contexts.Find(context.Id) is null)
        {
            return;
        }

        record.Add(NodeOf(context), StepChange.Completed, outcomes);
        Remove(context);
        if (ParentOf(context) is { Status: ContextStatus.Running } parent)
        {
            Tell(parent, new Moment(context, outcomes));
        }
    }

    /// <summary>Cancels an activity and everything inside; whoever scheduled it is told and may go on.</summary>
    public void Cancel(ActivityContext context)
    {
        if (contexts.Find(context.Id) is null)
        {
            return;
        }

        record.Cancelled(NodeOf(context));
        Remove(context);
        if (ParentOf(context) is { Status: ContextStatus.Running } parent)
        {
            Guard(parent, new Moment(context, Outcomes.Named()), step => step.Node.Behaviour.ChildCancelled(step, NodeOf(context)));
        }
    }

    /// <summary>The nearest call around an activity of one of these kinds; null when there is none.</summary>
    public ActivityContext? CallAround(ActivityContext context, params ReadOnlySpan<CallKind> kinds)
    {
        for (var at = ParentOf(context); at is not null; at = ParentOf(at))
        {
            if (at.Call is { } call && kinds.Contains(call.Kind))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Ends a called procedure here and now.</summary>
    public void EndCall(ActivityContext call, Outcomes outcomes)
    {
        RemoveChildren(call);
        Guard(call, new Moment(), step => CallBehaviour.Over(step, outcomes));
    }

    /// <summary>Ends the whole run here and now.</summary>
    public void Finish()
    {
        queue.Clear();
        later.Clear();
        foreach (var context in contexts.Roots)
        {
            Remove(context);
        }

        settled ??= RunStatus.Finished;
    }

    /// <summary>An activity that is under way beside everything else, not inside what began it.</summary>
    public ActivityContext Detach(ActivityContext from)
    {
        var context = new ActivityContext { Id = ++state.LastContext, Activity = from.Activity, Procedure = from.Procedure };
        contexts.Add(context);
        return context;
    }

    /// <summary>Runs an activity until nothing of it can go on, before anything else.</summary>
    public void RunAtOnce(ActivityNode node, ActivityContext owner)
    {
        if (depth == DeepestCall)
        {
            Stop(NodeOf(owner), $"Quy trình gọi nhau quá {DeepestCall} tầng: có quy trình gọi lại chính mình.");
            return;
        }

        var outer = queue;
        queue = new WorkQueue();
        depth++;
        Schedule(node, owner);
        RunQueue();
        depth--;
        queue = outer;
    }

    public Burst Drain()
    {
        do
        {
            RunQueue();
        }
        while (EndFaultedCall() || DoLater());

        state.Contexts = [.. contexts.All];
        state.Status = settled ?? Status();
        return record.ToBurst(state);
    }

    public static Slot NewSlot(VariableDeclaration variable) => new() { Id = variable.Id, Name = variable.Name, Kind = variable.Kind, Value = variable.Default };

    private RunStatus Status() =>
        !definition.ContinuesWithIncidents && contexts.All.Any(context => context.Status == ContextStatus.Faulted && CallAround(context, CallKind.Run) is null) ? RunStatus.Faulted
        : contexts.Roots.All(context => context.Call is { IsDetached: true }) ? RunStatus.Finished
        : RunStatus.Suspended;

    private void RunQueue()
    {
        while (!isStopped && queue.TryTake(out var item))
        {
            if (++taken > MostItems || contexts.Count > MostOpen)
            {
                Stop(item.Node, $"Quy trình chạy quá {MostItems} bước mà không chờ ai, hoặc mở quá {MostOpen} bước cùng lúc: có vòng lặp không dừng.");
                return;
            }

            Take(item);
        }
    }

    /// <summary>The whole run ends here: it would never end by itself.</summary>
    private void Stop(ActivityNode node, string why)
    {
        record.Add(new Incident(node.Id, node.Type, why, null));
        (isStopped, settled) = (true, RunStatus.Faulted);
    }

    private bool DoLater()
    {
        if (isStopped || !later.TryDequeue(out var work))
        {
            return false;
        }

        work();
        return true;
    }

    private bool EndFaultedCall()
    {
        var call = faultedCalls.Find(call => call.Call is { IsOver: false } && contexts.Find(call.Id) is not null);
        faultedCalls.Clear();
        if (call is null || isStopped)
        {
            return false;
        }

        EndCall(call, Outcomes.Default);
        return true;
    }

    private void Go(ActivityContext context, Answer answer) => queue.Add(new WorkItem(NodeOf(context), ParentOf(context), context.Backward, [], answer));

    private void Take(WorkItem item)
    {
        if (item.Answer is { } answer)
        {
            GoOn(answer);
            return;
        }

        var context = new ActivityContext
        {
            Id = ++state.LastContext,
            Parent = item.Owner?.Id ?? 0,
            Activity = item.Node.Id,
            Procedure = item.Node.Procedure,
            Backward = item.Backward,
        };
        context.Variables.AddRange(item.Variables);
        context.Variables.AddRange(item.Node.Variables.Select(NewSlot));
        contexts.Add(context);
        Guard(context, new Moment(), Begin);
    }

    private static void Begin(Step step)
    {
        step.ComputeInputs();
        step.Node.Behaviour.Execute(step);
    }

    private void GoOn(Answer answer)
    {
        if (answer.Wait is { } wait)
        {
            Guard(answer.Context, new Moment(wait, answer.Outcome!, answer.Payload), step => step.Node.Behaviour.Resumed(step, wait, answer.Outcome!, answer.Payload));
        }
        else if (answer.Redo is { Answered: { } answered } resumed)
        {
            Guard(answer.Context, new Moment(answered, resumed.Outcome!, resumed.Payload), step => step.Node.Behaviour.Resumed(step, answered, resumed.Outcome!, resumed.Payload));
        }
        else if (answer.Redo is { Child: { } child } told)
        {
            Tell(answer.Context, new Moment(
                new ActivityContext { Id = 0, Activity = child, Procedure = told.ChildProcedure, Backward = told.ChildBackward }, new Outcomes(told.ChildOutcomes, told.ChildUnnamed)));
        }
        else
        {
            Guard(answer.Context, new Moment(), Begin);
        }

        if (answer.Redo?.Child is not null && answer.Context.Status == ContextStatus.Running)
        {
            answer.Context.Tries = 0;
        }
    }

    private void Tell(ActivityContext parent, Moment moment)
    {
        var child = moment.Child!;
        // What cannot follow on a child is that child's fault in a flowchart, as in Elsa: the branches beside it go on.
        Guard(parent, moment, step => step.Node.Behaviour.ChildCompleted(step, NodeOf(child), child, moment.ChildOutcomes!), NodeOf(parent).Flow is null ? null : () => Ended(child, parent));
    }

    /// <summary>An activity that has ended and stands there all the same, because nothing can follow on it.</summary>
    private ActivityContext Ended(ActivityContext child, ActivityContext parent)
    {
        var ended = new ActivityContext { Id = ++state.LastContext, Parent = parent.Id, Activity = child.Activity, Procedure = child.Procedure, Backward = child.Backward };
        contexts.Add(ended);
        return ended;
    }

    /// <summary>The one place where a fault of an activity becomes an incident.</summary>
    /// <param name="context">Which activity.</param>
    /// <param name="moment">What it is doing.</param>
    /// <param name="act">Does it.</param>
    /// <param name="whose">Whose fault it would be; the activity's own when null.</param>
    private void Guard(ActivityContext context, Moment moment, Action<Step> act, Func<ActivityContext>? whose = null)
    {
        try
        {
            act(new Step(this, context, NodeOf(context)));
        }
        catch (ActivityFaultException fault)
        {
            Fault(whose?.Invoke() ?? context, moment, fault.Message, fault.InnerException?.Message);
        }
    }

    private void Fault(ActivityContext context, Moment moment, string message, string? detail)
    {
        var node = NodeOf(context);
        var incident = new Incident(node.Id, node.Type, message, detail, ++state.LastIncident, ++context.Tries);
        (context.Status, context.Fault) = (ContextStatus.Faulted, moment.ToFault(incident));
        record.Add(incident);
        record.Add(node, StepChange.Faulted);
        var run = CallAround(context, CallKind.Run);
        if (run is null)
        {
            settled = definition.ContinuesWithIncidents ? settled : RunStatus.Faulted;
        }
        else if (!definition.Called(run.Call!.Definition)!.ContinuesWithIncidents)
        {
            run.Call.IsFaulted = true;
            faultedCalls.Add(run);
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

        RemoveChildren(context);
    }

    private void RemoveChildren(ActivityContext context)
    {
        queue.Withdraw(context);
        foreach (var child in ChildrenOf(context))
        {
            record.Cancelled(NodeOf(child));
            Remove(child);
        }
    }

    private void WithdrawWaits(ActivityContext context)
    {
        foreach (var open in state.Waits.Where(open => open.Context == context.Id).ToList())
        {
            state.Waits.Remove(open);
            record.Withdraw(open.Wait);
        }
    }

    /// <summary>What an activity is doing, kept in case it faults: beginning, going on with an answer, or hearing of a child's end.</summary>
    private readonly record struct Moment(Wait? Wait, string? Outcome, object? Payload, ActivityContext? Child, Outcomes? ChildOutcomes)
    {
        public Moment(Wait wait, string outcome, object? payload)
            : this(wait, outcome, payload, null, null)
        {
        }

        public Moment(ActivityContext child, Outcomes outcomes)
            : this(null, null, null, child, outcomes)
        {
        }

        public FaultMoment ToFault(Incident incident) => new()
        {
            Incident = incident,
            Answered = Wait,
            Outcome = Outcome,
            Payload = Payload,
            Child = Child?.Activity,
            ChildProcedure = Child?.Procedure,
            ChildBackward = Child?.Backward ?? false,
            ChildOutcomes = [.. ChildOutcomes?.Names ?? []],
            ChildUnnamed = ChildOutcomes?.Unnamed ?? false,
        };
    }
}
