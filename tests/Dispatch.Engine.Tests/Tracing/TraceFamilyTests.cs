using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class TraceFamilyTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_draft_is_a_family_of_one()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var tree = await Office.As("auditor.bng").Do(new TraceFamily(draft.Id.Value));

        Assert.That(tree.Nodes.Select(node => (node.Type, node.Title, node.State)), Is.EqualTo(new[] { (TraceNodeType.Dispatch, "…/BNG-CNV", "Drafting") }));
        Assert.That(tree.Edges, Is.Empty);
    }

    [Test]
    public async Task A_receiver_sees_the_path_to_itself_and_nothing_of_the_others()
    {
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var incoming = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);

        var seen = await Office.As("auditor.db").Do(new TraceFamily(incoming.Id.Value));
        var all = await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value));

        Assert.That(seen.Nodes.Select(node => (node.Type, node.Organisation)), Is.EqualTo(new[]
        {
            (TraceNodeType.Dispatch, "Bộ Ngoại giao"), (TraceNodeType.Delivery, "Ủy ban nhân dân tỉnh Điện Biên"), (TraceNodeType.Incoming, "Ủy ban nhân dân tỉnh Điện Biên"),
        }));
        Assert.That(all.Nodes, Has.Count.EqualTo(5));
        Assert.That(all.Edges, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Paper_from_outside_is_the_root_of_its_own_family()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var paper = await Office.As("clerk.db").Do(new RegisterPaper(incoming.Facts with { SheetHash = null, Author = "Bộ Nội vụ" }));

        var tree = await Office.As("auditor.db").Do(new TraceFamily(paper.Id.Value));

        var root = tree.Nodes.Single();
        Assert.That((root.Type, root.ParentId, root.Title, root.Subject), Is.EqualTo((TraceNodeType.Incoming, (Guid?)null, incoming.Facts.NumberAndSymbol, incoming.Facts.Subject)));
    }

    [Test]
    public async Task What_is_not_there_is_not_traced() =>
        Assert.That(await Office.As("auditor.bng").RefusalOf(new TraceFamily(Guid.Empty)), Is.EqualTo("access.unknown"));

    [Test]
    public async Task Paper_without_a_file_has_none_to_read()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var paper = await Office.As("clerk.db").Do(new RegisterPaper(incoming.Facts with { SheetHash = null, Author = "Bộ Nội vụ" }));
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);

        Assert.That(await Office.As("clerk.db").RefusalOf(new ReadPaper(paper.Id.Value)), Is.EqualTo("tracing.no-file"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new ReadPaper(copy.Id.Value)), Is.EqualTo("tracing.no-file"));
    }

    [Test]
    public async Task A_file_that_was_altered_on_disk_is_never_shown()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Damage(sent.ContentHash!);

        Assert.That(() => Office.As("clerk.bng").Do(new ReadPaper(sent.Id.Value)), Throws.InstanceOf<Dispatch.Engine.Persistence.DamagedFileException>());
    }
}
