using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Persistence;

public sealed class DurabilityTests
{
    [Test]
    public async Task Every_SQLite_connection_flushes_each_commit_to_disk()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

        Assert.That(await ReadAsync(office, "PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(await ReadAsync(office, "PRAGMA synchronous"), Is.EqualTo("2"), "FULL");
    }

    [Test]
    public async Task Starting_again_changes_nothing()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var before = await office.ContentsAsync();

        await DatabaseStart.PrepareAsync(office.Root, CancellationToken.None);

        Assert.That(await office.ContentsAsync(), Is.EqualTo(before));
    }

    private static Task<string> ReadAsync(TestOffice office, string pragma) => office.Look(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    });
}
