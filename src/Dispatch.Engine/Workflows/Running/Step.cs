using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Running;

/// <summary>One moment of one activity in a run: what the activity reads and what it may ask of the machine.</summary>
internal sealed class Step(Machine machine, ActivityContext context, ActivityNode node)
{
    private Dictionary<string, object?>? computed;

    public Machine Machine => machine;

    public ActivityContext Context => context;

    public ActivityNode Node => node;

    public Scope Scope { get; } = new(machine, context);

    /// <summary>Computes every input that is due before the activity runs.</summary>
    /// <exception cref="ActivityFaultException">An input cannot be computed.</exception>
    public void ComputeInputs()
    {
        foreach (var input in node.Behaviour.Inputs)
        {
            if (input.Eager)
            {
                (computed ??= new Dictionary<string, object?>(StringComparer.Ordinal))[input.Name] = Compute(input);
            }
        }
    }

    /// <summary>The value of an input, converted to its kind.</summary>
    /// <exception cref="ActivityFaultException">It cannot be computed.</exception>
    public object? Input(string name) => computed is not null && computed.TryGetValue(name, out var value) ? value : Compute(node.Behaviour.Inputs.First(input => input.Name == name));

    public string? Text(string name) => (string?)Input(name);

    public bool Truth(string name) => (bool)Input(name)!;

    public double Number(string name) => (double)Input(name)!;

    public IReadOnlyList<object?> List(string name) => Input(name) as IReadOnlyList<object?> ?? [];

    /// <summary>Computes an expression that is no input, such as the condition of a case.</summary>
    /// <exception cref="ActivityFaultException">It cannot be computed.</exception>
    public object? Compute(Expression expression, ValueKind kind, string what)
    {
        try
        {
            return Values.Convert(expression.Evaluate(Scope), kind);
        }
        catch (ActivityFaultException fault)
        {
            throw new ActivityFaultException($"Failed to evaluate activity input '{char.ToUpperInvariant(what[0])}{what[1..]}'", fault);
        }
    }

    /// <summary>Gives a value to an output of this activity: where the file binds it, if it does.</summary>
    public void Output(string name, object? value)
    {
        machine.Outputs.Set(node, name, value);
        if (node.Outputs.TryGetValue(name, out var target) && !Scope.TrySet(target, value))
        {
            throw new ActivityFaultException($"Không có biến hay kết quả '{target}' để ghi '{name}'.");
        }
    }

    /// <summary>Gives this activity its result.</summary>
    public void Result(object? value) => Output("result", value);

    public void Complete() => machine.Complete(context, Outcomes.Default);

    public void Complete(IReadOnlyList<string> outcomes) => machine.Complete(context, Outcomes.Named(outcomes));

    public void Schedule(ActivityNode child, params IReadOnlyList<Slot> variables) => machine.Schedule(child, context, backward: false, variables);

    private object? Compute(InputDeclaration input)
    {
        if (!node.Inputs.TryGetValue(input.Name, out var expression))
        {
            return input.Default is null ? Values.Convert(null, input.Kind) : input.Default;
        }

        return Compute(expression, input.Kind, input.Name);
    }
}
