using System.Collections.Concurrent;
using System.Collections.Frozen;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>The definitions an office runs: read, checked and proven once at start. An unsound one stops the start.</summary>
public sealed class WorkflowCatalog
{
    private readonly FrozenDictionary<string, (WorkflowDefinition Definition, string Json)> current;
    private readonly ConcurrentDictionary<(string Id, int Version), WorkflowDefinition> pinned = new();

    private WorkflowCatalog(IEnumerable<(WorkflowDefinition Definition, string Json)> definitions) =>
        current = definitions.ToFrozenDictionary(entry => entry.Definition.DefinitionId, StringComparer.Ordinal);

    /// <summary>Reads every <c>*.json</c> of a folder.</summary>
    /// <exception cref="UnsoundWorkflowException">A definition is malformed, names an unknown activity, has a dangling connection, or is unsound; the message names the file and the place.</exception>
    public static WorkflowCatalog Load(string folder)
    {
        var files = System.IO.Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
        var definitions = files.Select(Read).ToList();
        return definitions.GroupBy(entry => entry.Definition.DefinitionId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UnsoundWorkflowException($"Hai tệp trong {folder} cùng mang definitionId “{twice.Key}”.")
            : new WorkflowCatalog(definitions);
    }

    /// <summary>The version new matters begin with.</summary>
    internal WorkflowDefinition Current(string definitionId) => current.TryGetValue(definitionId, out var entry)
        ? entry.Definition
        : throw new UnsoundWorkflowException($"Thiếu quy trình “{definitionId}” trong thư mục workflows.");

    /// <summary>The version a matter is pinned to, from memory or from the database.</summary>
    internal async Task<WorkflowDefinition> PinnedAsync(DispatchDbContext db, string definitionId, int version, CancellationToken cancellationToken)
    {
        if (current.TryGetValue(definitionId, out var entry) && entry.Definition.Version == version)
        {
            return entry.Definition;
        }

        if (!pinned.TryGetValue((definitionId, version), out var definition))
        {
            var kept = await db.Set<WorkflowVersion>().AsNoTracking().SingleAsync(v => v.DefinitionId == definitionId && v.Version == version, cancellationToken);
            definition = WorkflowDefinition.Read(kept.Json, $"{definitionId} v{version}").Value;
            pinned.TryAdd((definitionId, version), definition);
        }

        return definition;
    }

    /// <summary>Keeps the text of every current version, so that a running matter can go on when the file has moved on.</summary>
    /// <exception cref="UnsoundWorkflowException">A file changed without raising its version.</exception>
    internal async Task KeepAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        foreach (var (definition, json) in current.Values)
        {
            var kept = await db.Set<WorkflowVersion>().AsNoTracking()
                .SingleOrDefaultAsync(v => v.DefinitionId == definition.DefinitionId && v.Version == definition.Version, cancellationToken);
            if (kept is null)
            {
                db.Add(new WorkflowVersion { DefinitionId = definition.DefinitionId, Version = definition.Version, Hash = definition.Hash, Json = json });
            }
            else if (kept.Hash != definition.Hash)
            {
                throw new UnsoundWorkflowException($"Quy trình “{definition.DefinitionId}” đã đổi nội dung nhưng vẫn là phiên bản {definition.Version}. Hãy tăng version trong tệp.");
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The roles a step names ("Clerk", or several: "Drafter, UnitHead"); none when it names a person.</summary>
    internal static Role RolesOf(string? role) => role is null ? Role.None : Enum.Parse<Role>(role);

    private static (WorkflowDefinition Definition, string Json) Read(string file)
    {
        var json = File.ReadAllText(file);
        var name = Path.GetFileName(file);
        var definition = WorkflowDefinition.Read(json, name);
        if (definition.IsRefused)
        {
            throw new UnsoundWorkflowException($"{name}: {definition.Refusal.Message}");
        }

        var strangers = definition.Value.Steps.Where(step => step.Role is { } role && !Enum.TryParse<Role>(role, out _)).ToList();
        if (strangers is [var stranger, ..])
        {
            throw new UnsoundWorkflowException($"{name}: bước “{stranger.ActivityId}” giao cho vai trò không có: “{stranger.Role}”. Các vai trò: {string.Join(", ", Enum.GetNames<Role>())}.");
        }

        return WorkflowSoundness.Check(definition.Value) is [var flaw, ..]
            ? throw new UnsoundWorkflowException($"{name}: {flaw.Message} Đường đi: {string.Join(" → ", flaw.Path)}.")
            : (definition.Value, json);
    }
}

/// <summary>The installation's procedures cannot be run as they are; the start stops with the file and the place.</summary>
public sealed class UnsoundWorkflowException(string message) : Exception(message);
