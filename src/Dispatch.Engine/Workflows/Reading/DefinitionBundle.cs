using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>A definition together with all it calls, as one text: a run is pinned to every word that can decide its course.</summary>
internal static class DefinitionBundle
{
    private const string Mark = "dispatchBundle";

    public static Outcome<WorkflowDefinition> Read(string json, string fileName, ProcedureLibrary library)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fileName);
        if (json.StartsWith($$"""{"{{Mark}}":""", StringComparison.Ordinal) && Unpacked(json) is { } files)
        {
            return Packed(DefinitionReader.Read(files[0].Json, files[0].FileName, new ProcedureLibrary(files), procedure: null));
        }

        return Packed(DefinitionReader.Read(json.TrimStart('\uFEFF'), fileName, library, procedure: null));
    }

    private static Outcome<WorkflowDefinition> Packed(Outcome<WorkflowDefinition> read)
    {
        if (read.IsRefused || !read.Value.Calls.Any())
        {
            return read;
        }

        var definition = read.Value;
        var called = new SortedSet<string>(StringComparer.Ordinal);
        if (CallsItself(definition, definition.DefinitionId, [], called) is { } round)
        {
            return WorkflowRefusals.CallsItself(definition.FileName, round);
        }

        var texts = called.Select(id => definition.Library.TextOf(id)).Prepend((definition.FileName, definition.Text));
        var text = new JsonObject
        {
            [Mark] = new JsonArray([.. texts.Select(file => new JsonObject { ["file"] = file.Item1, ["text"] = file.Item2 })]),
        }.ToJsonString();
        return definition.Packed(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Collects what is called, however deep; the round of definitions used as activities in each other when there is one, since it would never end.</summary>
    private static IReadOnlyList<string>? CallsItself(WorkflowDefinition definition, string key, IReadOnlyList<string> around, SortedSet<string> called)
    {
        foreach (var node in definition.Activities.Values)
        {
            if (WorkflowDefinition.CalledBy(node) is not { } id)
            {
                continue;
            }

            IReadOnlyList<string> way = node.Behaviour is Activities.RunWorkflowActivity ? [] : [.. around, key];
            if (way.Contains(id, StringComparer.Ordinal))
            {
                return [.. way, id];
            }

            if ((called.Add(id) || way.Count > 0) && way.Count <= Running.Machine.DeepestCall && definition.Called(id) is { } next && CallsItself(next, id, way, called) is { } round)
            {
                return round;
            }
        }

        return null;
    }

    private static List<(string FileName, string Json)>? Unpacked(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var files = document.RootElement.List(Mark).Select(file => (file.Text("file") ?? string.Empty, file.Text("text") ?? string.Empty)).ToList();
            return files.Count > 0 ? files : null;
        }
        catch (JsonException)
        {
            // The reader says where the text is broken.
            return null;
        }
    }
}
