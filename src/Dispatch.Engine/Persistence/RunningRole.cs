using System.Globalization;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// A role of PostgreSQL that runs the server and owns nothing. Whoever takes the server over through it cannot change a table, take the wall down, or change or remove a leaf of the audit log:
/// what was written there is out of its reach. The owner makes and changes the schema, by <c>dispatch admin prepare-database</c>.
/// </summary>
internal static class RunningRole
{
    private const string History = "__EFMigrationsHistory";
    private const string Whole = "SELECT,INSERT,UPDATE,DELETE";
    private const string Once = "SELECT,INSERT";
    private const string Changing = "UPDATE,DELETE,TRUNCATE";
    private const int Named = 4;

    /// <summary>Tables whose rows are written once.</summary>
    private static readonly HashSet<Type> WrittenOnce = [typeof(AuditLeaf), typeof(TreeHead)];

    /// <summary>The indexes of words, which are no part of the model.</summary>
    private static readonly string[] Words = ["paper_words", "register_words"];

    /// <summary>Whether this server connects as a role that does not own the schema it finds. Where there is no schema yet, whoever comes makes it.</summary>
    public static async Task<bool> IsInUseAsync(DispatchDbContext db, CancellationToken cancellationToken) => await db.Database.SqlQueryRaw<bool>(
        """
        SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = {0} AND NOT pg_has_role(relowner, 'USAGE')) AS "Value"
        """, History).SingleAsync(cancellationToken);

    /// <summary>Sees to it that such a role finds the schema of this program and may do what the server does, and no more to what is written once.</summary>
    /// <exception cref="DatabaseRoleException">It does not; the message says what is missing and who puts it right.</exception>
    /// <exception cref="UnfitDatabaseException">The schema is of a program this one has never heard of.</exception>
    public static async Task AssertAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var needed = Grants(db).ToList();
        if (await HeldAsync(db, needed, isHeld: false, cancellationToken) is { Count: > 0 } missing)
        {
            throw new DatabaseRoleException($"chưa có quyền cần thiết: {Some(missing)}");
        }

        if (await HeldAsync(db, [.. needed.Where(grant => grant.Privileges == Once).Select(grant => (grant.Table, Changing))], isHeld: true, cancellationToken) is { Count: > 0 } excess)
        {
            throw new DatabaseRoleException($"có quyền sửa, xóa dữ liệu chỉ được ghi thêm: {Some(excess)}");
        }

        if (await SchemaStart.IsBehindAsync(db, cancellationToken) || !await Wall.StandsAsync(db, cancellationToken))
        {
            throw new DatabaseRoleException("lược đồ cơ sở dữ liệu chưa phải của phiên bản chương trình này");
        }
    }

    /// <summary>Gives a role what the server needs, and takes away whatever else it had on these tables.</summary>
    /// <param name="db">The database, under its owner.</param>
    /// <param name="role">The role's name, as PostgreSQL keeps it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<Outcome<string>> GrantAsync(DispatchDbContext db, string role, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            return No("chỉ PostgreSQL có tài khoản chạy riêng; SQLite và SQL Server không dùng lệnh này.");
        }

        if (await IsInUseAsync(db, cancellationToken))
        {
            return No("chuỗi kết nối đang dùng không phải của chủ sở hữu các bảng. Hãy chạy lệnh này bằng tài khoản chủ sở hữu.");
        }

        var kind = await db.Database.SqlQueryRaw<string>(
            """
            SELECT CASE WHEN r.oid IS NULL THEN 'unknown' WHEN r.rolsuper OR r.rolbypassrls THEN 'super' WHEN pg_has_role(r.oid, current_user::regrole, 'MEMBER') THEN 'owner' ELSE 'plain' END AS "Value"
            FROM (SELECT) AS one LEFT JOIN pg_roles AS r ON r.rolname = {0}
            """, role).SingleAsync(cancellationToken);
        switch (kind)
        {
            case "unknown":
                return No($"PostgreSQL không có tài khoản “{role}”. Hãy tạo trước: CREATE ROLE {role} LOGIN PASSWORD '…'.");
            case "super":
                return No($"tài khoản “{role}” là superuser hoặc có BYPASSRLS, không gì hạn chế được. Hãy tạo một tài khoản thường.");
            case "owner":
                return No($"tài khoản “{role}” là chủ sở hữu các bảng hoặc thành viên của chủ sở hữu. Hãy tạo một tài khoản khác để chạy máy chủ.");
        }

        var (name, schema) = (await QuotedAsync(db, role, cancellationToken), await QuotedAsync(db, null, cancellationToken));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Sentences(name, schema, Grants(db)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return $"Đã nâng cấp lược đồ và cấp quyền cho “{role}”: đọc, ghi các bảng; nhật ký kiểm toán chỉ đọc và ghi thêm; không sửa được lược đồ. Hãy đặt tài khoản này vào DISPATCH_Database__ConnectionString của máy chủ.";
    }

    private static string Sentences(string role, string schema, IEnumerable<(string Table, string Privileges)> grants) => string.Create(CultureInfo.InvariantCulture, $"""
        GRANT USAGE ON SCHEMA {schema} TO {role};
        REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role};
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
        {string.Join('\n', grants.Select(grant => $"GRANT {grant.Privileges} ON \"{grant.Table}\" TO {role};"))}
        """);

    /// <summary>What the server needs on each table.</summary>
    private static IEnumerable<(string Table, string Privileges)> Grants(DispatchDbContext db) =>
        db.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null)
            .Select(entity => (Table: entity.GetTableName()!, Privileges: WrittenOnce.Contains(entity.ClrType) ? Once : Whole))
            .Concat(Words.Select(table => (table, Whole))).Append((History, "SELECT"))
            .Distinct().OrderBy(grant => grant.Item1, StringComparer.Ordinal);

    /// <summary>Which of these privileges the acting role holds, or does not hold, as "table (privilege)".</summary>
    private static Task<List<string>> HeldAsync(DispatchDbContext db, IReadOnlyList<(string Table, string Privileges)> grants, bool isHeld, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<string>(
            """
            SELECT t.name || ' (' || p || ')' AS "Value" FROM unnest({0}, {1}) AS t(name, privileges), unnest(string_to_array(t.privileges, ',')) AS p
            WHERE coalesce(has_table_privilege(to_regclass(quote_ident(t.name)), p), false) = {2}
            """,
            grants.Select(grant => grant.Table).ToArray(), grants.Select(grant => grant.Privileges).ToArray(), isHeld).ToListAsync(cancellationToken);

    private static Task<string> QuotedAsync(DispatchDbContext db, string? name, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<string>("""SELECT quote_ident(coalesce({0}, current_schema())) AS "Value" """, name ?? (object)DBNull.Value).SingleAsync(cancellationToken);

    private static string Some(List<string> held) => string.Join(", ", held.Take(Named)) + (held.Count > Named ? $" và {held.Count - Named} quyền khác" : "");

    private static Refusal No(string why) => new("admin.database-role", RefusalKind.Invalid, char.ToUpper(why[0], CultureInfo.InvariantCulture) + why[1..]);
}

/// <summary>The role the server connects as does not own the schema, and cannot run on it as it is.</summary>
/// <param name="why">What is missing, in Vietnamese.</param>
public sealed class DatabaseRoleException(string why) : Exception(
    $"Tài khoản PostgreSQL của DISPATCH_Database__ConnectionString không phải chủ sở hữu các bảng và {why}. "
    + "Hãy dùng chuỗi kết nối của chủ sở hữu để chạy: dispatch admin prepare-database --role TÀI_KHOẢN, rồi khởi động lại máy chủ.");
