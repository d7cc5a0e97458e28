using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Kernel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class IdempotencyTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private DraftDispatch Draft => new(ADispatch.Words(), Office.Person("signer.bng"));

    [Test]
    public async Task The_same_key_gets_the_same_answer_and_has_one_effect()
    {
        var first = await Office.As("drafter.bng").Do(Draft, key: "k1");
        var before = await Office.ContentsAsync();
        Office.Clock.Advance(TimeSpan.FromDays(30));

        var again = await Office.As("drafter.bng").Do(Draft, key: "k1");

        Assert.That(Json(again), Is.EqualTo(Json(first)));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_answer_is_the_first_one_even_when_the_paper_has_moved_on()
    {
        var signed = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        var first = await Office.As("clerk.bng").Do(new AssignNumber(signed.Id), key: "số");
        await new ADispatch(Office).WalkAsync(first, OutgoingState.Issued);

        var again = await Office.As("clerk.bng").Do(new AssignNumber(signed.Id), key: "số");

        Assert.That(Json(again), Is.EqualTo(Json(first)));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await Office.As("drafter.bng").Do(Draft, key: "k1");
        var before = await Office.ContentsAsync();

        var other = await Office.As("drafter.bng").Try(Draft with { Text = ADispatch.Words("việc khác") }, key: "k1");

        Assert.That((other.Refusal?.Code, other.Refusal?.Kind), Is.EqualTo(("idempotency.key-reused", (RefusalKind?)RefusalKind.KeyReused)));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_same_key_with_another_act_on_the_same_paper_is_refused()
    {
        var draft = await new ADispatch(Office).DraftAsync();
        await Office.As("drafter.bng").Do(new SubmitDispatch(draft.Id), key: "k1");
        var everything = new TestActor(Office.Root, Office.As("drafter.bng").Actor with { Roles = Dispatch.Engine.Directory.Role.UnitHead });

        Assert.That(await everything.RefusalOf(new PassContent(draft.Id), key: "k1"), Is.EqualTo("idempotency.key-reused"));
    }

    [Test]
    public async Task Another_persons_key_is_another_key()
    {
        var first = await Office.As("drafter.bng").Do(Draft, key: "k1");

        var second = await Office.As("drafter2.bng").Do(Draft, key: "k1");

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task A_key_whose_act_was_refused_is_still_free()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        Assert.That(await Office.As("clerk.bng").RefusalOf(new AssignNumber(dispatch.Id), key: "k1"), Is.EqualTo("lifecycle.not-now"));
        await Office.As("signer.bng").Do(new SignDispatch(dispatch.Id));

        Assert.That((await Office.As("clerk.bng").Do(new AssignNumber(dispatch.Id), key: "k1")).Number, Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_key_from_many_hands_at_once_has_one_effect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Office.As("drafter.bng").Do(Draft, key: "k1"))));

        Assert.That(answers.Select(Json).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1));
        Assert.That((await Office.As("clerk.bng").Do(new ListDispatches())).Items, Has.Count.EqualTo(1));
    }

    private static string Json(DispatchView view) => System.Text.Json.JsonSerializer.Serialize(view, KernelJson.Options);
}
