using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>Finds names in expressions and bindings that nobody declared: they would fault, or be empty, when a run comes there.</summary>
internal sealed class NamesProof
{
    private static readonly string[] Properties = ["CorrelationId", "WorkflowInstanceName", "WorkflowDefinitionId", "WorkflowDefinitionName", "WorkflowDefinitionVersion"];
    private static readonly string[] RoleInputs = ["role", "escalateTo"];
    private readonly WorkflowDefinition definition;
    private readonly IReadOnlyCollection<string>? roles;
    private readonly List<Flaw> flaws = [];

    private NamesProof(WorkflowDefinition definition, IReadOnlyCollection<string>? roles) => (this.definition, this.roles) = (definition, roles);

    /// <param name="definition">The definition.</param>
    /// <param name="root">Its root.</param>
    /// <param name="roles">The roles tasks may be given to; null when they are not known here.</param>
    public static IReadOnlyList<Flaw> Of(WorkflowDefinition definition, ActivityNode root, IReadOnlyCollection<string>? roles)
    {
        var proof = new NamesProof(definition, roles);
        proof.Check(root, definition.Variables);
        foreach (var called in definition.AllCalled())
        {
            // What a caller gives is seen inside by its name, whatever the kind of call.
            var inside = new NamesProof(called, roles);
            inside.Check(called.Root!, [.. called.Variables, .. called.Inputs.Select(input => Named(input.Name))]);
            proof.flaws.AddRange(inside.flaws);
        }

        return proof.flaws;
    }

    private static VariableDeclaration Named(string name) => new(name, name, ValueKind.Any, null);

    private static IEnumerable<ScriptNode> Flatten(ScriptNode node)
    {
        IEnumerable<ScriptNode> parts = node switch
        {
            MemberNode member => [member.Target, member.Key],
            ChainNode chain => [chain.Row],
            FunctionNode function => function.Arguments,
            MethodNode method => [method.Target, .. method.Arguments],
            UnaryNode unary => [unary.Operand],
            BinaryNode binary => [binary.Left, binary.Right],
            LogicalNode logical => [logical.Left, logical.Right],
            ConditionalNode conditional => [conditional.Test, conditional.Then, conditional.Else],
            TemplateNode template => template.Parts,
            ListNode list => list.Items,
            MapNode map => map.Members.Select(member => member.Value),
            _ => [],
        };
        return parts.SelectMany(Flatten).Prepend(node);
    }

    private void Check(ActivityNode node, IReadOnlyList<VariableDeclaration> around)
    {
        IReadOnlyList<VariableDeclaration> scope = [.. around, .. node.Variables];
        foreach (var expression in node.Inputs.Values.Concat(node.Cases.Select(c => c.Condition)))
        {
            CheckExpression(node, expression, scope);
        }

        CheckRoles(node);
        foreach (var (output, id) in node.Outputs)
        {
            if (!scope.Any(variable => variable.Id == id || (node.SetsByName && variable.Name == id)) && !definition.Outputs.Any(declared => declared.Name == id))
            {
                Tell(node, "workflow.unknown-variable", $"Bước '{node.Id}' ghi '{output}' vào biến '{id}' không ai khai báo.");
            }
        }

        IReadOnlyList<VariableDeclaration> inside = node.Behaviour is LoopBehaviour or ParallelForEachActivity ? [.. scope, Named("CurrentValue"), Named("CurrentIndex")] : scope;
        foreach (var child in node.Children)
        {
            Check(child, inside);
        }
    }

    private void CheckRoles(ActivityNode node)
    {
        if (roles is null || node.Behaviour is not (PeopleBehaviour or OfficeActivity))
        {
            return;
        }

        var members = Values.Convert(node.Literal("members"), ValueKind.List) as IReadOnlyList<object?> ?? [];
        var given = RoleInputs.Select(node.Literal).Concat(members.OfType<IReadOnlyDictionary<string, object?>>().Select(member => member.GetValueOrDefault("role")));
        foreach (var role in given.OfType<string>().SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries)).Where(role => !roles.Contains(role, StringComparer.Ordinal)))
        {
            Tell(node, "workflow.unknown-role", $"Bước '{node.Id}' giao việc hoặc báo quá hạn cho vai trò không nhận việc của quy trình: '{role}'. Các vai trò nhận việc: {string.Join(", ", roles)}.");
        }
    }

    private void CheckExpression(ActivityNode node, Expression expression, IReadOnlyList<VariableDeclaration> scope)
    {
        if (expression is VariableExpression variable && !scope.Any(declared => declared.Id == variable.Id || declared.Name == (variable.Name ?? variable.Id)))
        {
            Tell(node, "workflow.unknown-variable", $"Bước '{node.Id}' đọc biến '{variable.Name ?? variable.Id}' không ai khai báo.");
        }
        else if (expression is InputExpression input)
        {
            CheckInput(node, input.Name);
        }
        else if (expression is ScriptExpression script)
        {
            CheckScript(node, script.Script.Root, scope);
        }
    }

    private void CheckScript(ActivityNode node, ScriptNode root, IReadOnlyList<VariableDeclaration> scope)
    {
        foreach (var part in Flatten(root))
        {
            var name = part switch
            {
                MemberNode { Target: NameNode { Name: "variables" }, Key: ConstantNode { Value: string member } } => member,
                FunctionNode { Name: "getVariable", Arguments: [ConstantNode { Value: string given }] } => given,
                _ => null,
            };
            if (name is not null && !scope.Any(variable => variable.Name == name))
            {
                Tell(node, "workflow.unknown-variable", $"Biểu thức của bước '{node.Id}' đọc biến '{name}' không ai khai báo.");
            }
            else if (part is FunctionNode { Name: "getInput", Arguments: [ConstantNode { Value: string input }] })
            {
                CheckInput(node, input);
            }
            else if (part is FunctionNode function && !ScriptFunctions.IsFixed(function.Name) && !IsDeclared(function.Name["get".Length..], scope))
            {
                Tell(node, "workflow.unknown-name", $"Biểu thức của bước '{node.Id}' gọi '{function.Name}()', mà không có biến hay đầu vào nào tên như thế.");
            }
            else if (part is NameNode { Name: not ("variables" or "Math") } free && !(ScriptFunctions.IsGetter(free.Name) && IsDeclared(free.Name["get".Length..], scope)))
            {
                Tell(node, "workflow.unknown-name", $"Biểu thức của bước '{node.Id}' dùng tên '{free.Name}' không có nghĩa.");
            }
        }
    }

    private bool IsDeclared(string pascalName, IReadOnlyList<VariableDeclaration> scope) =>
        Properties.Contains(pascalName, StringComparer.Ordinal)
        || scope.Select(variable => variable.Name).Concat(definition.Inputs.Select(input => input.Name)).Any(name => ProcedureHeader.TypeOf(name) == pascalName)
        || IsOutput(pascalName);

    private bool IsOutput(string joined)
    {
        var at = joined.IndexOf("From", StringComparison.Ordinal);
        return at > 0 && definition.Activities.Values.Any(node => string.Equals(node.Name, joined[(at + 4)..], StringComparison.OrdinalIgnoreCase));
    }

    private void CheckInput(ActivityNode node, string name)
    {
        if (!definition.Inputs.Any(input => input.Name == name))
        {
            Tell(node, "workflow.unknown-input", $"Bước '{node.Id}' đọc đầu vào '{name}' không ai khai báo.");
        }
    }

    private void Tell(ActivityNode node, string code, string message) => flaws.Add(new Flaw(code, message, [Trail.Name(node)]));
}
