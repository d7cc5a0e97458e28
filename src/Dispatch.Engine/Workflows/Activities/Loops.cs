using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>What the loops share: after each pass the next, unless a break came.</summary>
internal abstract class LoopBehaviour : Behaviour
{
    public override IReadOnlyList<string> Ports { get; } = ["body"];

    public override bool IsLoop => true;

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (step.Context.Breaking)
        {
            step.Complete();
        }
        else
        {
            Pass(step);
        }
    }

    protected abstract void Pass(Step step);

    /// <summary>A variable that one pass of a loop has for itself.</summary>
    public static Slot Variable(string name, object? value, ValueKind kind) => new() { Id = name, Name = name, Value = value, Kind = kind };
}

/// <summary>Repeats its body while a condition holds; the condition is computed before each pass. Without a body it stays open, as in Elsa; the proof reports it.</summary>
internal sealed class WhileActivity : LoopBehaviour
{
    public override string Type => "Elsa.While";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("condition", ValueKind.Truth, Eager: false)];

    public override void Execute(Step step) => Pass(step);

    protected override void Pass(Step step)
    {
        if (!step.Truth("condition"))
        {
            step.Complete();
        }
        else if (step.Node.Ports.TryGetValue("body", out var body))
        {
            step.Schedule(body);
        }
    }
}

/// <summary>Counts from a number to a number. Its bounds are computed once. Without a body it stays open, as in Elsa; the proof reports it.</summary>
internal sealed class ForActivity : LoopBehaviour
{
    public override string Type => "Elsa.For";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
    [
        new("start", ValueKind.ShortWhole),
        new("end", ValueKind.ShortWhole),
        new("step", ValueKind.ShortWhole, 1d),
        new("outerBoundInclusive", ValueKind.Truth, true),
    ];

    public override void Execute(Step step)
    {
        step.Context.Bounds = new ForBounds(step.Number("start"), step.Number("end"), step.Number("step"), step.Truth("outerBoundInclusive"));
        Pass(step);
    }

    protected override void Pass(Step step)
    {
        var bounds = step.Context.Bounds!;
        var (current, end) = (bounds.Current, bounds.End);
        var within = bounds.Inclusive && current == end ? true : bounds.Step >= 0 ? current < end : current > end;
        if (!step.Node.Ports.TryGetValue("body", out var body))
        {
            return;
        }

        if (!within)
        {
            step.Complete();
            return;
        }

        step.Output("currentValue", current);
        step.Schedule(body, Variable("CurrentValue", current, ValueKind.Whole));
        step.Context.Bounds = bounds with { Current = current + bounds.Step };
    }
}

/// <summary>Runs its body for each item of a list, one after the other. The list is read again at each pass.</summary>
internal sealed class ForEachActivity : LoopBehaviour
{
    public override string Type => "Elsa.ForEach";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("items", ValueKind.Any)];

    public override void Execute(Step step)
    {
        step.Context.Position = 0;
        Pass(step);
    }

    protected override void Pass(Step step)
    {
        var given = step.Input("items");
        if (given is null && step.Node.Inputs.ContainsKey("items"))
        {
            // No list given at all is an empty one; one that is computed and is nothing is a fault, as in Elsa.
            throw new ActivityFaultException("Mục 'items' tính ra không có gì; cần một danh sách, dù là danh sách trống.");
        }

        var items = Values.Convert(given, ValueKind.List) as IReadOnlyList<object?> ?? [];
        var position = step.Context.Position;
        if (position >= items.Count || !step.Node.Ports.TryGetValue("body", out var body))
        {
            step.Complete();
            return;
        }

        step.Output("currentValue", items[position]);
        step.Schedule(body, Variable("CurrentValue", items[position], ValueKind.Any), Variable("CurrentIndex", (double)position, ValueKind.Whole));
        step.Context.Position = position + 1;
    }
}

/// <summary>Begins its body once for each item of a list and completes when all are done. Each has its own current value.</summary>
internal sealed class ParallelForEachActivity : Behaviour
{
    public override string Type => "Elsa.ParallelForEach";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("items", ValueKind.List)];

    public override IReadOnlyList<string> Ports { get; } = ["body"];

    public override bool IsLoop => true;

    public override void Execute(Step step)
    {
        var items = step.Node.Ports.ContainsKey("body") ? step.List("items") : [];
        step.Context.Remaining = items.Count;
        for (var i = 0; i < items.Count; i++)
        {
            step.Schedule(
                step.Node.Ports["body"],
                LoopBehaviour.Variable("CurrentValue", items[i], ValueKind.Any),
                LoopBehaviour.Variable("CurrentIndex", (double)i, ValueKind.Whole));
        }

        if (items.Count == 0)
        {
            step.Complete();
        }
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (step.Context.Breaking)
        {
            step.Complete();
        }
        else
        {
            Branches.Back(step);
        }
    }
}

/// <summary>Ends the nearest loop around it, after the pass that is under way, and the flowchart it stands in.</summary>
internal sealed class BreakActivity : Behaviour
{
    public override string Type => "Elsa.Break";

    public override bool IsTerminal => true;

    public override void Execute(Step step)
    {
        for (var at = step.Machine.ParentOf(step.Context); at is not null; at = step.Machine.ParentOf(at))
        {
            at.Breaking = true;
            if (step.Machine.NodeOf(at).Behaviour.IsLoop)
            {
                break;
            }
        }

        step.Complete();
    }
}
