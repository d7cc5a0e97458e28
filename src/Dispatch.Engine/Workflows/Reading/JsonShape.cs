using System.Text.Json;

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
}
