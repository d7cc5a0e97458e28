using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// The second wall, which PostgreSQL keeps itself: a row-level policy on every table that holds an organisation's rows. <see cref="Visibility"/> is the first; what it forgets shows nothing here.
/// The policies are drawn from the model, so that a table that is new and named in neither list stops the start. They read the setting <see cref="Reach.Setting"/>, which every sentence carries.
/// </summary>
internal static class Wall
{
    /// <summary>The policy's name on every table.</summary>
    public const string Policy = "wall";

    private const string Mine = $"(SELECT nullif(split_part(current_setting('{Reach.Setting}', true), '/', 1), '')::uuid)";
    private const string Way = $"(SELECT split_part(current_setting('{Reach.Setting}', true), '/', 2))";

    /// <summary>The directory: who there is, under which names, in which groups. Everybody reads it and no paper is in it.</summary>
    private static readonly HashSet<Type> Shared = [typeof(Body), typeof(BodyName), typeof(BodyCode), typeof(OfficeHolder), typeof(RecipientGroup), typeof(GroupName), typeof(GroupMember)];

    /// <summary>Tables whose rows are not simply those of their <c>OrganisationId</c>: what makes a row one's own.</summary>
    private static readonly Dictionary<Type, string> Own = new()
    {
        [typeof(Delivery)] = Of("SenderId", "RecipientId"),
        [typeof(Consignment)] = Of("SenderId") + """ OR EXISTS (SELECT FROM deliveries AS d WHERE d."ConsignmentId" = consignments."Id")""",
        [typeof(OutboxMessage)] = Of("FromId", "ToId"),
        [typeof(KeptReceipt)] = Of("OwnerId"),
        [typeof(WorkflowVersion)] = Of("OwnerId"),
        [typeof(TaskNote)] = """EXISTS (SELECT FROM workflow_instances AS i WHERE i."Id" = task_notes."InstanceId")""",
        [typeof(Citation)] = Of("OrganisationId") + """ OR ("PaperId" = "FamilyId" AND EXISTS (SELECT FROM paper_entries AS e WHERE e."FamilyId" = citations."FamilyId"))""",
        [typeof(SavedFilter)] = """EXISTS (SELECT FROM people AS p WHERE p."Id" = saved_filters."PersonId")""",
        [typeof(IdempotencyRecord)] = Of("Scope") + """ OR EXISTS (SELECT FROM people AS p WHERE p."Id" = idempotency_keys."Scope")""",
    };

    /// <summary>Rows of the installation itself that everybody reads: the version of the directory, the procedures that came with the program.</summary>
    private static readonly Dictionary<Type, string> OfInstallation = new() { [typeof(AuditLog)] = "OrganisationId", [typeof(WorkflowVersion)] = "OwnerId" };

    /// <summary>Who changes the directory under their own organisation writes it into the installation's log.</summary>
    private static readonly HashSet<Type> Logs = [typeof(AuditLog), typeof(AuditLeaf)];

    /// <summary>What each named way opens, for reading.</summary>
    private static readonly Dictionary<Crossing, HashSet<Type>> Opens = new()
    {
        [Crossing.Family] = [typeof(OfficialDispatch), typeof(IncomingDispatch), typeof(CertifiedCopy), typeof(Delivery), typeof(PartnerCopy), typeof(AuditLeaf)],
        [Crossing.Door] = [typeof(Person), typeof(AccountSession)],
        [Crossing.Verification] = [typeof(OfficialDispatch), typeof(IncomingDispatch), typeof(CertifiedCopy), typeof(Consignment), typeof(PaperEntry), typeof(Person), typeof(SigningSession), typeof(SigningAuthority), typeof(SealCertificate), typeof(ReceiptKey)],
    };

    /// <summary>At the door a session is stamped as seen before its person is the actor.</summary>
    private static readonly HashSet<(Crossing, Type)> Writes = [(Crossing.Door, typeof(AccountSession))];

