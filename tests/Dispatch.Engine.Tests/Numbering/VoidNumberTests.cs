using Dispatch.Engine.Issuing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Numbering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class VoidNumberTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_voided_number_stays_in_the_book_with_its_reason_and_is_never_given_again()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var voided = await Office.As("clerk.bng").Do(new VoidNumber(dispatch.Id, "Nội dung không còn phù hợp"));
        var next = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That((voided.State, voided.NumberAndSymbol, voided.Reason), Is.EqualTo((OutgoingState.Voided, "01/BNG-CNV", "Nội dung không còn phù hợp")));
        Assert.That(next.Number, Is.EqualTo(2));
        var lines = (await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024))).Items;
        Assert.That(lines.Select(line => (line.Number, line.IsVoided, line.Note)), Is.EqualTo(new[] { (1, true, "Nội dung không còn phù hợp"), (2, false, (string?)null) }));
    }

    [Test]
    public async Task A_voided_number_ends_the_route()
    {
        var voided = await new ADispatch(Office).AtAsync(OutgoingState.Voided);

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty);
        Assert.That(await Office.As("clerk.bng").RefusalOf(new IssueDispatch(voided.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [TestCase(OutgoingState.Signed)]
    [TestCase(OutgoingState.Issued)]
    public async Task Only_a_number_that_was_given_and_not_issued_is_voided(OutgoingState state)
    {
        var dispatch = await new ADispatch(Office).AtAsync(state);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new VoidNumber(dispatch.Id, "Nhầm")), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_number_is_voided_for_a_reason()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new VoidNumber(dispatch.Id, " ")), Is.EqualTo("signing.reason-needed"));
    }
}
