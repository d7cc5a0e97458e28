using System.Net;
using Dispatch.Api.Http;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Api.Tests.Http;

/// <summary>When the program itself fails, the caller is told that and nothing more, and may safely try again.</summary>
public sealed class FaultTests
{
    private const string Words = "the disk fell out";

    [Test]
    public async Task A_fault_before_the_commit_tells_nothing_keeps_nothing_and_can_be_tried_again()
    {
        var failed = await FailOnceAsync(new IOException(Words));

        Assert.Multiple(() =>
        {
            Assert.That((failed.Status, failed.Code), Is.EqualTo((HttpStatusCode.InternalServerError, "server.fault")));
            Assert.That((string?)failed.Json["traceId"], Is.Not.Empty);
            Assert.That(failed.Text, Does.Not.Contain(" at "));
        });
    }

    [TestCaseSource(nameof(Outages))]
    public async Task An_outage_is_told_as_one_and_the_same_key_does_the_act_once_it_is_over(Exception outage, string code)
    {
        var failed = await FailOnceAsync(outage);

        Assert.That((failed.Status, failed.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, code)));
    }

    [Test]
    public async Task A_stored_file_whose_bytes_turned_is_told_to_who_watches_the_server()
    {
        await using var house = await ApiHouse.OpenAsync();
        var hash = await house.Services.GetRequiredService<FileStore>().PutAsync("nội dung"u8.ToArray(), CancellationToken.None);
        await File.WriteAllTextAsync(System.IO.Directory.EnumerateFiles(house.Folder, hash, SearchOption.AllDirectories).Single(), "nội dunG");

        Assert.That(() => house.Services.GetRequiredService<FileRound>().RunAsync(CancellationToken.None), Throws.InstanceOf<DamagedFilesException>());

        var ready = await house.Stranger().GetAsync("/health/ready");
        Assert.That(ready.Text, Does.StartWith("Degraded").And.Contain("storage: stored files no longer have their recorded bytes").And.Not.Contain(hash));
    }

    [Test]
    public async Task A_disk_that_is_gone_or_takes_no_file_is_told_to_who_watches_the_server()
    {
        await using var house = await ApiHouse.OpenAsync(ApiHouse.WithoutOutbox);
        var (files, elsewhere) = (Path.Combine(house.Folder, "files"), Path.Combine(house.Folder, "elsewhere"));
        System.IO.Directory.Move(files, elsewhere);
        System.IO.Directory.CreateDirectory(files);

        Assert.That((await house.Stranger().GetAsync("/health/ready")).Text, Does.StartWith("Degraded").And.Contain("storage: the disk of the stored files is not there"));

        System.IO.Directory.Delete(files);
        System.IO.Directory.Move(elsewhere, files);
        Assert.That((await house.Stranger().GetAsync("/health/ready")).Text, Does.Not.Contain("storage:"));
        Assert.That(StorageHealth.TakesFiles("/sys"), Is.False);
        Assert.That(System.IO.Directory.EnumerateFiles(house.Folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_database_that_is_not_the_one_that_was_prepared_is_told_to_who_watches_the_server()
    {
        await using var house = await ApiHouse.OpenAsync(ApiHouse.WithoutOutbox);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Database.ExecuteSqlRawAsync("ALTER TABLE number_series RENAME TO elsewhere");
        }

        var ready = await house.Stranger().GetAsync("/health/ready");

        Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(ready.Text, Does.StartWith("Unhealthy\ndatabase: the database does not answer"));
    }

    private static IEnumerable<TestCaseData> Outages()
    {
        yield return new TestCaseData(new SqliteException(Words, 13), "storage.full");
        yield return new TestCaseData(new DbUpdateException("wrapped", new SqliteException(Words, 13)), "storage.full");
        yield return new TestCaseData(new IOException(Words, 28), "storage.full");
        yield return new TestCaseData(new PostgresException(Words, "ERROR", "ERROR", "53100"), "storage.full");
        yield return new TestCaseData(new NpgsqlException(Words, new System.Net.Sockets.SocketException(111)), "storage.unreachable");
        yield return new TestCaseData(new PostgresException(Words, "FATAL", "FATAL", "57P01"), "storage.unreachable");
        yield return new TestCaseData(new PostgresException(Words, "ERROR", "ERROR", "25006"), "storage.not-ours");
        yield return new TestCaseData(new PostgresException(Words, "ERROR", "ERROR", "42P01"), "storage.not-ours");
        yield return new TestCaseData(new PostgresException(Words, "FATAL", "FATAL", "3D000"), "storage.not-ours");
        yield return new TestCaseData(new PostgresException(Words, "FATAL", "FATAL", "28P01"), "storage.not-ours");
        yield return new TestCaseData(new IOException(Words, 30), "storage.unwritable");
        yield return new TestCaseData(new UnauthorizedAccessException(Words), "storage.unwritable");
    }

    /// <summary>A draft whose act breaks off before its commit; nothing of it is kept, the fault's own words do not leave, and the same key does it afterwards.</summary>
    private static async Task<ApiAnswer> FailOnceAsync(Exception fault)
    {
        var accident = new Accident(fault);
        await using var house = await ApiHouse.OpenAsync(services => services.AddSingleton<CrashPoints>(accident));
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync();
        var before = (await drafter.GetAsync("/api/dispatches")).Text;

        accident.IsDue = true;
        var failed = await drafter.ActAsync("/api/dispatches", draft, key: "once");
        var between = (await drafter.GetAsync("/api/dispatches")).Text;
        var again = await drafter.ActAsync("/api/dispatches", draft, key: "once");

        Assert.Multiple(() =>
        {
            Assert.That(failed.Text, Does.Not.Contain(Words));
            Assert.That(between, Is.EqualTo(before));
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), again.Text);
        });
        return failed;
    }

    private sealed class Accident(Exception fault) : CrashPoints
    {
        public bool IsDue { get; set; }

        public override void Hit(string point)
        {
            if (IsDue && point == BeforeCommit)
            {
                IsDue = false;
                throw fault;
            }
        }
    }
}
