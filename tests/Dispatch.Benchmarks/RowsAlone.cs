using System.Data.Common;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>
/// What the database itself takes for the rows of an issue to 63: the same deliveries and the same messages, read from one that was issued, written again under new keys by one prepared
/// statement a table and committed. No act can be quicker than this; it is the floor that the bars of acts stand on.
/// </summary>
internal static class RowsAlone
{
    private const int Rounds = 120;

    // What makes a row another row; the rest of it stays.
    private static readonly Dictionary<string, string[]> Tables = new(StringComparer.Ordinal) { ["deliveries"] = ["Id", "ConsignmentId"], ["outbox"] = ["Key"] };

    // Ids of acts to come: they go to the end of each tree, as new ones do.
    private static readonly DateTimeOffset AfterAll = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int made;

    public static async Task RunAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        await using var bare = await office.BareCommitAsync(cancellationToken);
        var (times, commits) = (new List<double>(), new List<double>());
        for (var round = 0; round < WarmUp.Rounds + Rounds; round++)
        {
            await WarmUp.RestAsync(round, cancellationToken);
            var commit = await WarmUp.TimeAsync(() => bare.OnceAsync(cancellationToken));
            var took = await office.WithDatabaseAsync(db => OnceAsync(db, cancellationToken));
            if (round >= WarmUp.Rounds)
            {
                times.Add(took);
                commits.Add(commit);
            }
        }

        var (rows, one) = (times.Order().ElementAt(Rounds / 2), commits.Order().ElementAt(Rounds / 2));
        output.WriteLine(FormattableString.Invariant($"{"rows of an issue alone",-22} {rows,6:0.000} ms = {rows / one,6:0.0} bare commits (63 deliveries and 63 messages, prepared statements, no engine)"));
    }

    private static async Task<double> OnceAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        var rows = new Dictionary<string, List<object[]>>(StringComparer.Ordinal);
        var names = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var table in Tables.Keys)
        {
            (names[table], rows[table]) = await ReadAsync(connection, table, cancellationToken);
        }

        return await WarmUp.TimeAsync(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var table in Tables.Keys)
            {
                await WriteAsync(transaction, table, names[table], rows[table], cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        });
    }

    private static async Task<(string[] Names, List<object[]> Rows)> ReadAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = table == "deliveries" ? "SELECT * FROM deliveries WHERE ConsignmentId = (SELECT ConsignmentId FROM deliveries LIMIT 1) LIMIT 63" : $"SELECT * FROM {table} LIMIT 63";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        // One consignment for all of them, and ids that grow, as in an issue.
        var consignment = NewLike(rows[0][Array.IndexOf(names, Tables[table][^1])]);
        foreach (var row in rows)
        {
            foreach (var column in Tables[table])
            {
                row[Array.IndexOf(names, column)] = column == "ConsignmentId" ? consignment : NewLike(row[Array.IndexOf(names, column)]);
            }
        }

        return (names, rows);
    }

    private static async Task WriteAsync(DbTransaction transaction, string table, string[] names, List<object[]> rows, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", names.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select((_, at) => $"@p{at}"))})";
        for (var at = 0; at < names.Length; at++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{at}", rows[0][at]);
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
            {
                command.Parameters[at].Value = row[at];
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>A new id, kept as the other one is.</summary>
    private static object NewLike(object kept)
    {
        var id = Guid.CreateVersion7(AfterAll.AddMilliseconds(made++));
        return kept switch
        {
            Guid => id,
            byte[] => id.ToByteArray(bigEndian: true),
            _ => id.ToString("D").ToUpperInvariant(),
        };
    }
}
