using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReviseDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DispatchText NewWords = ADispatch.Words("trích yếu đã sửa");

    [Test]
    public async Task A_revision_needs_the_version_that_was_read()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That(await Office.As("drafter.bng").RefusalOf(new ReviseDispatch(draft.Id, NewWords)), Is.EqualTo("version.required"));
    }

    [Test]
    public async Task A_revision_raises_the_version_and_a_second_one_of_the_old_version_is_stale()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var revised = await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, NewWords), version: draft.Version);
        var late = await Office.As("drafter.bng").Try(new ReviseDispatch(draft.Id, ADispatch.Words("đến muộn")), version: draft.Version);

        Assert.That(late.Refusal?.Code, Is.EqualTo("version.stale"));
        var found = await Office.As("drafter.bng").Do(new FindDispatch(draft.Id));
        Assert.That((found.Version, found.Text.Subject), Is.EqualTo((revised.Version, "trích yếu đã sửa")));
        Assert.That(revised.Version, Is.EqualTo(draft.Version + 1));
    }

    [Test]
    public async Task Of_two_revisions_at_once_of_one_version_one_is_stale()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => Office.As("drafter.bng").Try(new ReviseDispatch(draft.Id, ADispatch.Words($"sửa lần {i}")), version: draft.Version))));

        Assert.That(outcomes.Count(outcome => !outcome.IsRefused), Is.EqualTo(1));
        Assert.That(outcomes.Where(outcome => outcome.IsRefused).Select(outcome => outcome.Refusal!.Code), Is.All.EqualTo("version.stale"));
    }

    [Test]
    public async Task Only_the_drafter_revises()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That(await Office.As("drafter2.bng").RefusalOf(new ReviseDispatch(draft.Id, NewWords), version: draft.Version), Is.EqualTo("registering.not-yours"));
    }

    [Test]
    public async Task The_kind_and_so_the_symbol_stays()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var revised = await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, NewWords with { Kind = "quyết định" }), version: draft.Version);

        Assert.That((revised.Text.Kind, revised.Symbol), Is.EqualTo((draft.Text.Kind, draft.Symbol)));
    }

    [TestCase(OutgoingState.ContentCheck)]
    [TestCase(OutgoingState.AwaitingSignature)]
    [TestCase(OutgoingState.Signed)]
    [TestCase(OutgoingState.Issued)]
    public async Task What_is_submitted_is_revised_no_more(OutgoingState state)
    {
        var dispatch = await new ADispatch(Office).AtAsync(state);

        Assert.That(await Office.As("drafter.bng").RefusalOf(new ReviseDispatch(dispatch.Id, NewWords), version: dispatch.Version), Is.EqualTo("lifecycle.not-now"));
    }
}
