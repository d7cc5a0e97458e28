using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>
/// The values a workflow computes with: null, bool, double, string, list and map. Nothing else enters an expression, so nothing of the host can leak into one.
/// </summary>
internal static class Values
{
    /// <summary>How deep a value may nest, wherever it comes from.</summary>
    public const int DeepestNesting = 256;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = 2 * DeepestNesting };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = DeepestNesting };

    public static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => element.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.Object => MapOf(element),
        _ => null,
    };

    public static object? FromJson(JsonNode? node) => node is null ? null : FromJson(JsonSerializer.SerializeToElement(node));

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool truth => JsonValue.Create(truth),
        double number => NumberNode(number),
        string text => JsonValue.Create(text),
        IReadOnlyList<object?> list => new JsonArray([.. list.Select(ToJson)]),
        IReadOnlyDictionary<string, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, ToJson(pair.Value)))),
        _ => throw new InvalidOperationException($"A workflow holds no value of type {value.GetType()}."),
    };

    /// <summary>JSON text, Vietnamese letters readable.</summary>
    public static string JsonText(object? value) => ToJson(value)?.ToJsonString(Plain) ?? "null";

    /// <summary>Parses JSON text; false when it is none.</summary>
    public static bool TryParseJson(string text, out object? value)
    {
        value = null;
        if (HasHalfLetter(text))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            value = FromJson(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether JSON text holds, written out or as <c>\uD800</c>, one half of a letter without the other: JSON allows it, no text can hold it.</summary>
    public static bool HasHalfLetter(ReadOnlySpan<char> json)
    {
        var first = false;
        for (var at = 0; at < json.Length; at++)
        {
            var letter = json[at];
            if (letter == '\\' && at + 1 < json.Length)
            {
                var isCode = json[at + 1] == 'u' && at + 5 < json.Length && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
                letter = isCode ? (char)ushort.Parse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : json[at + 1];
                at += isCode ? 5 : 1;
            }

            if (first != char.IsLowSurrogate(letter))
            {
                return true;
            }

            first = char.IsHighSurrogate(letter);
        }

        return first;
    }

    /// <summary>Converts as Elsa converts the result of an expression to the type of its input: invariant, and a text that does not fit becomes the default.</summary>
    /// <exception cref="ActivityFaultException">A number that no whole number of its kind can hold.</exception>
    public static object? Convert(object? value, ValueKind kind) => kind switch
    {
        ValueKind.Any => value,
        ValueKind.Text => value is null ? null : ToText(value),
        ValueKind.Truth => ToTruth(value),
        ValueKind.Whole => ToWhole(value, long.MinValue, long.MaxValue),
        ValueKind.ShortWhole => ToWhole(value, int.MinValue, int.MaxValue),
        ValueKind.Number => ToNumber(value),
        ValueKind.List => ToList(value),
        ValueKind.Json => value is string json && LooksLikeJson(json) && TryParseJson(json, out var parsed) ? parsed : value,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether a text a person gives says a value of this kind, as it stands.</summary>
    public static bool Fits(string text, ValueKind kind) => kind switch
    {
        ValueKind.Truth => bool.TryParse(text.Trim(), out _),
        ValueKind.Whole => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ValueKind.ShortWhole => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ValueKind.Number => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        ValueKind.List => ToList(text) is not null,
        ValueKind.Json => TryParseJson(text, out _),
        ValueKind.Any or ValueKind.Text => true,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>As .NET writes it, invariant: a script that wants JavaScript's way makes the text itself.</summary>
    public static string ToText(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool truth => truth ? "True" : "False",
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => JsonText(value),
    };

    /// <summary>A number as JavaScript prints it: shortest form that reads back, no exponent for what people count.</summary>
    public static string NumberText(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        // The shortest text that reads back; .NET and JavaScript differ only in when they write an exponent.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var size = Math.Abs(number);
        if (size is >= 1e-6 and < 1e21 or 0)
        {
            return decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        var parts = shortest.Split('E');
        var power = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}");
    }

    private static JsonValue? NumberNode(double number)
    {
        if (!double.IsFinite(number))
        {
            return null;
        }

        return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    private static bool ToTruth(object? value) => value switch
    {
        bool truth => truth,
        double number => number != 0,
        string text => bool.TryParse(text.Trim(), out var truth) && truth,
        _ => false,
    };

    private static double ToNumber(object? value) => value switch
    {
        double number => number,
        bool truth => truth ? 1 : 0,
        string text => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        _ => 0,
    };

    /// <summary>A half goes to the even neighbour; a text that is no whole number is 0.</summary>
    private static double ToWhole(object? value, double least, double most)
    {
        var number = value is string text
            ? BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written) ? (double)written : 0
            : Math.Round(ToNumber(value), MidpointRounding.ToEven);
        return number >= least && number <= most ? number : throw new ActivityFaultException($"Số {NumberText(number)} không vừa số nguyên từ {NumberText(least)} đến {NumberText(most)}.");
    }

    private static object? ToList(object? value) => value switch
    {
        IReadOnlyList<object?> => value,
        string text => LooksLikeJson(text) && TryParseJson(text, out var parsed) && parsed is IReadOnlyList<object?> ? parsed : null,
        _ => null,
    };

    public static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static Dictionary<string, object?> MapOf(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = FromJson(property.Value);
        }

        return map;
    }
}
