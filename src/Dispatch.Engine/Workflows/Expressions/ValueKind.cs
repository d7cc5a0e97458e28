namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>What an input, a variable or a workflow input holds; decides how a value is converted when it is read.</summary>
internal enum ValueKind
{
    /// <summary>Kept as it is.</summary>
    Any,

    /// <summary>Text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object or list; text that looks like JSON is parsed.</summary>
    Json,

    /// <summary>A whole number of 32 bits.</summary>
    ShortWhole,
}

internal static class ValueKinds
{
    private static readonly Dictionary<string, ValueKind> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = ValueKind.Text,
        ["Guid"] = ValueKind.Text,
        ["DateTime"] = ValueKind.Text,
        ["DateTimeOffset"] = ValueKind.Text,
        ["DateOnly"] = ValueKind.Text,
        ["TimeOnly"] = ValueKind.Text,
        ["TimeSpan"] = ValueKind.Text,
        ["Boolean"] = ValueKind.Truth,
        ["Bool"] = ValueKind.Truth,
        ["Byte"] = ValueKind.ShortWhole,
        ["Int16"] = ValueKind.ShortWhole,
        ["Int32"] = ValueKind.ShortWhole,
        ["Int64"] = ValueKind.Whole,
        ["Int"] = ValueKind.ShortWhole,
        ["Long"] = ValueKind.Whole,
        ["Single"] = ValueKind.Number,
        ["Float"] = ValueKind.Number,
        ["Double"] = ValueKind.Number,
        ["Decimal"] = ValueKind.Number,
        ["JSON"] = ValueKind.Json,
        ["ExpandoObject"] = ValueKind.Json,
        ["JsonElement"] = ValueKind.Json,
        ["JsonNode"] = ValueKind.Json,
        ["JsonObject"] = ValueKind.Json,
        ["JsonArray"] = ValueKind.List,
        ["StringDictionary"] = ValueKind.Json,
        ["ObjectDictionary"] = ValueKind.Json,
        ["StringMap"] = ValueKind.Json,
        ["ObjectMap"] = ValueKind.Json,
        ["StringObjectDictionary"] = ValueKind.Json,
        ["Object"] = ValueKind.Any,
        ["Stream"] = ValueKind.Any,
        ["ByteArray"] = ValueKind.Any,
    };

    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal)
    {
        "List", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "Collection", "HashSet", "ISet", "Dictionary", "IDictionary", "IReadOnlyDictionary", "Nullable",
    };

    /// <summary>Whether a type is one of Elsa's that we know, or none is named.</summary>
    public static bool Knows(string? typeName)
    {
        var (_, generic, name) = Parts(typeName);
        return name.Length == 0 || (generic >= 0 ? Containers.Contains(name) : Aliases.ContainsKey(name.Replace("[]", string.Empty, StringComparison.Ordinal)));
    }

    /// <summary>The kind of an Elsa type alias or .NET type name. A name we do not know holds any value.</summary>
    public static ValueKind Of(string? typeName, bool isArray)
    {
        var (full, generic, name) = Parts(typeName);
        if (isArray || name.EndsWith("[]", StringComparison.Ordinal) || full.EndsWith(">[]", StringComparison.Ordinal))
        {
            return ValueKind.List;
        }

        return generic < 0 ? Aliases.GetValueOrDefault(name, ValueKind.Any)
            : name.EndsWith("Dictionary", StringComparison.Ordinal) ? ValueKind.Json
            : name == "Nullable" ? Of(full[generic..].Trim('`', '1', '<', '>', '[', ']'), isArray: false)
            : ValueKind.List;
    }

    /// <summary>A type's text, where its type arguments begin in it (-1: nowhere), and its name without them and without namespace and assembly.</summary>
    private static (string Full, int Generic, string Name) Parts(string? typeName)
    {
        var full = (typeName ?? string.Empty).Trim();
        var generic = full.IndexOfAny(['<', '`']);
        var name = (generic >= 0 ? full[..generic] : full.Split(',')[0]).Trim().TrimEnd('?');
        return (full, generic, name[(name.LastIndexOf('.') + 1)..]);
    }
}
