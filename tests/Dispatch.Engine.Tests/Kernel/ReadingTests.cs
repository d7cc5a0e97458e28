using Dispatch.Engine.Auditing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Kernel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReadingTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task What_an_auditor_reads_is_on_record_once_a_day_and_what_a_clerk_reads_is_not()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var auditor = Office.As("auditor.bng");

        await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id));
        Assert.That(await ReadingsAsync(), Is.Empty);
        await auditor.Do(new FindDispatch(dispatch.Id));
        await auditor.Do(new ReadPaper(dispatch.Id.Value));
        Assert.That(await auditor.RefusalOf(new ReadPaper(Guid.Empty)), Is.EqualTo("access.unknown"));
        Assert.That((await ReadingsAsync()).Single().Entry, Does.Contain(dispatch.Id.ToString()));
        Office.Clock.Advance(TimeSpan.FromDays(1));
        await auditor.Do(new FindDispatch(dispatch.Id));

        var readings = await ReadingsAsync();
        Assert.That(readings.Select(reading => reading.Subject), Is.EqualTo(new[] { Office.Person("auditor.bng").Value, Office.Person("auditor.bng").Value }));
        Assert.That(readings.Select(reading => reading.Subject), Has.None.EqualTo(dispatch.Id.Value), "a paper's course is not changed by looking");
    }

    private Task<List<AuditLeaf>> ReadingsAsync() => Office.Look(db => db.Set<AuditLeaf>().Where(leaf => leaf.Act == "access.read").OrderBy(leaf => leaf.Index).ToListAsync());
}
