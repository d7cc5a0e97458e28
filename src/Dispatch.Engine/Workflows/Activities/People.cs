using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>What every step for people shares: who does it, by when, what is filled in.</summary>
internal abstract class PeopleBehaviour : Behaviour
{
    public static readonly IReadOnlyList<InputDeclaration> Common =
    [
        new("title", ValueKind.Text),
        new("role", ValueKind.Text),
        new("unit", ValueKind.Text),
        new("person", ValueKind.Text),
        new("due", ValueKind.Text),
        new("workingDays", ValueKind.Text),
        new("reminders", ValueKind.List),
        new("escalateTo", ValueKind.Text),
        new("fields", ValueKind.List),
    ];

    private static readonly string[] Deadlines = ["due", "workingDays"];

    public override bool Waits => true;

    /// <summary>What a step is called before it runs.</summary>
    public abstract string TitleOf(ActivityNode node);

    /// <summary>The legal act a step is for; null when it is none.</summary>
    public abstract string? ActOf(ActivityNode node);

    /// <summary>Whether only the drafter can do the step: the role <c>Drafter</c> alone, or the person the procedure's input <c>drafter</c> names.</summary>
    public static bool IsForDrafter(ActivityNode node) =>
        node.Inputs.GetValueOrDefault("person") is InputExpression { Name: "drafter" }
        || node.Inputs.GetValueOrDefault("person") is ScriptExpression { Script.Root: FunctionNode { Name: "getDrafter" } or FunctionNode { Name: "getInput", Arguments: [ConstantNode { Value: "drafter" }] } }
        || (!node.Inputs.ContainsKey("person") && node.Literal("role") is "Drafter");

    public override string? Check(ActivityNode node)
    {
        string[] given = [.. Deadlines.Where(node.Inputs.ContainsKey)];
        if (given.Length == 2)
        {
            return "chỉ đặt một trong 'due' và 'workingDays'";
        }

        if (given.Length == 1 && node.Literal(given[0]) is { } due && Due.Parse(Values.ToText(due)) is null)
        {
            return $"'{given[0]}' là '{Values.ToText(due)}', phải như '8 giờ làm việc', '2 ngày làm việc', 'trong ngày', 'ngày làm việc tiếp theo' hoặc 'ngay'";
        }

        if (Values.Convert(node.Literal("reminders"), ValueKind.List) is IReadOnlyList<object?> reminders && reminders.Any(one => Due.Parse(Values.ToText(one)) is null))
        {
            return "'reminders' phải là danh sách thời gian như '4 giờ làm việc'";
        }

        return node.Inputs.ContainsKey("fields") && Values.Convert(node.Literal("fields"), ValueKind.List) is not IReadOnlyList<object?> ? "'fields' phải là danh sách viết sẵn {name, label, type, required}" : null;
    }

    /// <summary>The wait of one person, with everything the step says about it.</summary>
    protected Wait WaitOf(Step step, int id, IReadOnlyList<string> outcomes) => new(id, step.Node.Id, Type, ActOf(step.Node), step.Text("title") ?? TitleOf(step.Node), outcomes)
    {
        Procedure = step.Node.Procedure,
        Role = step.Text("role"),
        Unit = step.Text("unit"),
        Person = step.Text("person"),
        Due = DueOf(step),
        Reminders = [.. step.List("reminders").Select(one => Parsed("reminders", Values.ToText(one)))],
        EscalateTo = step.Text("escalateTo"),
        Fields = [.. step.List("fields").OfType<IReadOnlyDictionary<string, object?>>().Select(FieldOf)],
    };

    private static Due? DueOf(Step step)
    {
        foreach (var input in Deadlines)
        {
            if (step.Text(input) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return Parsed(input, text);
            }
        }

        return null;
    }

    private static Due Parsed(string input, string text) =>
        Due.Parse(text) ?? throw new ActivityFaultException($"Failed to evaluate activity input '{char.ToUpperInvariant(input[0])}{input[1..]}': '{text}'");

    private static FormField FieldOf(IReadOnlyDictionary<string, object?> field)
    {
        var name = Values.ToText(field.GetValueOrDefault("name"));
        var (label, type) = (Values.ToText(field.GetValueOrDefault("label")), Values.ToText(field.GetValueOrDefault("type")));
        return new FormField(name, label.Length == 0 ? name : label, type.Length == 0 ? "String" : type, field.GetValueOrDefault("required") is true);
    }
}

