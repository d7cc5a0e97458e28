using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>What the expressions of one activity see: the variables around it, innermost first, then those of the workflow.</summary>
internal sealed class Scope(Machine machine, ActivityContext context) : IScope
{
    public object? LastResult => machine.LastResult;

    public bool TryGetById(string id, out object? value) => Found(Find(slot => string.Equals(slot.Id, id, StringComparison.Ordinal)), out value);

    public bool TryGetByName(string name, out object? value) => Found(Find(slot => string.Equals(slot.Name, name, StringComparison.Ordinal)), out value);

    public bool TryGetByPascalName(string pascalName, out object? value)
    {
        if (Found(Find(slot => string.Equals(Pascal(slot.Name), pascalName, StringComparison.Ordinal)), out value))
        {
            return true;
        }

        var input = machine.Definition.Inputs.FirstOrDefault(i => string.Equals(Pascal(i.Name), pascalName, StringComparison.Ordinal));
        if (input is null)
        {
            return false;
        }

        _ = TryGetInput(input.Name, out value);
        return true;
    }

    public bool TryGetInput(string name, out object? value)
    {
        var given = machine.State.Inputs.TryGetValue(name, out value);
        if (machine.Definition.Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal)) is { } declared && given)
        {
            value = Values.Convert(value, declared.Kind);
        }

        return given;
    }

    public bool TryGetProperty(string name, out object? value)
    {
        var (found, property) = name switch
        {
            "CorrelationId" => (true, machine.State.CorrelationId),
            "WorkflowInstanceName" => (true, machine.State.Name),
            "WorkflowDefinitionId" => (true, machine.Definition.DefinitionId),
            "WorkflowDefinitionVersion" => (true, (object?)(double)machine.Definition.Version),
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

        if (machine.Definition.Outputs.FirstOrDefault(o => string.Equals(o.Name, id, StringComparison.Ordinal)) is not { } output)
        {
            return false;
        }

        machine.State.Outputs[output.Name] = Values.Convert(value, output.Kind);
        return true;
    }

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static bool Found(Slot? slot, out object? value)
    {
        value = slot?.Value;
        return slot is not null;
    }

    private Slot? Find(Predicate<Slot> wanted)
    {
        for (var at = context; at is not null; at = machine.ParentOf(at))
        {
            if (at.Variables.Find(wanted) is { } slot)
            {
                return slot;
            }
        }

        return machine.State.Variables.Find(wanted);
    }
}
