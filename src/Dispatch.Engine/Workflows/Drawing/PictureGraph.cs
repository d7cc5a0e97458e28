using Dispatch.Engine.Directory;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>What kind of box a step is drawn as.</summary>
internal enum BoxKind
{
    /// <summary>Where a procedure begins or ends.</summary>
    Terminal,

    /// <summary>Somebody does something.</summary>
    Person,

    /// <summary>The office's machinery does something.</summary>
    Office,

    /// <summary>The clock or an event is waited for.</summary>
    Waiting,

    /// <summary>The procedure chooses a way, forks or joins.</summary>
    Choice,
}

/// <param name="Id">The step.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Who">Who does it, in Vietnamese; empty when nobody.</param>
/// <param name="Holds">The ids of everything inside, itself included.</param>
internal sealed record PictureBox(string Id, BoxKind Kind, string Title, string Who, IReadOnlySet<string> Holds);

/// <param name="From">Index of a box.</param>
/// <param name="To">Index of a box.</param>
/// <param name="Port">The outcome it follows; null for what a plain step completes with.</param>
/// <param name="Label">What is written on it; empty when nothing need be.</param>
/// <param name="IsBack">Whether it closes a loop.</param>
internal sealed record PictureArrow(int From, int To, string? Port, string Label, bool IsBack);

/// <summary>A definition as boxes and arrows: the outermost flowchart or sequence; what stands inside a container is drawn as one box.</summary>
internal sealed record PictureGraph(IReadOnlyList<PictureBox> Boxes, IReadOnlyList<PictureArrow> Arrows)
{
    public static PictureGraph Of(WorkflowDefinition definition) => definition.Root switch
    {
        null => new PictureGraph([], []),
        { Flow: { } flow } root => new PictureGraph([.. flow.Nodes.Select(Box)], [.. flow.Connections.Select((way, i) => Arrow(root, way, i))]),
        { Behaviour: SequenceActivity } root => new PictureGraph(
            [.. root.Activities.Select(Box)], [.. Enumerable.Range(0, Math.Max(root.Activities.Count - 1, 0)).Select(i => new PictureArrow(i, i + 1, null, string.Empty, IsBack: false))]),
        { } root => new PictureGraph([Box(root)], []),
    };

    private static PictureArrow Arrow(ActivityNode root, Flow.Connection way, int index)
    {
        var flow = root.Flow!;
        var source = flow.Nodes[way.Source];
        var isChosen = flow.Outgoing(way.Source).Select(i => flow.Connections[i].Port).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var label = isChosen && way.Port is not null && source.Behaviour is not FlowForkActivity ? WorkflowWording.OfOutcome(way.Port) : string.Empty;
        return new PictureArrow(way.Source, way.Target, way.Port, label, !flow.IsForward(index) && flow.IsReachable(way.Source));
    }

    private static PictureBox Box(ActivityNode node) =>
        new(node.Id, KindOf(node), Title(node), Who(node), node.Flatten().Select(inside => inside.Id).ToHashSet(StringComparer.Ordinal));

    private static BoxKind KindOf(ActivityNode node) => node.Behaviour switch
    {
        StartActivity or EndActivity or FinishActivity or CompleteActivity => BoxKind.Terminal,
        PeopleBehaviour => BoxKind.Person,
        OfficeActivity => BoxKind.Office,
        { Waits: true } => BoxKind.Waiting,
        FlowDecisionActivity or FlowSwitchActivity or FlowForkActivity or FlowJoinActivity or IfActivity or SwitchActivity => BoxKind.Choice,
        _ => BoxKind.Office,
    };

    private static string Title(ActivityNode node) => node.Behaviour switch
    {
        PeopleBehaviour people => people.TitleOf(node),
        _ when node.Title.Length > 0 && node.Title != node.Id => node.Title,
        StartActivity => "Bắt đầu",
        EndActivity or FinishActivity or CompleteActivity => "Kết thúc",
        FlowForkActivity => "Làm song song",
        FlowJoinActivity => "Gộp các nhánh",
        FlowDecisionActivity or IfActivity => "Kiểm tra điều kiện",
        FlowSwitchActivity or SwitchActivity => "Chọn nhánh",
        DelayActivity or TimerActivity or StartAtActivity => "Chờ đến giờ",
        EventActivity => "Chờ sự kiện",
        OfficeActivity => OfficeSteps.All.First(step => step.Type == node.Type).Title,
        _ => node.Id,
    };

    private static string Who(ActivityNode node) => node.Inputs.GetValueOrDefault("person") switch
    {
        InputExpression { Name: "drafter" } => "người soạn thảo",
        InputExpression { Name: "signer" } => "người ký",
        null when WorkflowCatalog.TryReadRoles(node.Literal("role") as string, out var roles) && roles is not Role.None => WorkflowWording.Of(roles),
        _ => string.Empty,
    };
}
