using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispatch.Engine.Intake;

/// <summary>How a reading is written as JSON: snake case, indented, Vietnamese letters as letters, nulls kept.</summary>
public static class IntakeJson
{
    /// <summary>The options shared by the command line and the API.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
