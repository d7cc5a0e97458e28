using System.Text.Json;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>Small questions to JSON that Elsa writes in several shapes: member names in any case, and lists wrapped in <c>$values</c>.</summary>
internal static class JsonShape
{
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? found = null;
        foreach (var property in element.EnumerateObject().Where(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            found = property.Value;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    public static string? Text(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool Truth(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The items of a list; none when there is no list.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name)
    {
        var list = element.Member(name);
        if (list is { ValueKind: JsonValueKind.Object } wrapped)
        {
            list = wrapped.Member("$values");
        }

        return list is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];
    }

    /// <summary>Whether a member is a list or not there at all.</summary>
    public static bool IsListOrNothing(this JsonElement element, string name) =>
        element.Member(name) is not { } member || (member.Member("$values") ?? member).ValueKind == JsonValueKind.Array;

    /// <summary>A value; lists that Elsa wrote with their type around them, in <c>_items</c> or <c>$values</c>, are lists.</summary>
    public static object? Value(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object when (element.Member("_items") ?? element.Member("$values")) is { ValueKind: JsonValueKind.Array } items => Value(items),
        JsonValueKind.Object => element.EnumerateObject().GroupBy(property => property.Name, StringComparer.Ordinal).ToDictionary(one => one.Key, one => Value(one.Last().Value), StringComparer.Ordinal),
        _ => Values.FromJson(element),
    };
}
