using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>JSON as this door takes it: the engine's shape, and nothing that a reader would have to guess at. Each flaw has its own code and names its place.</summary>
internal static class StrictJson
{
    public const int MaxDepth = 32;

    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>Makes given options those of this door.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        KernelJson.BeStrict(options);
        options.MaxDepth = MaxDepth;
    }

    /// <summary>Reads one value, or says what is wrong and where.</summary>
    public static Outcome<T> Read<T>(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return DoorRefusals.Malformed;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Flaw(document.RootElement, Options.GetTypeInfo(typeof(T)), "") is { } flaw
                ? flaw
                : document.Deserialize<T>(Options) is { } value ? value : DoorRefusals.WrongValue("$");
        }
        catch (JsonException wrong) when (wrong.Path is { Length: > 0 } path)
        {
            return DoorRefusals.WrongValue(path.TrimStart('$', '.') is { Length: > 0 } place ? place : "$");
        }
        catch (JsonException)
        {
            return DoorRefusals.Malformed;
        }
        catch (InvalidOperationException)
        {
            // An escape that names half a letter (\ud800) is well-formed JSON and no text.
            return DoorRefusals.Malformed;
        }
    }

    private static Refusal? Flaw(JsonElement element, JsonTypeInfo type, string path) => (type.Kind, element.ValueKind) switch
    {
        (JsonTypeInfoKind.Object, JsonValueKind.Object) => MembersFlaw(element, type, path),
        (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => ItemsFlaw(element, type, path),
        _ => null,
    };

    private static Refusal? MembersFlaw(JsonElement element, JsonTypeInfo type, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : path + "." + member.Name;
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } known)
            {
                return DoorRefusals.UnknownMember(place);
            }

            if (!seen.Add(member.Name))
            {
                return DoorRefusals.DuplicateMember(place);
            }

            if (Flaw(member.Value, Options.GetTypeInfo(known.PropertyType), place) is { } flaw)
            {
                return flaw;
            }
        }

        return type.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name)) is { } missing
            ? DoorRefusals.MissingMember(path.Length == 0 ? missing.Name : path + "." + missing.Name)
            : null;
    }

    private static Refusal? ItemsFlaw(JsonElement element, JsonTypeInfo type, string path)
    {
        var items = Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            var place = FormattableString.Invariant($"{path}[{index++}]");
            // No list of the contract holds nothing; the serializer would let it through.
            if ((item.ValueKind is JsonValueKind.Null ? DoorRefusals.WrongValue(place) : Flaw(item, items, place)) is { } flaw)
            {
                return flaw;
            }
        }

        return null;
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        KernelJson.ReadOneName(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
