namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>Something that gives a value when an activity runs. Expressions only read: no expression can change a variable or reach the host.</summary>
internal abstract record Expression
{
    /// <summary>The value, in the scope of the activity that asks.</summary>
    /// <exception cref="ActivityFaultException">The expression cannot be computed.</exception>
    public abstract object? Evaluate(IScope scope);
}

/// <summary>A value written in the definition.</summary>
internal sealed record LiteralExpression(object? Value) : Expression
{
    public override object? Evaluate(IScope scope) => Value;
}

/// <summary>The value of a variable, found by id and, for older files, by name.</summary>
internal sealed record VariableExpression(string Id, string? Name) : Expression
{
    public override object? Evaluate(IScope scope) =>
        scope.TryGetById(Id, out var value) || scope.TryGetByName(Name ?? Id, out value) ? value : throw new ActivityFaultException($"Không có biến '{Name ?? Id}' trong phạm vi này.");
}

/// <summary>The value of an input of the workflow.</summary>
internal sealed record InputExpression(string Name) : Expression
{
    public override object? Evaluate(IScope scope) => scope.TryGetInput(Name, out var value) ? value : null;
}

/// <summary>What was written to a place of memory: the variable with this id or, in this burst, the output of an activity.</summary>
internal sealed record OutputExpression(string Id) : Expression
{
    public override object? Evaluate(IScope scope)
    {
        var at = Id.LastIndexOf(':');
        return scope.TryGetById(Id, out var value) || (at > 0 && at < Id.Length - 1 && scope.TryGetOutput(Id[..at], Id[(at + 1)..], out value)) ? value : null;
    }
}

/// <summary>What an expression can see.</summary>
internal interface IScope
{
    /// <summary>A variable by its id, from the nearest scope outwards.</summary>
    bool TryGetById(string id, out object? value);

    /// <summary>A variable by its name, from the nearest scope outwards: an inner one hides an outer one.</summary>
    bool TryGetByName(string name, out object? value);

    /// <summary>A variable whose name, with its first letter raised, is the given text: how <c>getName()</c> is resolved.</summary>
    bool TryGetByPascalName(string pascalName, out object? value);

    /// <summary>An input of the workflow.</summary>
    bool TryGetInput(string name, out object? value);

    /// <summary>What an activity, by id or name, has given out in this burst.</summary>
    bool TryGetOutput(string activity, string output, out object? value);

    /// <summary>The result of the activity that gave one last in this burst.</summary>
    object? LastResult { get; }

    /// <summary>A text property of the run: correlation id, instance name, definition id and version.</summary>
    bool TryGetProperty(string name, out object? value);
}

/// <summary>An activity cannot go on: its expression cannot be computed or it says so itself. Caught by the machine alone, which makes an incident of it.</summary>
internal sealed class ActivityFaultException : Exception
{
    public ActivityFaultException()
    {
    }

    public ActivityFaultException(string message)
        : base(message)
    {
    }

    public ActivityFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
