using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReportYearTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private int Year => Office.Clock.Today.Year;

    [Test]
    public async Task A_book_accounts_for_every_number()
    {
        await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, Year, 6983, "Chuyển từ hệ thống cũ"));
        await new ADispatch(Office).AtAsync(OutgoingState.Voided);
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var report = await Office.As("auditor.bng").Do(new ReportYear(Year));

        Assert.That(report.Books, Is.EqualTo(new[] { new BookNumbers(RegisterBook.Outgoing, Last: 6984, Lines: 2, Voided: 1, Declared: 6982) }));
        Assert.That(report.Books[0].Missing, Is.Zero);
        Assert.That(report.Months, Is.EqualTo(new[] { new MonthCount(RegisterBook.Outgoing, Office.Clock.Today.Month, 2) }));
    }

    [Test]
    public async Task A_line_that_somebody_took_out_of_the_book_is_missed()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await Office.Look(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteDeleteAsync(db.Set<RegisterLine>().Where(line => line.Number == 1)));

        Assert.That((await Office.As("auditor.bng").Do(new ReportYear(Year))).Books.Single().Missing, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_refused_and_who_copied_is_counted_for_the_issuer_and_for_nobody_else()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Refused);
        var (_, source) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await new ACopy(Office, source).AtAsync(CopyState.Numbered);
        await Office.DeliverAsync();

        var issuer = await Office.As("auditor.bng").Do(new ReportYear(Year));
        var stranger = await Office.AsRole(Engine.Directory.Role.Auditor, "ubnd-lai-chau").Do(new ReportYear(Year));

        Assert.That((issuer.Refusals.Single(), issuer.Copiers.Single()), Is.EqualTo((new NamedCount("Ủy ban nhân dân tỉnh Điện Biên", 1), new NamedCount("Ủy ban nhân dân tỉnh Điện Biên", 1))));
        Assert.That((stranger.Refusals.Count, stranger.Copiers.Count, stranger.Months.Count, stranger.Books.Count), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public async Task What_was_late_is_named_by_its_step()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        Office.Clock.Advance(TimeSpan.FromDays(20));

        var late = (await Office.As("auditor.bng").Do(new ReportYear(Year))).Late;

        Assert.That(late.Sum(step => step.Count), Is.EqualTo((await Office.As("head.bng").Do(new Engine.Workflows.ListTasks())).Items.Count(task => task.IsOverdue)));
    }

    [TestCase(1999)]
    [TestCase(9999)]
    public async Task A_year_that_no_book_has_is_refused(int year) => Assert.That(await Office.As("auditor.bng").RefusalOf(new ReportYear(year)), Is.EqualTo("shape.year"));
}
