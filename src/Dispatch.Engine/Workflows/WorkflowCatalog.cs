using System.Collections.Concurrent;
using System.Collections.Frozen;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>
/// The definitions matters run: those shipped in <c>workflows/</c>, read, checked and proven once at start (an unsound one stops the start), and those an office published in their place.
/// </summary>
public sealed class WorkflowCatalog
{
    /// <summary>How long this node may not have heard of what another published.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly FrozenDictionary<string, WorkflowDefinition> shipped;
    private readonly ConcurrentDictionary<(Id<Body> Owner, string Id, int Version), WorkflowDefinition> pinned = new();
    private readonly ConcurrentDictionary<Id<Body>, (IReadOnlyDictionary<string, int> Published, DateTimeOffset ReadAt)> published = new();

    private readonly ProcedureLibrary library;

    private WorkflowCatalog(IEnumerable<WorkflowDefinition> definitions, ProcedureLibrary callable)
    {
        shipped = definitions.ToFrozenDictionary(definition => definition.DefinitionId, StringComparer.Ordinal);
        library = callable;
    }

    /// <summary>Reads every <c>*.json</c> of a folder.</summary>
    /// <exception cref="UnsoundWorkflowException">A definition is malformed, names an unknown activity, has a dangling connection, or is unsound; the message names the file and the place.</exception>
    public static WorkflowCatalog Load(string folder)
    {
        var files = System.IO.Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (FileName: Path.GetFileName(file), Json: File.ReadAllText(file))).ToList();
        var callable = new ProcedureLibrary(files);
        var definitions = files.ConvertAll(file => Read(file.FileName, file.Json, callable));
        return definitions.GroupBy(definition => definition.DefinitionId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UnsoundWorkflowException($"Hai tệp trong {folder} cùng mang definitionId “{twice.Key}”.")
            : new WorkflowCatalog(definitions, callable);
    }

    /// <summary>The roles whose holders do tasks, as the table of access says: a task for any other would lie there for ever.</summary>
    public static IReadOnlyList<string> Roles { get; } =
        [.. Enum.GetValues<Role>().Where(role => AccessTable.Allows(typeof(People.CompleteTask), role)).Select(role => role.ToString())];

    /// <summary>The shipped definitions, by id.</summary>
    public IReadOnlyCollection<WorkflowDefinition> Shipped => shipped.Values;

    /// <summary>Whether a procedure of that id is shipped.</summary>
    public bool Knows(string definitionId) => shipped.ContainsKey(definitionId);

    /// <summary>Reads a definition and proves that an office may run it: sound, with roles that do tasks.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="name">What to call it in a refusal.</param>
    public Outcome<WorkflowDefinition> Prove(string json, string name) => Prove(json, name, library);

    private static Outcome<WorkflowDefinition> Prove(string json, string name, ProcedureLibrary callable)
    {
        var definition = WorkflowDefinition.Read(json, name, callable);
        if (definition.IsRefused)
        {
            return definition.Refusal;
        }

        return WorkflowSoundness.Check(definition.Value, Roles) is [var flaw, ..] ? ProcedureRefusals.Unsound(name, flaw) : definition;
    }

    /// <summary>The version new matters of an organisation begin with, and who owns it.</summary>
    internal async Task<(Id<Body> Owner, WorkflowDefinition Definition)> CurrentAsync(
        DispatchDbContext db, Id<Body> organisation, string definitionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await FetchAsync(db, [organisation], now, cancellationToken);
        if (published.TryGetValue(organisation, out var own) && own.Published.TryGetValue(definitionId, out var number))
        {
            return (organisation, await PinnedAsync(db, organisation, definitionId, number, cancellationToken));
        }

        return shipped.TryGetValue(definitionId, out var entry)
            ? (Installation.Id, entry)
            : throw new UnsoundWorkflowException($"Thiếu quy trình “{definitionId}” trong thư mục workflows.");
    }

    /// <summary>Reads what many organisations publish at once, so that asking for each of them next costs nothing.</summary>
    internal async Task FetchAsync(DispatchDbContext db, IReadOnlyCollection<Id<Body>> organisations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = organisations.Where(organisation => !published.TryGetValue(organisation, out var own) || (now - own.ReadAt).Duration() >= Fresh).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var rows = (await db.Set<WorkflowVersion>().AsNoTracking().Where(v => missing.Contains(v.OwnerId) && v.Stage == ProcedureStage.Published)
            .Select(v => new { v.OwnerId, v.DefinitionId, v.Number }).ToListAsync(cancellationToken)).ToLookup(row => row.OwnerId);
        foreach (var organisation in missing)
        {
            published[organisation] = (rows[organisation].ToDictionary(row => row.DefinitionId, row => row.Number, StringComparer.Ordinal), now);
        }
    }

