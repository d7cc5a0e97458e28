using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>What a start does, and what it finds done.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class DatabaseStartTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task The_model_begun_beside_the_host_is_the_one_its_contexts_find()
    {
        var begun = DatabaseStart.BuildModel(Office.Root.GetRequiredService<EngineSettings>());

        Assert.That(await Office.Look(db => Task.FromResult(db.Model)), Is.SameAs(begun));
    }

    [Test]
    public async Task Starting_again_sends_nothing_that_writes()
    {
        var before = await Office.ContentsAsync();

        await DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None);

        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [TestCase("UPDATE workflow_versions SET \"Stage\" = 'Retired' WHERE \"DefinitionId\" = 'issue-dispatch'", TestName = "A_procedure_somebody_retired_in_the_database_is_published_again_by_the_next_start")]
    [TestCase("DELETE FROM workflow_versions WHERE \"DefinitionId\" = 'issue-dispatch'", TestName = "A_procedure_that_is_not_kept_is_kept_by_the_next_start")]
    public async Task What_is_shipped_is_kept_again(string harm)
    {
        var published = await PublishedAsync();
        await Office.Look(db => AsInstallationAsync(db, harm));
        Assert.That(await PublishedAsync(), Is.EqualTo(published - 1));

        await DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None);

        Assert.That(await PublishedAsync(), Is.EqualTo(published));
    }

    [Test]
    public async Task A_file_that_changed_under_its_version_stops_the_start()
    {
        await Office.Look(db => AsInstallationAsync(db, "UPDATE workflow_versions SET \"Hash\" = 'khác' WHERE \"DefinitionId\" = 'issue-dispatch'"));

        var stopped = Assert.ThrowsAsync<UnsoundWorkflowException>(() => DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None));

        Assert.That(stopped!.Message, Does.Contain("issue-dispatch").And.Contain("Hãy tăng version"));
    }

    [Test]
    public async Task A_database_that_answers_is_asked_whether_it_takes_acts_and_what_time_it_is()
    {
        Assert.That(await DatabaseStart.AskAsync(Office.Root, CancellationToken.None), Is.EqualTo((true, TimeSpan.Zero)), "the clock of a test is nobody's");
        if (Office.Root.GetRequiredService<EngineSettings>().Provider is DatabaseProvider.PostgreSql)
        {
            await using var standBy = Office.Node(settings => settings with { ConnectionString = settings.ConnectionString + ";Options=-c default_transaction_read_only=on" });

            Assert.That((await DatabaseStart.AskAsync(standBy, CancellationToken.None)).TakesActs, Is.False);
        }

        Assert.That(new[] { 0.9, 1.1, -300 }.Select(seconds => DatabaseStart.IsOnTime(TimeSpan.FromSeconds(seconds))), Is.EqualTo(new[] { true, false, false }));
    }

    private Task<int> PublishedAsync() => Office.Look(db => db.Set<WorkflowVersion>().CountAsync(version => version.Stage == ProcedureStage.Published));

    private static Task<int> AsInstallationAsync(DispatchDbContext db, string sentence) => db.Database.ExecuteSqlRawAsync(sentence);
}
