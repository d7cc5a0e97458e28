using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>Starts that follow a start which did not end well, or that meet a database of another version.</summary>
public sealed class SchemaStartTests
{
    [Test]
    public async Task A_start_that_was_killed_while_it_migrated_does_not_hold_off_the_next()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-killed-").FullName;
        var connection = $"Data Source={Path.Combine(folder, "dispatch.db")}";
        // As EF leaves it when its process dies between taking the lock and the end.
        await using (var db = new SqliteConnection(connection))
        {
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2024-12-17 00:00:00');";
            await command.ExecuteNonQueryAsync();
        }

        await using (var services = TestOffice.Services(DatabaseProvider.Sqlite, connection, folder, new TestClock(), new TestCrash()))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));

            await DatabaseStart.PrepareAsync(services, patience.Token);
        }

        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [TestCase(DatabaseKind.Sqlite)]
    [TestCase(DatabaseKind.PostgreSql)]
    public async Task A_database_a_newer_program_changed_is_left_alone(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await office.Look(db => db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('20991231000000_Later', '99.0.0')"));
        var before = await office.ContentsAsync();

        Assert.That(async () => await DatabaseStart.PrepareAsync(office.Root, CancellationToken.None), Throws.TypeOf<UnfitDatabaseException>().With.Message.Contains("20991231000000_Later"));
        Assert.That(await office.ContentsAsync(), Is.EqualTo(before));
    }

    [TestCase(0.9, false)]
    [TestCase(-0.9, false)]
    [TestCase(1.1, true)]
    [TestCase(-7200, true)]
    public void A_machine_whose_clock_is_not_the_databases_takes_no_part(double secondsAhead, bool isRefused) =>
        Assert.That(() => ClockStart.Judge(TimeSpan.FromSeconds(secondsAhead)), isRefused ? Throws.TypeOf<UnfitDatabaseException>() : Throws.Nothing);

    [Test]
    public async Task The_clock_of_the_server_is_asked()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.PostgreSql);

        var ahead = await office.Look(db => ClockStart.AheadAsync(db, office.Clock, CancellationToken.None));

        // The test's clock stands in 2024, the server's does not.
        Assert.That(ahead, Is.GreaterThan(TimeSpan.FromDays(365)));
    }
}