    /// <summary>The version a matter is pinned to, from memory or from the database.</summary>
    internal Task<WorkflowDefinition> PinnedAsync(DispatchDbContext db, WorkflowInstance instance, CancellationToken cancellationToken) =>
        PinnedAsync(db, instance.OwnerId, instance.DefinitionId, instance.DefinitionVersion, cancellationToken);

    /// <summary>A version that was kept.</summary>
    internal async Task<WorkflowDefinition> PinnedAsync(DispatchDbContext db, Id<Body> owner, string definitionId, int version, CancellationToken cancellationToken)
    {
        if (owner == Installation.Id && shipped.TryGetValue(definitionId, out var entry) && entry.Version == version)
        {
            return entry;
        }

        if (!pinned.TryGetValue((owner, definitionId, version), out var definition))
        {
            var kept = await db.Set<WorkflowVersion>().AsNoTracking().SingleAsync(v => v.OwnerId == owner && v.DefinitionId == definitionId && v.Number == version, cancellationToken);
            definition = WorkflowDefinition.Read(kept.Json, $"{definitionId} v{version}").Value;
            pinned.TryAdd((owner, definitionId, version), definition);
        }

        return definition;
    }

    /// <summary>What an organisation publishes is asked for again.</summary>
    internal void Forget(Id<Body> organisation) => published.TryRemove(organisation, out _);

    /// <summary>Keeps the text of every shipped version, so that a running matter can go on when the file has moved on.</summary>
    /// <exception cref="UnsoundWorkflowException">A file changed without raising its version.</exception>
    internal async Task KeepAsync(DispatchDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await IsKeptAsync(db, cancellationToken))
        {
            return;
        }

        var kept = await db.Set<WorkflowVersion>().Where(v => v.OwnerId == Installation.Id).ToListAsync(cancellationToken);
        foreach (var definition in shipped.Values)
        {
            var same = kept.Find(v => v.DefinitionId == definition.DefinitionId && v.Number == definition.Version);
            if (same is null)
            {
                db.Add(same = Version(definition, now));
            }
            else if (same.Hash != definition.Hash)
            {
                throw new UnsoundWorkflowException($"Quy trình “{definition.DefinitionId}” đã đổi nội dung nhưng vẫn là phiên bản {definition.Version}. Hãy tăng version trong tệp.");
            }

            foreach (var version in kept.Where(v => v.DefinitionId == definition.DefinitionId))
            {
                version.Stage = version == same ? ProcedureStage.Published : ProcedureStage.Retired;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether the database holds what is shipped. In plain SQL: nearly every start finds that it does, and need not translate a question and watch rows for changes.</summary>
    private async Task<bool> IsKeptAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var current = new HashSet<(string DefinitionId, int Number, string Hash)>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = """SELECT "DefinitionId", "Number", "Hash" FROM workflow_versions WHERE "OwnerId" = @owner AND "Stage" = 'Published'""";
            var versions = RowShape.Of(db, db.Model.FindEntityType(typeof(WorkflowVersion))!);
            command.Parameters.Add(versions.Column(nameof(WorkflowVersion.OwnerId)).Parameter(command, "@owner", Installation.Id));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                current.Add((reader.GetString(0), reader.GetInt32(1), reader.GetString(2)));
            }
        }

        await db.Database.CloseConnectionAsync();
        return current.Count(version => Knows(version.DefinitionId)) == shipped.Count
            && shipped.Values.All(definition => current.Contains((definition.DefinitionId, definition.Version, definition.Hash)));
    }

    /// <summary>The roles a step names ("Clerk", or several: "Drafter, UnitHead"); none when it names nobody by role. False when one of them does not exist.</summary>
    internal static bool TryReadRoles(string? text, out Role roles)
    {
        roles = Role.None;
        return text is null || (text.Split(',', StringSplitOptions.TrimEntries).All(Roles.Contains) && Enum.TryParse(text, out roles));
    }

    private static WorkflowVersion Version(WorkflowDefinition definition, DateTimeOffset now) => new()
    {
        OwnerId = Installation.Id,
        DefinitionId = definition.DefinitionId,
        Number = definition.Version,
        Hash = definition.Hash,
        Json = definition.Text,
        Name = definition.Name,
        Stage = ProcedureStage.Published,
        UploadedAt = now,
    };

    private static WorkflowDefinition Read(string name, string json, ProcedureLibrary callable)
    {
        var definition = Prove(json, name, callable);
        return definition.IsRefused ? throw new UnsoundWorkflowException($"{name}: {definition.Refusal.Message}") : definition.Value;
    }
}

/// <summary>The installation's procedures cannot be run as they are; the start stops with the file and the place.</summary>
public sealed class UnsoundWorkflowException(string message) : Exception(message);