    /// <summary>Raises the wall where it does not stand as the model draws it; one question when it does.</summary>
    /// <param name="db">The database, under the role that owns its tables.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task RaiseAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var tables = Tables(db.Model);
        var drawing = Drawing(tables);
        if (await StandsAsync(db, drawing, tables.Count, cancellationToken))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('dispatch.wall'))", cancellationToken);
        foreach (var table in tables)
        {
#pragma warning disable EF1002 // names of our own model's tables and a hash of our own sentences; a policy takes no parameters
            await db.Database.ExecuteSqlRawAsync($"{table.Sentences}COMMENT ON POLICY {Policy} ON {table.Name} IS '{drawing}';", cancellationToken);
#pragma warning restore EF1002
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether it stands as the model draws it.</summary>
    public static Task<bool> StandsAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var tables = Tables(db.Model);
        return StandsAsync(db, Drawing(tables), tables.Count, cancellationToken);
    }

    /// <summary>Whether policies bind the role this server connects as: a superuser, or a role that bypasses them, walks through.</summary>
    public static async Task<bool> HoldsAsync(DispatchDbContext db, CancellationToken cancellationToken) =>
        !await db.Database.SqlQueryRaw<bool>("""SELECT rolsuper OR rolbypassrls AS "Value" FROM pg_roles WHERE rolname = current_user""").SingleAsync(cancellationToken);

    /// <summary>The whole wall as sentences, for the reviewer and for the start.</summary>
    public static IReadOnlyList<(string Name, string Sentences)> Tables(IModel model) =>
        [.. model.GetEntityTypes().Where(entity => entity.GetTableName() is not null && !Shared.Contains(entity.ClrType))
            .Select(entity => (Name: $"\"{entity.GetTableName()}\"", Entity: entity)).OrderBy(table => table.Name, StringComparer.Ordinal)
            .Select(table => (table.Name, Sentences: Sentences(table.Name, table.Entity)))];

    private static string Sentences(string table, IEntityType entity)
    {
        var own = OwnRows(entity);
        var ways = Opens.Where(way => way.Value.Contains(entity.ClrType)).Select(way => way.Key).Append(Crossing.System).ToList();
        var writing = ways.Where(way => way is Crossing.System || Writes.Contains((way, entity.ClrType)));
        var read = OfInstallation.TryGetValue(entity.ClrType, out var column) ? Common(column) : string.Empty;
        var appended = Logs.Contains(entity.ClrType) ? Common(nameof(AuditLog.OrganisationId)) : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS {Policy} ON {table};
            CREATE POLICY {Policy} ON {table}
                USING ({own}{read} OR {Way} IN ({Words(ways)}))
                WITH CHECK ({own}{appended} OR {Way} IN ({Words(writing)}));

            """);
    }

    private static string Words(IEnumerable<Crossing> ways) => string.Join(", ", ways.Select(way => $"'{Reach.Word(way)}'"));

    private static string OwnRows(IEntityType entity) => Own.TryGetValue(entity.ClrType, out var named) ? named
        : entity.FindProperty(nameof(OfficialDispatch.OrganisationId)) is not null ? Of(nameof(OfficialDispatch.OrganisationId))
        : throw new InvalidOperationException($"Whose are the rows of {entity.GetTableName()}? Name it in Wall, as one's own or as shared.");

    private static string Common(string column) => $" OR \"{column}\" = '{Installation.Id.Value}'";

    private static string Of(params string[] columns) => string.Join(" OR ", columns.Select(column => $"\"{column}\" = {Mine}"));

    private static string Drawing(IReadOnlyList<(string Name, string Sentences)> tables) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(tables.Select(table => table.Sentences)))));

    private static async Task<bool> StandsAsync(DispatchDbContext db, string drawing, int tables, CancellationToken cancellationToken)
    {
        var standing = await db.Database.SqlQueryRaw<int>(
            """
            SELECT count(*)::int AS "Value" FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity AND obj_description(p.oid, 'pg_policy') = {0}
            """, drawing).SingleAsync(cancellationToken);
        return standing == tables;
    }
}
