using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Signing;

/// <summary>PassContent and PassForm: the two looks of Điều 12 before a signature.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CheckTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task Content_then_form_then_the_signer()
    {
        var submitted = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);

        var content = await Office.As("head.bng").Do(new PassContent(submitted.Id));
        var form = await Office.As("clerk.bng").Do(new PassForm(submitted.Id));

        Assert.That((content.State, form.State), Is.EqualTo((OutgoingState.FormCheck, OutgoingState.AwaitingSignature)));
    }

    [Test]
    public async Task The_drafter_passes_neither_content_nor_form_of_their_own_draft()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        var everything = new TestActor(Office.Root, Office.As("drafter.bng").Actor with { Roles = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer });

        Assert.That(await everything.RefusalOf(new PassContent(dispatch.Id)), Is.EqualTo("signing.self-approval"));
        await Office.As("head.bng").Do(new PassContent(dispatch.Id));
        Assert.That(await everything.RefusalOf(new PassForm(dispatch.Id)), Is.EqualTo("signing.self-approval"));
        await Office.As("clerk.bng").Do(new PassForm(dispatch.Id));
        Assert.That(await everything.RefusalOf(new SignDispatch(dispatch.Id)), Is.EqualTo("signing.self-approval"));
    }

    [Test]
    public async Task The_form_is_not_passed_before_the_content()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);

        var outcome = await Office.As("clerk.bng").Try(new PassForm(dispatch.Id));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("lifecycle.not-now"));
        Assert.That(outcome.Refusal?.Kind, Is.EqualTo(RefusalKind.Conflict));
        Assert.That(outcome.Refusal?.Message, Does.Contain("duyệt nội dung").And.Contain("Chờ kiểm tra nội dung"));
    }

    [Test]
    public async Task A_returned_draft_goes_back_to_the_drafter_with_the_reason_and_its_route_with_it()
    {
        foreach (var (state, who) in new[] { (OutgoingState.ContentCheck, "head.bng"), (OutgoingState.FormCheck, "clerk.bng"), (OutgoingState.AwaitingSignature, "signer.bng") })
        {
            var dispatch = await new ADispatch(Office).AtAsync(state);

            var returned = await Office.As(who).Do(new ReturnDispatch(dispatch.Id, "  Sửa lại trích yếu "));

            Assert.That((returned.State, returned.Reason), Is.EqualTo((OutgoingState.Drafting, "Sửa lại trích yếu")), $"returned from {state}");
            var task = (await Office.As("drafter.bng").Do(new Dispatch.Engine.Workflows.ListTasks())).Items.Single();
            Assert.That((task.PaperId, task.Act), Is.EqualTo((dispatch.Id.Value, "Submit")));
            await new ADispatch(Office).WalkAsync(returned, OutgoingState.Issued);
        }
    }

    [TestCase("")]
    [TestCase("   ")]
    public async Task A_return_says_why(string reason)
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);

        Assert.That(await Office.As("head.bng").RefusalOf(new ReturnDispatch(dispatch.Id, reason)), Is.EqualTo("signing.reason-needed"));
    }

    [Test]
    public async Task A_step_that_waits_for_others_is_not_taken_by_returning()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);

        Assert.That(await Office.As("signer2.bng").RefusalOf(new ReturnDispatch(dispatch.Id, "Tôi không đồng ý")), Is.EqualTo("workflow.someone-else"));
    }
}