/// <summary>A step that waits for a person: one class for all of ours, since what differs stands in <see cref="OfficeSteps"/>.</summary>
internal sealed class PersonActivity(OfficeStep office) : PeopleBehaviour
{
    public override string Type => office.Type;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [.. Common, new("act", ValueKind.Text), new("outcomes", ValueKind.List)];

    public override string? ActOf(ActivityNode node) => office.Act ?? node.Literal("act") as string;

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        office.Outcomes.Count > 0 ? office.Outcomes
        : Values.Convert(node.Literal("outcomes"), ValueKind.List) is IReadOnlyList<object?> { Count: > 0 } given ? [.. given.Select(Values.ToText)]
        : Done;

    public override string TitleOf(ActivityNode node) => node.Literal("title") as string ?? (office.Title.Length > 0 ? office.Title : node.Title);

    public override string? Check(ActivityNode node)
    {
        if (office.Act is not null && node.Inputs.ContainsKey("act"))
        {
            return $"loại '{Type}' đã là hành vi '{office.Act}', không đặt 'act' khác";
        }

        if (office.Outcomes.Count > 0 && node.Inputs.ContainsKey("outcomes"))
        {
            return $"loại '{Type}' chỉ có các kết quả {string.Join(", ", office.Outcomes)}, không đặt 'outcomes' khác";
        }

        if (node.Inputs.ContainsKey("act") && node.Literal("act") is not string)
        {
            return "'act' phải là chữ viết sẵn (Literal)";
        }

        if (node.Inputs.ContainsKey("outcomes") && !HasNames(Values.Convert(node.Literal("outcomes"), ValueKind.List)))
        {
            return "'outcomes' phải là danh sách tên viết sẵn (Literal), không trống, không trùng";
        }

        return !node.Inputs.ContainsKey("role") && !node.Inputs.ContainsKey("unit") && !node.Inputs.ContainsKey("person")
            ? "không nói ai làm: cần 'role', 'unit' hoặc 'person'"
            : base.Check(node);
    }

    public override void Execute(Step step) => step.Machine.OpenWait(step.Context, id => WaitOf(step, id, OutcomesOf(step.Node)));

    public override void Resumed(Step step, Wait wait, string outcome, object? payload)
    {
        step.Result(payload);
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
}

/// <summary>
/// Asks several people at once. Members are persons, or objects {person, role, unit, title}. It ends with <c>Approved</c> or <c>Refused</c> as its input <c>ends</c> says:
/// <c>FirstRefusal</c> (all must approve, the first refusal ends it), <c>Quorum</c> (as soon as enough approve or can no longer), <c>AllAnswer</c> (all are heard, then counted).
/// Its result lists every answer.
/// </summary>
internal sealed class ParallelApprovalActivity : PeopleBehaviour
{
    private const string Approved = "Approved";
    private const string Refused = "Refused";
    private static readonly string[] Answers = [Approved, Refused];
    private static readonly string[] Endings = ["FirstRefusal", "Quorum", "AllAnswer"];

    public override string Type => "Dispatch.ParallelApproval";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [.. Common, new("members", ValueKind.List), new("quorum", ValueKind.Whole), new("ends", ValueKind.Text, "FirstRefusal")];

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => Answers;

    public override string? ActOf(ActivityNode node) => null;

    public override string TitleOf(ActivityNode node) => node.Literal("title") as string ?? "Lấy ý kiến";

    /// <summary>Whether anybody but the drafter is surely among those who must approve: members are asked by role, or named otherwise than as the drafter.</summary>
    public static bool AsksAnother(ActivityNode node) =>
        Values.Convert(node.Literal("members"), ValueKind.List) is not IReadOnlyList<object?> members
        || members.Any(member => member is not IReadOnlyDictionary<string, object?> map || map.GetValueOrDefault("role") is not "Drafter" || map.ContainsKey("person"));

    public override string? Check(ActivityNode node)
    {
        if (!node.Inputs.ContainsKey("members"))
        {
            return "không nói hỏi ai: cần 'members'";
        }

        if (node.Literal("members") is { } given && Values.Convert(given, ValueKind.List) is not IReadOnlyList<object?> { Count: > 0 })
        {
            return "'members' phải là danh sách không trống";
        }

        var ends = Values.ToText(node.Literal("ends") ?? "FirstRefusal");
        return !Endings.Contains(ends, StringComparer.Ordinal) ? $"'ends' là '{ends}', phải là {string.Join(", ", Endings)}"
            : ends == "FirstRefusal" && node.Inputs.ContainsKey("quorum") ? "'quorum' chỉ đi với 'ends' là Quorum hoặc AllAnswer"
            : base.Check(node);
    }

