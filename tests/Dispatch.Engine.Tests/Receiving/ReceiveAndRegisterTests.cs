using System.Text.Json.Nodes;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tests.Workflows;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Receiving;

/// <summary>ReceiveAndRegister: the law's two moves in one act.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReceiveAndRegisterTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task One_act_makes_both_moves_and_the_sender_hears_where_the_paper_stands()
    {
        var (sent, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        var entered = await Office.As("clerk.db").Do(new ReceiveAndRegister(arrived.Id), version: arrived.Version);
        await Office.DeliverAsync();

        Assert.That((entered.State, entered.ArrivalNumber, entered.RegisteredOn), Is.EqualTo((IncomingState.Registered, 1, Office.Clock.Today)));
        Assert.That((await Office.As("clerk.db").Do(new FindIncoming(arrived.Id))).Version, Is.EqualTo(entered.Version), "whoever goes on from the answer is not stale");
        Assert.That((await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Incoming, 2024))).Items.Single().PaperId, Is.EqualTo(arrived.Id.Value));
        Assert.That(await LeavesAsync(arrived), Is.EqualTo(new[] { "receiving.arrived", "receiving.received", "receiving.registered" }), "each move has its leaf");
        Assert.That(await Office.Look(db => db.Set<KeptReceipt>().Where(r => r.OwnerId == Office.Body("bng")).OrderBy(r => r.Code).Select(r => r.Code).ToListAsync()), Is.EqualTo(new[] { ReceiptCode.Arrived, ReceiptCode.Registered }), "01, then 03");
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        Assert.That((delivery.State, delivery.ArrivalNumber), Is.EqualTo((DeliveryState.Registered, 1)));
    }

    [Test]
    public async Task The_route_goes_through_both_steps_to_the_next_person()
    {
        var (_, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        await Office.As("clerk.db").Do(new ReceiveAndRegister(arrived.Id));

        var steps = await Office.Look(db => db.Set<WorkflowTask>().Where(t => t.PaperId == arrived.Id.Value).OrderBy(t => t.WaitId).Select(t => new { t.Act, t.Outcome }).ToListAsync());
        Assert.That(steps.Select(step => (step.Act, step.Outcome)), Is.EqualTo(new[] { ("Receive", "Received"), ("Register", "Registered"), ("SubmitToLeader", (string?)null) }));
        var going = await new AnIncoming(Office).WalkAsync(await Office.As("clerk.db").Do(new FindIncoming(arrived.Id)), IncomingState.Assigned);
        Assert.That(going.State, Is.EqualTo(IncomingState.Assigned), "nothing of the route was left behind");
    }

    [Test]
    public async Task A_repeat_gets_the_first_answer_and_takes_no_second_number()
    {
        var (_, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        var first = await Office.As("clerk.db").Do(new ReceiveAndRegister(arrived.Id), key: "once");
        var again = await Office.As("clerk.db").Do(new ReceiveAndRegister(arrived.Id), key: "once");

        Assert.That((again.ArrivalNumber, again.Version), Is.EqualTo((first.ArrivalNumber, first.Version)));
        Assert.That((await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Incoming, 2024))).Items, Has.Count.EqualTo(1));
    }

    [TestCase(IncomingState.Received)]
    [TestCase(IncomingState.Registered)]
    [TestCase(IncomingState.Refused)]
    public async Task What_was_received_or_refused_before_is_not_received_again(IncomingState state)
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(state);

        Assert.That(await Office.As("clerk.db").RefusalOf(new ReceiveAndRegister(incoming.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_step_between_the_two_refuses_both_and_says_what_to_do()
    {
        await StepBetweenAsync();
        var (_, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        var refusal = (await Office.As("clerk.db").Try(new ReceiveAndRegister(arrived.Id))).Refusal!;

        Assert.That(refusal.Code, Is.EqualTo(TaskRefusals.NotThisStepCode));
        Assert.That(refusal.Message, Does.Contain("Đang chờ: “Kiểm đếm phụ lục”").And.Contain("hãy tiếp nhận riêng"));
        var untouched = await Office.As("clerk.db").Do(new FindIncoming(arrived.Id));
        Assert.That((untouched.State, untouched.Version), Is.EqualTo((IncomingState.Arrived, arrived.Version)));
        Assert.That(await LeavesAsync(arrived), Is.EqualTo(new[] { "receiving.arrived" }));
        Assert.That((await Office.As("clerk.db").Do(new ReceiveIncoming(arrived.Id))).State, Is.EqualTo(IncomingState.Received), "by itself it is lawful");
    }

    [Test]
    public async Task Two_clerks_at_once_give_one_number()
    {
        var (_, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Office.As("clerk.db").Try(new ReceiveAndRegister(arrived.Id)))));

        Assert.That(tries.Count(answer => !answer.IsRefused), Is.EqualTo(1));
        Assert.That((await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Incoming, 2024))).Items.Select(line => line.Number), Is.EqualTo(new[] { 1 }));
    }

    private Task<List<string>> LeavesAsync(IncomingView incoming) =>
        Office.Look(db => db.Set<AuditLeaf>().Where(leaf => leaf.Subject == incoming.Id.Value && leaf.OrganisationId == Office.Body("ubnd-dien-bien")).OrderBy(leaf => leaf.Index).Select(leaf => leaf.Act).ToListAsync());

    /// <summary>The shipped procedure with a step of the office's own between receiving and registering.</summary>
    private async Task StepBetweenAsync()
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedDefinitionsTests.Folder, "receive-dispatch.json")))!;
        json["version"] = 99;
        var root = json["root"]!;
        var count = new AStep("count", "Dispatch.HumanTask", "Done", $"{AProcedure.Literal("title", "Kiểm đếm phụ lục")}, {AProcedure.Literal("role", "Clerk")}");
        root["activities"]!.AsArray().Add(JsonNode.Parse(count.Json));
        var way = root["connections"]!.AsArray().Single(connection => (string)connection!["target"]!["activity"]! == "register")!;
        way["target"]!["activity"] = "count";
        root["connections"]!.AsArray().Add(JsonNode.Parse("""{"source":{"activity":"count","port":"Done"},"target":{"activity":"register","port":"In"}}"""));
        var uploaded = await Office.As("admin.db").Do(new UploadProcedure(json.ToJsonString()));
        await Office.As("admin.db").Do(new PublishProcedure(uploaded.DefinitionId, uploaded.Number));
    }
}
