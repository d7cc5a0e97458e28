using System.Globalization;
using System.Text;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>Computes a script. It only reads, and stops at a fixed number of steps and a fixed length of text.</summary>
internal sealed class ScriptInterpreter(IScope scope)
{
    public const int MostSteps = 10_000;
    public const int LongestText = 1_000_000;
    public const int MostParts = 100_000;

    private int steps;

    /// <summary>The value; undefined leaves as null.</summary>
    /// <exception cref="ActivityFaultException">JavaScript would throw here too, or a limit is reached.</exception>
    public object? Run(Script script) => Plain(Compute(script.Root));

    /// <summary>A value without undefined in it: what leaves a script. Outside it, what is undefined is null, a member of an object too.</summary>
    /// <exception cref="ActivityFaultException">It nests too deeply or has too many parts, as when a loop puts a list into itself.</exception>
    public static object? Plain(object? value) => Plain(value, keepsMembers: true);

    /// <summary>As <c>JSON.stringify</c> sees a value: a member that is undefined is none.</summary>
    /// <exception cref="ActivityFaultException">As above.</exception>
    public static object? Written(object? value) => Plain(value, keepsMembers: false);

    private static object? Plain(object? value, bool keepsMembers)
    {
        var parts = 0;
        return Plain(value, keepsMembers, 0, ref parts);
    }

    private static object? Plain(object? value, bool keepsMembers, int depth, ref int parts)
    {
        if (depth > Values.DeepestNesting || ++parts > MostParts)
        {
            throw new ActivityFaultException($"Giá trị quá lớn: lồng quá {Values.DeepestNesting} tầng hoặc quá {MostParts} phần.");
        }

        switch (value)
        {
            case Undefined:
                return null;
            case IReadOnlyList<object?> list:
                var items = new List<object?>(list.Count);
                foreach (var item in list)
                {
                    items.Add(Plain(item, keepsMembers, depth + 1, ref parts));
                }

                return items;
            case IReadOnlyDictionary<string, object?> map:
                var members = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (var (name, member) in map.Where(pair => keepsMembers || pair.Value is not Undefined))
                {
                    members[name] = Plain(member, keepsMembers, depth + 1, ref parts);
                }

                return members;
            default:
                return value;
        }
    }

    private object? Compute(ScriptNode node)
    {
        if (++steps > MostSteps)
        {
            throw new ActivityFaultException($"Biểu thức vượt quá {MostSteps} bước tính.");
        }

        return node switch
        {
            ConstantNode constant => constant.Value,
            NameNode name => Name(name.Name),
            MemberNode member => Member(member),
            ChainNode chain => Compute(chain.Row) is var value && value is CutShort ? Undefined.Value : value,
            FunctionNode function => ScriptFunctions.Call(function.Name, All(function.Arguments), scope),
            MethodNode method => Method(method),
            UnaryNode unary => Unary(unary),
            BinaryNode binary => ScriptOperators.Apply(binary.Operator, Compute(binary.Left), Compute(binary.Right)),
            LogicalNode logical => Logical(logical),
            ConditionalNode conditional => Compute(ScriptOperators.Truthy(Compute(conditional.Test)) ? conditional.Then : conditional.Else),
            TemplateNode template => Template(template),
            ListNode list => All(list.Items),
            MapNode map => Map(map),
            _ => throw new InvalidOperationException($"No rule for {node.GetType().Name}."),
        };
    }

    private List<object?> All(IReadOnlyList<ScriptNode> nodes) => [.. nodes.Select(Compute)];

    /// <summary>A getter that is named and not called is taken for its value: as text a function is of no use to anybody.</summary>
    private object? Name(string name) =>
        ScriptFunctions.IsGetter(name) && scope.TryGetByPascalName(name["get".Length..], out var value) ? value : throw new ActivityFaultException($"{name} is not defined");

    private object? Unary(UnaryNode node)
    {
        // typeof is the one operator that may look at a name nobody declared.
        if (node is { Operator: "typeof", Operand: NameNode name })
        {
            return name.Name == "variables" ? "object" : ScriptFunctions.IsGetter(name.Name) && scope.TryGetByPascalName(name.Name["get".Length..], out _) ? "function" : "undefined";
        }

        return ScriptOperators.Apply(node.Operator, Compute(node.Operand));
    }

    private object? Logical(LogicalNode node)
    {
        var left = Compute(node.Left);
        var enough = node.Operator switch
        {
            "&&" => !ScriptOperators.Truthy(left),
            "||" => ScriptOperators.Truthy(left),
            _ => left is not (null or Undefined),
        };
        return enough ? left : Compute(node.Right);
    }

    private object? Member(MemberNode node)
    {
        if (node.Target is NameNode { Name: "variables" })
        {
            var name = ScriptOperators.ToText(Compute(node.Key));
            return scope.TryGetByName(name, out var variable) ? variable : Undefined.Value;
        }

        if (node is { Target: NameNode { Name: "Math" }, Key: ConstantNode { Value: "PI" } })
        {
            return Math.PI;
        }

        var target = Compute(node.Target);
        if (target is null or Undefined or CutShort)
        {
            return node.Optional || target is CutShort ? CutShort.Value : throw new ActivityFaultException($"Cannot read property '{ScriptOperators.ToText(Compute(node.Key))}' of {ScriptOperators.ToText(target)}");
        }

        return MemberOf(target, Compute(node.Key));
    }

    /// <summary>The place a text names in a list, as <c>'2'</c> does; null when it names none.</summary>
    public static double? PlaceIn(string name) =>
        name.Length is > 0 and < 10 && name.All(char.IsAsciiDigit) && (name[0] != '0' || name.Length == 1) ? double.Parse(name, CultureInfo.InvariantCulture) : null;

    private static object? MemberOf(object target, object? key) => (target, key) switch
    {
        (IReadOnlyList<object?> or string, string name) when PlaceIn(name) is { } place => MemberOf(target, place),
        (IReadOnlyList<object?> list, double at) => At(list.Count, at, i => list[i]),
        (IReadOnlyList<object?> list, "length") => (double)list.Count,
        (string text, double at) => At(text.Length, at, i => text[i].ToString()),
        (string text, "length") => (double)text.Length,
        (IReadOnlyDictionary<string, object?> map, _) => MemberOf(map, ScriptOperators.ToText(key)),
        _ => Undefined.Value,
    };

    private static object? MemberOf(IReadOnlyDictionary<string, object?> map, string name) => map.TryGetValue(name, out var value) || RunReport.TryGet(map, name, out value) ? value : Undefined.Value;

    private static object? At(int count, double at, Func<int, object?> get) =>
        at >= 0 && at < count && at == Math.Floor(at) ? get((int)at) : Undefined.Value;

    private object? Method(MethodNode node)
    {
        var target = Compute(node.Target);
        if (target is null or Undefined or CutShort)
        {
            return node.Optional || target is CutShort ? CutShort.Value : throw new ActivityFaultException($"Cannot read property '{node.Name}' of {ScriptOperators.ToText(target)}");
        }

        return ScriptMethods.Call(target, node.Name, All(node.Arguments));
    }

    private string Template(TemplateNode node)
    {
        var text = new StringBuilder();
        foreach (var part in node.Parts)
        {
            text.Append(ScriptOperators.ToText(Compute(part)));
            if (text.Length > LongestText)
            {
                throw new ActivityFaultException("Chuỗi quá dài.");
            }
        }

        return text.ToString();
    }

    private Dictionary<string, object?> Map(MapNode node)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Members)
        {
            map[ScriptOperators.ToText(Compute(key))] = Compute(value);
        }

        return map;
    }
}
