using System.Text.Json;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>The dictionaries of a file as qpdf reads them, by their names ("12 0 R"); a stream is its dictionary.</summary>
internal static class PdfObjects
{
    public static Dictionary<string, JsonElement> Of(byte[] pdf)
    {
        var json = JsonDocument.Parse(PdfTool.Run("qpdf", pdf, "--json=2", "--json-key=qpdf", "--json-stream-data=none", "{pdf}"));
        return json.RootElement.GetProperty("qpdf")[1].EnumerateObject()
            .Where(entry => entry.Name.StartsWith("obj:", StringComparison.Ordinal))
            .Select(entry => (Name: entry.Name["obj:".Length..], Value: entry.Value.TryGetProperty("value", out var value) ? value : entry.Value.GetProperty("stream").GetProperty("dict")))
            .Where(entry => entry.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
    }
}
