using System.Text.Json;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>Reads what an input is given: a wrapped expression, or a bare value, which is a literal.</summary>
internal sealed class ExpressionReader(string file)
{
    /// <summary>The expression of an input; null when the file gives none.</summary>
    public Expression? Input(JsonElement member, string id, string input, string path)
    {
        if (member.ValueKind != JsonValueKind.Object)
        {
            return new LiteralExpression(member.Value());
        }

        // Elsa takes an object without a typeName for no input at all, and so an expression in it for none.
        if (member.Member("typeName") is null)
        {
            var isEmptyInput = member.Member("expression") is not null || member.Member("memoryReference") is not null || IsExpression(member);
            return isEmptyInput ? null : new LiteralExpression(member.Value());
        }

        return member.Member("expression") is { } expression ? Read(expression, id, input, $"{path}.{input}") : null;
    }

    /// <summary>The condition of a case, which is not wrapped.</summary>
    public Expression? Condition(JsonElement member, string id, string path) =>
        member.ValueKind != JsonValueKind.Object
            ? Input(member, id, "condition", path)
            : Read(member.Member("expression") ?? member, id, "condition", $"{path}.condition");

    /// <summary>Whether it is an expression without what Elsa puts around it, or nothing at all.</summary>
    private static bool IsExpression(JsonElement member) =>
        member.EnumerateObject().All(part => part.Name.Equals("type", StringComparison.OrdinalIgnoreCase) || part.Name.Equals("value", StringComparison.OrdinalIgnoreCase));

    private Expression? Read(JsonElement expression, string id, string input, string path)
    {
        if (expression.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionRefusedException(WorkflowRefusals.Setting(file, id, path, $"'expression' của mục '{input}' phải có dạng {{type, value}}"));
        }

        var type = expression.Member("type") is { } given ? given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText() : "Literal";
        var value = expression.Member("value");
        return type switch
        {
            "Literal" => value is { } literal ? new LiteralExpression(literal.Value()) : null,
            "Object" or "Json" => value is { } json ? new LiteralExpression(Parsed(json, id, input, path)) : null,
            "Variable" => value is { } variable ? Variable(variable, id, input, path) : null,
            "Input" => value is { } definition ? new InputExpression(NameIn(definition, id, input, path, "name", "id")) : null,
            "Output" => value is { } output ? new OutputExpression(Place(output, id, input, path)) : null,
            "JavaScript" => value is { } script ? Script(script, id, input, path) : null,
            _ => throw new DefinitionRefusedException(WorkflowRefusals.UnsupportedExpression(file, type, id, input, path)),
        };
    }

    private VariableExpression Variable(JsonElement value, string id, string input, string path)
    {
        var reference = Unfolded(value);
        return new VariableExpression(NameIn(reference, id, input, path, "id", "name"), reference.Text("name"));
    }

    private string NameIn(JsonElement value, string id, string input, string path, string first, string second)
    {
        var reference = Unfolded(value);
        var name = reference.ValueKind == JsonValueKind.String ? reference.GetString() : reference.Text(first) ?? reference.Text(second);
        return string.IsNullOrEmpty(name)
            ? throw new DefinitionRefusedException(WorkflowRefusals.Setting(file, id, path, $"mục '{input}' không nói tên biến hay tên đầu vào"))
            : name;
    }

    /// <summary>Where an output is kept: an id, or the object Elsa writes around it.</summary>
    private string Place(JsonElement value, string id, string input, string path)
    {
        var reference = Unfolded(value);
        return NameIn(reference.Member("memoryReference") ?? reference, id, input, path, "id", "name");
    }

    /// <summary>A reference is an object or the JSON text of one.</summary>
    private static JsonElement Unfolded(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.TrimStart().StartsWith('{') && Values.TryParseJson(value.GetString()!, out var parsed))
        {
            return JsonSerializer.SerializeToElement(Values.ToJson(parsed));
        }

        return value;
    }

    private object? Parsed(JsonElement json, string id, string input, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return json.Value();
        }

        // What is not meant to be JSON is text, and nothing is nothing, as in Elsa; what begins like JSON and is none is a slip.
        var text = json.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? null
            : Values.TryParseJson(text, out var value) ? value
            : !Values.LooksLikeJson(text) ? text
            : throw new DefinitionRefusedException(WorkflowRefusals.Malformed(file, $"mục '{input}' của bước '{id}' tại {path} không phải JSON"));
    }

    private ScriptExpression? Script(JsonElement value, string id, string input, string path)
    {
        var source = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (string.IsNullOrWhiteSpace(source))
        {
            return null;
        }

        return Expressions.Script.TryParse(source, out var script, out var why)
            ? new ScriptExpression(script)
            : throw new DefinitionRefusedException(WorkflowRefusals.Script(file, id, input, path, why));
    }
}
