using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Dispatch.Engine.Kernel;

/// <summary>How the engine writes what it keeps as JSON: camel case, enums by name, Vietnamese letters as they are.</summary>
public static class KernelJson
{
    /// <summary>The one set of options; unknown members are refused when reading.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static readonly JsonSerializerOptions Strict = MakeStrict();

    /// <summary>Makes options those for what strangers write: the same shape, and nothing that a reader would have to guess at.</summary>
    public static void BeStrict(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = Options.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = false;
        options.Encoder = Options.Encoder;
        options.UnmappedMemberHandling = Options.UnmappedMemberHandling;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // A number is not the name of a state or role, though the runtime would take it for one.
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
    }

    /// <summary>Makes options those for reading what strangers write: one name of a list is one name. (For writing and describing, the runtime's own converter stays: it says which names there are.)</summary>
    public static void ReadOneName(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Converters.Insert(0, new OneNameConverters());
    }

    /// <summary>Reads a whole file that a stranger wrote.</summary>
    /// <exception cref="JsonException">It is no JSON, has a member too many, too few or twice, a value of another kind, or a list that holds nothing at some place.</exception>
    public static T ReadStrangers<T>(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return HasGap(document.RootElement) ? throw new JsonException("A list holds nothing at one place.") : document.Deserialize<T>(Strict) ?? throw new JsonException("The file says nothing.");
        }
        catch (InvalidOperationException halfLetter)
        {
            // An escape that names half a letter (\ud800) is well-formed JSON and no text.
            throw new JsonException("A text holds half a letter.", halfLetter);
        }
    }

    private static bool HasGap(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Null || HasGap(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HasGap(member.Value)),
        _ => false,
    };

    private static JsonSerializerOptions MakeStrict()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        BeStrict(options);
        ReadOneName(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
