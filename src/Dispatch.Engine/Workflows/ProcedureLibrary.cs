using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Reading;

namespace Dispatch.Engine.Workflows;

/// <summary>The definitions that others may call: by definitionId, or as activities by their name. Each is read when it is first called, so a file nobody calls harms nobody.</summary>
public sealed class ProcedureLibrary
{
    private readonly Dictionary<string, Entry> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> byVersion = new(StringComparer.Ordinal);
    private readonly Lock reading = new();

    /// <summary>A library of these files. Of several versions of a definition the highest published one is called, else the highest; an activity that names a version by its own id gets that one. A text that is no definition is not in it.</summary>
    /// <param name="files">Name and text of each file.</param>
    public ProcedureLibrary(IEnumerable<(string FileName, string Json)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var (fileName, json) in files)
        {
            if (ProcedureHeader.TryRead(json, fileName) is { } header)
            {
                Add(new Entry(header, fileName, json));
            }
        }
    }

    /// <summary>A library of nothing.</summary>
    public static ProcedureLibrary Empty { get; } = new([]);

    /// <summary>The definition whose name makes this type. Elsa leaves some marks between words in a type, so both sides are spelt alike first.</summary>
    internal ProcedureHeader? OfType(string type) => byType.GetValueOrDefault(ProcedureHeader.TypeOf(type))?.Header;

    internal ProcedureHeader? OfId(string id) => byId.GetValueOrDefault(id)?.Header;

    internal ProcedureHeader? OfVersion(string versionId) => byVersion.GetValueOrDefault(versionId)?.Header;

    /// <summary>A definition to be called; null when there is none of this id.</summary>
    internal Outcome<WorkflowDefinition>? Read(string definitionId)
    {
        if (!byId.TryGetValue(definitionId, out var entry))
        {
            return null;
        }

        lock (reading)
        {
            // A definition that is being read may call itself: then it is there, and looked at later.
            if (entry.Definition is null && !entry.IsBeingRead)
            {
                entry.IsBeingRead = true;
                entry.Definition = DefinitionReader.Read(entry.Json, entry.FileName, this, entry.Header.DefinitionId);
                entry.IsBeingRead = false;
            }

            return entry.Definition;
        }
    }

    /// <summary>The text of a definition, as it was given.</summary>
    internal (string FileName, string Json) TextOf(string definitionId) => (byId[definitionId].FileName, byId[definitionId].Json);

    private void Add(Entry entry)
    {
        if (!byId.TryGetValue(entry.Header.DefinitionId, out var known) || entry.Header.IsBefore(known.Header))
        {
            byId[entry.Header.DefinitionId] = entry;
        }

        if (!byType.TryGetValue(entry.Header.Type, out known) || entry.Header.IsBefore(known.Header))
        {
            byType[entry.Header.Type] = entry;
        }

        // Under a key of its own, so that a matter finds the same version again whatever other versions come to stand beside it.
        if (entry.Header.VersionId is { Length: > 0 } version && !byVersion.ContainsKey(version))
        {
            var key = $"{entry.Header.DefinitionId}@{version}";
            byVersion[version] = byId[key] = new Entry(entry.Header with { DefinitionId = key }, entry.FileName, entry.Json);
        }
    }

    private sealed class Entry(ProcedureHeader header, string fileName, string json)
    {
        public ProcedureHeader Header => header;

        public string FileName => fileName;

        public string Json => json;

        public Outcome<WorkflowDefinition>? Definition { get; set; }

        public bool IsBeingRead { get; set; }
    }
}

/// <summary>What a caller must know of a definition.</summary>
/// <param name="DefinitionId">Its id; when one version is called by its own id, both.</param>
/// <param name="Type">Its name in PascalCase: its type when it is used as an activity.</param>
/// <param name="Version">Its version.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Outcomes">The outcomes it declares.</param>
internal sealed record ProcedureHeader(
    string DefinitionId, string Type, int Version, IReadOnlyList<WorkflowParameter> Inputs, IReadOnlyList<WorkflowParameter> Outputs, IReadOnlyList<string> Outcomes)
{
    /// <summary>The id of this version; null when the file gives none.</summary>
    public string? VersionId { get; init; }

    public bool IsPublished { get; init; } = true;

    /// <summary>Whether a call without more takes this version rather than the other.</summary>
    public bool IsBefore(ProcedureHeader other) => IsPublished != other.IsPublished ? IsPublished : Version > other.Version;

    public static ProcedureHeader? TryRead(string json, string fileName)
    {
        if (Values.HasHalfLetter(json))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), DefinitionReader.Options);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.Member("root") is not null ? DefinitionReader.Header(root, fileName) : null;
        }
        catch (JsonException)
        {
            // Not every file beside a definition is one.
            return null;
        }
    }

    /// <summary>A name as the type of an activity: words joined, each with its first letter raised.</summary>
    public static string TypeOf(string name) =>
        string.Concat(name.Split([' ', '-', '_', '.', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
