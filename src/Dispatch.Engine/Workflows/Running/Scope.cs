using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>
/// What the expressions of one activity see: the variables around it, innermost first, then those of the workflow. A procedure used as an activity sees what is around its call;
/// one that is called as a run or part of its own sees only what it was given.
/// </summary>
internal sealed class Scope(Machine machine, ActivityContext context) : IScope
{
    public object? LastResult => machine.Outputs.LastResult;

    public bool TryGetById(string id, out object? value) => Found(Find(slot => string.Equals(slot.Id, id, StringComparison.Ordinal)), out value);

    public bool TryGetByName(string name, out object? value) => Found(Find(slot => string.Equals(slot.Name, name, StringComparison.Ordinal)), out value);

    public bool TryGetByPascalName(string pascalName, out object? value)
    {
        if (Found(Find(slot => string.Equals(Pascal(slot.Name), pascalName, StringComparison.Ordinal)), out value))
        {
            return true;
        }

        var input = Around(anyKind: false).Inputs.FirstOrDefault(i => string.Equals(Pascal(i.Name), pascalName, StringComparison.Ordinal));
        if (input is null)
        {
            return machine.Outputs.TryGetJoined(pascalName, out value);
        }

        _ = TryGetInput(input.Name, out value);
        return true;
    }

    public bool TryGetOutput(string activity, string output, out object? value) => machine.Outputs.TryGet(activity, output, out value);

    public bool TryGetInput(string name, out object? value)
    {
        for (var at = context; at is not null; at = machine.ParentOf(at))
        {
            if (at.Call is not { } call)
            {
                continue;
            }

            var called = machine.Definition.Called(call.Definition)!;
            if (call.Kind != CallKind.Activity)
            {
                return TryGetInput(called, call.Inputs, name, out value);
            }

            if (called.Inputs.Any(input => input.Name == name) && at.Variables.Find(slot => slot.Name == name) is { } slot)
            {
                value = slot.Value;
                return true;
            }
        }

        return TryGetInput(machine.Definition, machine.State.Inputs, name, out value);
    }

    public bool TryGetProperty(string name, out object? value)
    {
        var run = machine.CallAround(context, CallKind.Run)?.Call;
        var definition = Around(anyKind: true);
        var (found, property) = name switch
        {
            "CorrelationId" => (true, run is null ? machine.State.CorrelationId : run.CorrelationId),
            "WorkflowInstanceName" => (true, run is null ? machine.State.Name : run.Name),
            "WorkflowDefinitionId" => (true, definition.DefinitionId),
            "WorkflowDefinitionName" => (true, definition.Name),
            "WorkflowDefinitionVersion" => (true, (object?)(double)definition.Version),
            _ => (false, null),
        };
        value = property;
        return found;
    }

    /// <summary>Writes to the variable with this id, or to the output of the workflow with this name; false when there is neither.</summary>
    public bool TrySet(string id, object? value)
    {
        if (Find(slot => string.Equals(slot.Id, id, StringComparison.Ordinal)) is { } slot)
        {
            slot.Value = Values.Convert(value, slot.Kind);
            return true;
        }

        for (var at = machine.ParentOf(context); at is not null; at = machine.ParentOf(at))
        {
            if (at.Call is { } call && TrySet(machine.Definition.Called(call.Definition)!, call.Outputs, id, value))
            {
                return true;
            }

            if (at.Call is { Kind: not CallKind.Activity })
            {
                return false;
            }
        }

        return TrySet(machine.Definition, machine.State.Outputs, id, value);
    }

    /// <summary>Writes to the variable with this name or id, from the nearest scope outwards; false when there is none.</summary>
    public bool TrySetByName(string name, object? value)
    {
        if (TrySet(name, value))
        {
            return true;
        }

        var slot = Find(slot => string.Equals(slot.Name, name, StringComparison.Ordinal));
        if (slot is not null)
        {
            slot.Value = Values.Convert(value, slot.Kind);
        }

        return slot is not null;
    }

    /// <summary>Writes to an output of the nearest procedure around, declared or not.</summary>
    public void SetOutput(string name, object? value)
    {
        var call = machine.CallAround(context, CallKind.Activity, CallKind.Part, CallKind.Run)?.Call;
        var kind = Around(anyKind: true).Outputs.FirstOrDefault(output => output.Name == name)?.Kind ?? ValueKind.Any;
        (call?.Outputs ?? machine.State.Outputs)[name] = Values.Convert(value, kind);
    }

    private static bool TryGetInput(WorkflowDefinition definition, Dictionary<string, object?> inputs, string name, out object? value)
    {
        var given = inputs.TryGetValue(name, out value);
        if (given && definition.Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal)) is { } declared)
        {
            value = Values.Convert(value, declared.Kind);
        }

        return given;
    }

    private static bool TrySet(WorkflowDefinition definition, Dictionary<string, object?> outputs, string id, object? value)
    {
        if (definition.Outputs.FirstOrDefault(output => string.Equals(output.Name, id, StringComparison.Ordinal)) is not { } declared)
        {
            return false;
        }

        outputs[declared.Name] = Values.Convert(value, declared.Kind);
        return true;
    }

    private static string Pascal(string name) => ProcedureHeader.TypeOf(name);

    private static bool Found(Slot? slot, out object? value)
    {
        value = slot?.Value;
        return slot is not null;
    }

    /// <summary>The nearest definition around: any that was called, or only one that was called as a run or part of its own.</summary>
    private WorkflowDefinition Around(bool anyKind)
    {
        var call = anyKind ? machine.CallAround(context, CallKind.Activity, CallKind.Part, CallKind.Run) : machine.CallAround(context, CallKind.Part, CallKind.Run);
        return call is null ? machine.Definition : machine.Definition.Called(call.Call!.Definition)!;
    }

    private Slot? Find(Predicate<Slot> wanted)
    {
        for (var at = context; at is not null; at = machine.ParentOf(at))
        {
            if (at.Variables.Find(wanted) is { } slot)
            {
                return slot;
            }

            if (at.Call is { Kind: not CallKind.Activity })
            {
                return null;
            }
        }

        return machine.State.Variables.Find(wanted);
    }
}