    public override void Execute(Step step)
    {
        // Whoever is named twice is one person, and answers once.
        IReadOnlyList<object?> members = [.. step.List("members").Select((member, at) => (Member: member, Key: PersonOf(member) ?? $"#{at}")).DistinctBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Member)];
        var quorum = QuorumOf(step, members.Count);
        if (members.Count == 0 || quorum < 1 || quorum > members.Count)
        {
            throw new ActivityFaultException($"Không lấy được ý kiến: {members.Count} người được hỏi, cần {quorum} người đồng ý.");
        }

        var common = WaitOf(step, 0, Answers);
        step.Context.Remaining = members.Count;
        Asking? asking = null;
        foreach (var member in members)
        {
            step.Machine.OpenWait(step.Context, id => MemberWait(common, id, member) with { Asking = asking ??= new Asking(id, id + members.Count - 1) });
        }
    }

    public override void Resumed(Step step, Wait wait, string outcome, object? payload)
    {
        var context = step.Context;
        context.Remaining--;
        context.Answers.Add(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["member"] = wait.Person ?? wait.Unit ?? wait.Role,
            ["outcome"] = outcome,
            ["answer"] = payload,
        });
        if (Verdict(step) is { } verdict)
        {
            step.Result(context.Answers);
            step.Output("outcome", verdict);
            step.Complete([verdict]);
        }
    }

    private static string? PersonOf(object? member) => member is IReadOnlyDictionary<string, object?> map ? map.GetValueOrDefault("person") as string : Values.ToText(member);

    private static Wait MemberWait(Wait common, int id, object? member)
    {
        var wait = common with { Id = id };
        return member is not IReadOnlyDictionary<string, object?> map
            ? wait with { Person = Values.ToText(member) }
            : wait with
            {
                Person = map.GetValueOrDefault("person") as string ?? wait.Person,
                Role = map.GetValueOrDefault("role") as string ?? wait.Role,
                Unit = map.GetValueOrDefault("unit") as string ?? wait.Unit,
                Title = map.GetValueOrDefault("title") as string ?? wait.Title,
            };
    }

    private static int QuorumOf(Step step, int members) => step.Number("quorum") is var quorum && quorum == 0 ? members : (int)quorum;

    /// <summary>How it ended; null while answers can still change it.</summary>
    private static string? Verdict(Step step)
    {
        var context = step.Context;
        var approvals = context.Answers.Count(answer => ((IReadOnlyDictionary<string, object?>)answer!)["outcome"] is Approved);
        var quorum = QuorumOf(step, context.Answers.Count + context.Remaining);
        var isDecided = step.Text("ends") switch
        {
            "AllAnswer" => context.Remaining == 0,
            _ => approvals >= quorum || approvals + context.Remaining < quorum,
        };
        return !isDecided ? null : approvals >= quorum ? Approved : Refused;
    }
}

/// <summary>A step the office's machinery does: a wait the host answers itself.</summary>
internal sealed class OfficeActivity(OfficeStep office) : Behaviour
{
    public override string Type => office.Type;

    public override bool Waits => true;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
        [.. office.Inputs, new("title", ValueKind.Text), new("role", ValueKind.Text), new("unit", ValueKind.Text), new("person", ValueKind.Text), new("due", ValueKind.Text)];

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => office.Outcomes;

    public override string? Check(ActivityNode node) => node.Literal("due") is { } due && Due.Parse(Values.ToText(due)) is null ? $"'due' là '{Values.ToText(due)}', không phải thời hạn" : null;

    public override void Execute(Step step)
    {
        var node = step.Node;
        var due = step.Text("due") is { } text && !string.IsNullOrWhiteSpace(text) ? Due.Parse(text) ?? throw new ActivityFaultException($"Failed to evaluate activity input 'Due': '{text}'") : null;
        var data = Values.JsonText(office.Inputs.ToDictionary(input => input.Name, input => step.Input(input.Name), StringComparer.Ordinal));
        step.Machine.OpenWait(step.Context, id => new Wait(id, node.Id, Type, office.Act, step.Text("title") ?? office.Title, office.Outcomes)
        {
            Kind = WaitKind.Office,
            Procedure = node.Procedure,
            Role = step.Text("role"),
            Unit = step.Text("unit"),
            Person = step.Text("person"),
            Due = due,
            Data = data,
        });
    }

    public override void Resumed(Step step, Wait wait, string outcome, object? payload)
    {
        step.Result(payload);
        step.Complete([outcome]);
    }
}
