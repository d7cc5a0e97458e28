using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.People;

namespace Dispatch.Engine.Tests.Workflows.Drawing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RouteTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_matter_shows_where_it_stands_and_where_it_stood()
    {
        await new AProcedure().PublishedAsync(Office);
        var begun = Office.Clock.GetUtcNow();
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        Office.Clock.Advance(TimeSpan.FromHours(2));
        await Office.As("head.bng").Do(new PassContent(dispatch.Id));
        Office.Clock.Advance(TimeSpan.FromHours(1));
        var auditor = Office.As("auditor.bng");

        var now = await auditor.Do(new FindRoute(dispatch.Id.Value));
        var then = await auditor.Do(new FindRoute(now.InstanceId.Value, begun + TimeSpan.FromHours(1)));

        Assert.That((Look(now, "content"), Look(now, "form"), Look(now, "sign")), Is.EqualTo(("Done", "Waiting", "Plain")));
        Assert.That((Look(then, "content"), Look(then, "form")), Is.EqualTo(("Waiting", "Plain")));
        Assert.That(now.Steps.Single(step => step.ActivityId == "content").Spent, Is.EqualTo(TimeSpan.FromHours(2)));
        Assert.That(now.Moments, Is.EqualTo(new[] { begun, begun + TimeSpan.FromHours(2) }));
        Assert.That(now.Svg, Does.Contain("Chờ văn thư").And.Contain("Lê Thị Hạnh"));
    }

    [Test]
    public async Task The_picture_marks_the_way_a_choice_took_and_no_other()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        var route = await Office.As("auditor.bng").Do(new FindRoute(dispatch.Id.Value));

        Assert.That((Look(route, "is-urgent"), Look(route, "has-opinions"), Look(route, "opinions"), Look(route, "needs-legal")), Is.EqualTo(("Done", "Done", "Plain", "Done")));
        Assert.That(route.Svg.Split("url(#to-done)"), Has.Length.EqualTo(7), "submit, check, and No three times: not the short way of what is urgent");
    }

    [Test]
    public async Task The_procedure_in_force_is_drawn()
    {
        var published = await new AProcedure { InBetween = [AProcedure.LegalView] }.PublishedAsync(Office);

        var drawn = await Office.As("admin.bng").Do(new DrawProcedure("issue-dispatch"));

        Assert.That(drawn.Hash, Is.EqualTo(published.Hash));
        Assert.That(drawn.Svg, Does.Contain("Thẩm định pháp lý"));
        Assert.That(await Office.As("admin.bng").RefusalOf(new DrawProcedure("no-such")), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task Whoever_cannot_act_yet_learns_for_whom_the_paper_waits()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);

        var refusal = (await Office.As("clerk.bng").Try(new AssignNumber(dispatch.Id))).Refusal!;

        Assert.That(refusal.Code, Is.EqualTo("lifecycle.not-now"));
        Assert.That(refusal.Message, Does.Contain("người cần làm: Nguyễn Minh Vũ"));
    }

    [Test]
    public async Task A_moment_before_somebody_took_a_step_or_took_the_matter_back_knows_nothing_of_it()
    {
        static AStep More(string id) => new(id, "Dispatch.HumanTask", "Done", $"{AProcedure.Literal("title", id)}, {AProcedure.Literal("role", "UnitHead")}");
        var choice = new AStep("choice", "Elsa.FlowDecision", "True", """
            "condition": {"typeName":"Boolean","expression":{"type":"Literal","value":true}}
            """, OtherPort: "False", OtherTo: "form");
        await new AProcedure { InBetween = [AProcedure.LegalView, choice, More("extra"), More("third")] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var (head, begun) = (Office.As("head.bng"), Office.Clock.GetUtcNow());
        var legal = await AProcedure.TaskAsync(head, "Thẩm định pháp lý");
        Office.Clock.Advance(TimeSpan.FromHours(1));
        await head.Do(new ClaimTask(legal.Id));
        Office.Clock.Advance(TimeSpan.FromHours(1));
        await head.Do(new CompleteTask(legal.Id, "Clear"));
        await head.Do(new CompleteTask((await AProcedure.TaskAsync(head, "extra")).Id, "Done"));
        Office.Clock.Advance(TimeSpan.FromHours(1));
        await head.Do(new ReturnTask((await AProcedure.TaskAsync(head, "third")).Id, legal.Id, "Xem lại căn cứ"));

        Task<RouteView> AtAsync(int hours) => Office.As("auditor.bng").Do(new FindRoute(dispatch.Id.Value, begun + TimeSpan.FromHours(hours)));
        var (first, taken, done, back) = (await AtAsync(0), await AtAsync(1), await AtAsync(2), await AtAsync(3));

        Assert.That((first.Steps[^1].Who, taken.Steps[^1].Who), Is.EqualTo((WorkflowWording.Of(Role.Drafter | Role.UnitHead), "Lê Thị Hạnh")));
        Assert.That((Look(done, "legal"), Look(done, "choice"), Look(done, "extra"), Look(done, "third")), Is.EqualTo(("Done", "Done", "Done", "Waiting")));
        Assert.That((Look(back, "legal"), Look(back, "choice"), Look(back, "extra"), Look(back, "third")), Is.EqualTo(("Waiting", "Plain", "Plain", "Plain")));
        Assert.That(back.Moments, Is.EqualTo(Enumerable.Range(0, 4).Select(hours => begun + TimeSpan.FromHours(hours))));
    }

    private static string Look(RouteView route, string step) =>
        System.Xml.Linq.XDocument.Parse(route.Svg).Descendants().Single(element => element.Attribute("data-step")?.Value == step).Attribute("data-look")!.Value;
}
