using System.Globalization;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Waits for an event by its name.</summary>
internal sealed class EventActivity : Behaviour
{
    public override string Type => "Elsa.Event";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("eventName", ValueKind.Text)];

    public override void Execute(Step step)
    {
        var name = step.Text("eventName") ?? string.Empty;
        var node = step.Node;
        step.Machine.OpenWait(step.Context, id => new Wait(id, node.Id, Type, Act: null, node.Title, Role: null, Unit: null, Person: null, Done, WorkingDays: null, name));
    }

    public override void Resumed(Step step, string outcome, object? payload)
    {
        step.Machine.LastResult = payload;
        step.Output("result", payload);
        step.Complete();
    }
}

/// <summary>
/// A step that waits for a person: one class for all of ours, since what differs is only which legal act it is for and how it can end.
/// </summary>
/// <param name="type">The alias in the file.</param>
/// <param name="act">The legal act; null when the file says it.</param>
/// <param name="title">What it is called when the file gives no title.</param>
/// <param name="outcomes">How it can end, the act done first; empty when the file says it.</param>
internal sealed class PersonActivity(string type, string? act, string title, params IReadOnlyList<string> outcomes) : Behaviour
{
    public override string Type => type;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
    [
        new("act", ValueKind.Text),
        new("title", ValueKind.Text),
        new("role", ValueKind.Text),
        new("unit", ValueKind.Text),
        new("person", ValueKind.Text),
        new("outcomes", ValueKind.List),
        new("workingDays", ValueKind.Text),
    ];

    /// <summary>The legal act a step is for.</summary>
    public string? ActOf(ActivityNode node) => act ?? node.Literal("act") as string;

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        outcomes.Count > 0 ? outcomes
        : Values.Convert(node.Literal("outcomes"), ValueKind.List) is IReadOnlyList<object?> { Count: > 0 } given ? [.. given.Select(Values.ToText)]
        : Done;

    /// <summary>What a step is called before it runs.</summary>
    public string TitleOf(ActivityNode node) => node.Literal("title") as string ?? (title.Length > 0 ? title : node.Title);

    public override string? Check(ActivityNode node)
    {
        if (act is not null && node.Inputs.ContainsKey("act"))
        {
            return $"loại '{type}' đã là hành vi '{act}', không đặt 'act' khác";
        }

        if (outcomes.Count > 0 && node.Inputs.ContainsKey("outcomes"))
        {
            return $"loại '{type}' chỉ có các kết quả {string.Join(", ", outcomes)}, không đặt 'outcomes' khác";
        }

        if (node.Inputs.ContainsKey("act") && node.Literal("act") is not string)
        {
            return "'act' phải là chữ viết sẵn (Literal)";
        }

        if (node.Inputs.ContainsKey("outcomes") && !HasNames(Values.Convert(node.Literal("outcomes"), ValueKind.List)))
        {
            return "'outcomes' phải là danh sách tên viết sẵn (Literal), không trống, không trùng";
        }

        return node.Inputs.ContainsKey("role") || node.Inputs.ContainsKey("unit") || node.Inputs.ContainsKey("person") ? null : "không nói ai làm: cần 'role', 'unit' hoặc 'person'";
    }

    public override void Execute(Step step)
    {
        var node = step.Node;
        step.Machine.OpenWait(step.Context, id => new Wait(
            id, node.Id, Type, ActOf(node), step.Text("title") ?? TitleOf(node), step.Text("role"), step.Text("unit"), step.Text("person"), OutcomesOf(node), Days(step.Text("workingDays")), EventName: null));
    }

    public override void Resumed(Step step, string outcome, object? payload)
    {
        step.Machine.LastResult = payload;
        step.Output("result", payload);
        step.Output("outcome", outcome);
        if (ReferenceEquals(OutcomesOf(step.Node), Done))
        {
            step.Complete();
        }
        else
        {
            step.Complete([outcome]);
        }
    }

    private static bool HasNames(object? names) =>
        names is IReadOnlyList<object?> { Count: > 0 } list && list.All(name => name is string { Length: > 0 }) && list.Distinct().Count() == list.Count;

    private static int? Days(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : throw new ActivityFaultException($"Failed to evaluate activity input 'WorkingDays': '{text}'");
    }
}
