using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SubmitDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_submitted_draft_waits_for_the_head_of_the_unit()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var submitted = await Office.As("drafter.bng").Do(new SubmitDispatch(draft.Id));

        Assert.That((submitted.State, submitted.Version), Is.EqualTo((OutgoingState.ContentCheck, 1)));
        var task = (await Office.As("head.bng").Do(new ListTasks())).Items.Single();
        Assert.That((task.PaperId, task.Act, task.Paper), Is.EqualTo((draft.Id.Value, "PassContent", "…/BNG-CNV")));
        Assert.That((await Office.As("drafter.bng").Do(new ListTasks())).Items, Is.Empty);
    }

    [Test]
    public async Task Its_content_is_checked_by_who_heads_the_drafting_unit_and_by_no_other_head()
    {
        var draft = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        var elsewhere = Office.AsRole(Role.UnitHead);

        Assert.That((await elsewhere.Do(new ListTasks())).Items, Is.Empty);
        var refused = (await elsewhere.Try(new PassContent(draft.Id))).Refusal!;
        Assert.That((refused.Code, refused.Message), Is.EqualTo(("workflow.someone-else", "Bước “Lãnh đạo đơn vị kiểm tra nội dung” không phải việc của bạn. Người cần làm: lãnh đạo đơn vị Cục Ngoại vụ.")));
        await Office.As("head.bng").Do(new PassContent(draft.Id));
    }

    [Test]
    public async Task Of_a_unit_that_nobody_heads_any_head_checks_the_content()
    {
        var drafter = Office.As("drafter2.bng");
        var draft = await drafter.Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));
        await drafter.Do(new SubmitDispatch(draft.Id));

        Assert.That((await Office.As("head.bng").Do(new PassContent(draft.Id))).State, Is.EqualTo(OutgoingState.FormCheck));
    }

    [TestCase("drafter2.bng")]
    [TestCase("clerk.bng")]
    public async Task Only_the_drafter_submits(string other)
    {
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That(await Office.As(other).RefusalOf(new SubmitDispatch(draft.Id)), Is.EqualTo("registering.not-yours"));
    }

    [Test]
    public async Task A_draft_is_submitted_once()
    {
        var draft = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);

        Assert.That(await Office.As("drafter.bng").RefusalOf(new SubmitDispatch(draft.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_stale_version_is_not_submitted()
    {
        var draft = await new ADispatch(Office).DraftAsync();
        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, ADispatch.Words("sửa")), version: 0);

        Assert.That(await Office.As("drafter.bng").RefusalOf(new SubmitDispatch(draft.Id), version: 0), Is.EqualTo("version.stale"));
    }
}
