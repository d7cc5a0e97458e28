using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>Finds names in expressions and bindings that nobody declared: they would fault, or be empty, when a run comes there.</summary>
internal sealed class NamesProof
{
    private static readonly string[] Properties = ["CorrelationId", "WorkflowInstanceName", "WorkflowDefinitionId", "WorkflowDefinitionVersion"];
    private readonly WorkflowDefinition definition;
    private readonly List<Flaw> flaws = [];

    private NamesProof(WorkflowDefinition definition) => this.definition = definition;

    public static IReadOnlyList<Flaw> Of(WorkflowDefinition definition, ActivityNode root)
    {
        var proof = new NamesProof(definition);
        proof.Check(root, definition.Variables);
        return proof.flaws;
    }

    private static VariableDeclaration Named(string name) => new(name, name, ValueKind.Any, null);

    private static IEnumerable<ScriptNode> Flatten(ScriptNode node)
    {
        IEnumerable<ScriptNode> parts = node switch
        {
            MemberNode member => [member.Target, member.Key],
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

        foreach (var (output, id) in node.Outputs)
        {
            if (!scope.Any(variable => variable.Id == id) && !definition.Outputs.Any(declared => declared.Name == id))
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
            else if (part is NameNode { Name: not ("variables" or "Math") } free)
            {
                Tell(node, "workflow.unknown-name", $"Biểu thức của bước '{node.Id}' dùng tên '{free.Name}' không có nghĩa.");
            }
        }
    }

    private bool IsDeclared(string pascalName, IReadOnlyList<VariableDeclaration> scope) =>
        Properties.Contains(pascalName, StringComparer.Ordinal)
        || scope.Select(variable => variable.Name).Concat(definition.Inputs.Select(input => input.Name)).Any(name => name.Length > 0 && char.ToUpperInvariant(name[0]) + name[1..] == pascalName);

    private void CheckInput(ActivityNode node, string name)
    {
        if (!definition.Inputs.Any(input => input.Name == name))
        {
            Tell(node, "workflow.unknown-input", $"Bước '{node.Id}' đọc đầu vào '{name}' không ai khai báo.");
        }
    }

    private void Tell(ActivityNode node, string code, string message) => flaws.Add(new Flaw(code, message, [Trail.Name(node)]));
}
