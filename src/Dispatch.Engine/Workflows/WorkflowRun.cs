using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows;

/// <summary>
/// One matter on its way through a procedure. It has no clock, no chance and no database: definition, state and answer go in, a <see cref="Burst"/> comes out, and the same
/// always gives the same.
/// </summary>
public static class WorkflowRun
{
    /// <summary>Begins a run.</summary>
    /// <param name="definition">The procedure.</param>
    /// <param name="inputs">Inputs by name; each is converted to its declared type when it is read.</param>
    public static Burst Start(WorkflowDefinition definition, IReadOnlyDictionary<string, JsonNode?> inputs)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(inputs);
        var state = new RunState
        {
            DefinitionId = definition.DefinitionId,
            Version = definition.Version,
            Hash = definition.Hash,
            Variables = [.. definition.Variables.Select(Machine.NewSlot)],
        };
        state.Know(inputs);
        var machine = new Machine(definition, state);
        if (definition.Root is { } root)
        {
            machine.Schedule(root, owner: null);
        }

        return machine.Drain();
    }

    /// <summary>
    /// An input that comes as text, such as from a command line: JSON where the definition declares no text, number or truth and the text is an object or list. Refused when the
    /// declared type cannot be read from the text, where a run would go on with its default.
    /// </summary>
    /// <param name="definition">The procedure.</param>
    /// <param name="name">The input.</param>
    /// <param name="text">What is given.</param>
    public static Outcome<JsonNode?> InputOf(WorkflowDefinition definition, string name, string text)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(text);
        var declared = definition.Inputs.FirstOrDefault(input => input.Name == name);
        if (declared is not null && !Values.Fits(text, declared.Kind))
        {
            return WorkflowRefusals.InputValue(name, declared, text);
        }

        var isPlain = declared?.Kind is not (ValueKind.Any or ValueKind.Json or ValueKind.List);
        return isPlain ? JsonValue.Create(text) : Values.ToJson(Values.Convert(text, ValueKind.Json));
    }

    /// <summary>Answers a wait and goes on.</summary>
    /// <param name="definition">The version the run began with; any other is refused.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="waitId">The wait that is answered.</param>
    /// <param name="outcome">One of its outcomes.</param>
    /// <param name="payload">What the person gave with it; it becomes the result of the step.</param>
    /// <param name="inputs">What the run knows from here on instead of what it was begun with; null when that has not changed.</param>
    public static Outcome<Burst> Resume(
        WorkflowDefinition definition, string state, int waitId, string outcome, JsonNode? payload = null, IReadOnlyDictionary<string, JsonNode?>? inputs = null)
    {
        var opened = Open(definition, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var machine = opened.Value;
        machine.State.Know(inputs);
        if (machine.State.Waits.Find(wait => wait.Wait.Id == waitId) is not { } open)
        {
            return WorkflowRefusals.UnknownWait(waitId);
        }

        if (!open.Wait.Outcomes.Contains(outcome, StringComparer.Ordinal))
        {
            return WorkflowRefusals.UnknownOutcome(open.Wait.Title, outcome, open.Wait.Outcomes);
        }

        machine.Answer(open, outcome, Values.FromJson(payload));
        return machine.Drain();
    }

    /// <summary>Tells a run that what it was begun with has changed. What it has read already it keeps; what it reads from here on is new.</summary>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="inputs">Inputs by name, all of them.</param>
    /// <returns>The state after.</returns>
    public static Outcome<string> Know(string state, IReadOnlyDictionary<string, JsonNode?> inputs)
    {
        if (RunState.FromJson(state) is not { } read)
        {
            return WorkflowRefusals.UnreadableState();
        }

        read.Know(inputs);
        return read.ToJson();
    }

    /// <summary>Tells a run that an event happened: everything that waits for it by name goes on.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">What it brings; it becomes the result of the step.</param>
    public static Outcome<Burst> Raise(WorkflowDefinition definition, string state, string eventName, JsonNode? payload = null)
    {
        var opened = Open(definition, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var machine = opened.Value;
        return PublishEventActivity.Raise(machine, eventName, Values.FromJson(payload)) ? machine.Drain() : WorkflowRefusals.NoSuchEvent(eventName);
    }

    /// <summary>Says that what an office step waited for could not be done. The step's branch stops as an incident; a retry opens the wait again.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="waitId">The wait.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="detail">The cause, for those who look after the installation.</param>
    public static Outcome<Burst> Fail(WorkflowDefinition definition, string state, int waitId, string message, string? detail = null)
    {
        var opened = Open(definition, state);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var machine = opened.Value;
        if (machine.State.Waits.Find(wait => wait.Wait.Id == waitId) is not { } open)
        {
            return WorkflowRefusals.UnknownWait(waitId);
        }

        machine.Fail(open, message, detail);
        return machine.Drain();
    }

    /// <summary>Does again what a faulted activity was doing, and nothing that was already done. What waits meanwhile goes on waiting.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="incidentId">Which incident; every one when it is null.</param>
    public static Outcome<Burst> Retry(WorkflowDefinition definition, string state, int? incidentId = null)
    {
        var faulted = Faulted(definition, state, incidentId);
        if (faulted.IsRefused)
        {
            return faulted.Refusal;
        }

        var (machine, contexts) = faulted.Value;
        foreach (var context in contexts)
        {
            machine.Retry(context);
        }

        return machine.Drain();
    }

    /// <summary>Takes a faulted activity as done and goes on behind it.</summary>
    /// <param name="definition">The version the run began with.</param>
    /// <param name="state">The state of the burst before.</param>
    /// <param name="incidentId">Which incident.</param>
    /// <param name="outcome">What the activity is taken to have completed with; null for what a plain activity completes with, where the activity knows no other.</param>
    public static Outcome<Burst> Skip(WorkflowDefinition definition, string state, int incidentId, string? outcome = null)
    {
        var faulted = Faulted(definition, state, incidentId);
        if (faulted.IsRefused)
        {
            return faulted.Refusal;
        }

        var (machine, contexts) = faulted.Value;
        var node = machine.NodeOf(contexts[0]);
        var known = node.Behaviour.OutcomesOf(node);
        var isPlain = ReferenceEquals(known, Behaviour.Done);
        if (known is not null && !(isPlain && outcome is null) && !known.Contains(outcome, StringComparer.Ordinal))
        {
            return WorkflowRefusals.UnknownOutcome(node.Title, outcome ?? string.Empty, known);
        }

        machine.Skip(contexts[0], isPlain || outcome is null ? Outcomes.Default : Outcomes.Named(outcome));
        return machine.Drain();
    }

    /// <summary>The incidents that stop a branch in a state, in the order in which they happened.</summary>
    /// <param name="state">The state of the burst before.</param>
    public static Outcome<IReadOnlyList<Incident>> Incidents(string state)
    {
        if (RunState.FromJson(state) is not { } read)
        {
            return WorkflowRefusals.UnreadableState();
        }

        return read.Contexts.Select(context => context.Fault?.Incident).OfType<Incident>().OrderBy(incident => incident.Id).ToList();
    }

    /// <summary>The waits that are open in a state, in the order in which they were opened.</summary>
    /// <param name="state">The state of the burst before.</param>
    public static Outcome<IReadOnlyList<Wait>> Waits(string state)
    {
        if (RunState.FromJson(state) is not { } read)
        {
            return WorkflowRefusals.UnreadableState();
        }

        return read.Waits.ConvertAll(open => open.Wait);
    }

    private static Outcome<(Machine Machine, IReadOnlyList<ActivityContext> Contexts)> Faulted(WorkflowDefinition definition, string state, int? incidentId)
    {
        var opened = Open(definition, state, faultedToo: true);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var faulted = opened.Value.Faulted.Where(context => incidentId is null || context.Fault!.Incident.Id == incidentId).ToList();
        return faulted.Count > 0 ? (opened.Value, faulted)
            : incidentId is { } id ? WorkflowRefusals.UnknownIncident(id)
            : WorkflowRefusals.NothingFaulted();
    }

    internal static Outcome<Machine> Open(WorkflowDefinition definition, string state, bool faultedToo = false)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        if (RunState.FromJson(state) is not { } read)
        {
            return WorkflowRefusals.UnreadableState();
        }

        if (read.Hash != definition.Hash)
        {
            return WorkflowRefusals.OtherVersion(read.DefinitionId, read.Version, definition.Version);
        }

        if (!read.Fits(definition))
        {
            return WorkflowRefusals.UnreadableState();
        }

        if (read.Status != RunStatus.Suspended && !(faultedToo && read.Status == RunStatus.Faulted))
        {
            return WorkflowRefusals.NotSuspended(read.Status);
        }

        return new Machine(definition, read);
    }
}
