using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Tracing;

/// <summary>One dispatch to 100 provinces, each of which copies it for 49 departments, each of which copies the copy: 15,001 nodes in seven levels. The rows are written past the acts.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class LargeFamilyTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const int Provinces = 100;
    private const int Departments = 49;

    private readonly List<Delivery> deliveries = [];
    private readonly List<IncomingDispatch> arrivals = [];
    private readonly List<CertifiedCopy> copies = [];

    private DispatchView origin = null!;

    [SetUp]
    public async Task GrowAsync()
    {
        deliveries.Clear();
        arrivals.Clear();
        copies.Clear();
        origin = await new ADispatch(Office).To("Phòng Văn thư").AtAsync(OutgoingState.Issued);
        var (provinces, departments) = await BodiesAsync();
        for (var p = 0; p < Provinces; p++)
        {
            var copy = CopyOf(Arrive(origin.Id.Value, Office.Body("bng"), provinces[p], p), CopyForm.SaoY, p, isIssued: true);
            for (var d = 0; d < Departments; d++)
            {
                // One department is still writing its copy: nobody else's business.
                CopyOf(Arrive(copy.Id.Value, provinces[p], departments[d], p + d), CopyForm.SaoLuc, d, isIssued: (p, d) != (0, Departments - 1));
            }
        }

        await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<Delivery>().Where(delivery => delivery.PaperId == origin.Id.Value).ExecuteDeleteAsync();
            await db.AddAllAsync(deliveries, CancellationToken.None);
            await db.AddAllAsync(arrivals, CancellationToken.None);
            await db.AddAllAsync(copies, CancellationToken.None);
            await transaction.CommitAsync();
            return 0;
        });
    }

    [Test]
    public async Task The_issuer_sees_every_node_once_in_its_place_with_its_state()
    {
        var tree = await Office.As("auditor.bng").Do(new TraceFamily(origin.Id.Value));

        var depth = Depths(tree);
        var levels = depth.Values.GroupBy(level => level).OrderBy(group => group.Key).Select(group => group.Count());
        // The copy that is still being written stays its writer's own.
        Assert.That(levels, Is.EqualTo(new[] { 1, Provinces, Provinces, Provinces, Provinces * Departments, Provinces * Departments, (Provinces * Departments) - 1 }));
        Assert.That(tree.Nodes.Select(node => node.Id), Is.Unique);
        Assert.That(tree.Edges, Has.Count.EqualTo(tree.Nodes.Count - 1));
        Assert.That(tree.Edges.Select(edge => edge.To), Is.Unique);
        Assert.That(Enum.GetValues<TraceNodeType>().Select(type => tree.Nodes.Where(node => node.Type == type).Select(node => depth[node.Id] % 3).Distinct().Single()), Is.EqualTo(new[] { 0, 1, 2, 0 }), "paper, delivery, arrival, copy, and so on down");
        var states = deliveries.GroupBy(delivery => delivery.State.ToString(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Assert.That(tree.Nodes.Where(node => node.Type is TraceNodeType.Delivery).GroupBy(node => node.State, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal), Is.EquivalentTo(states));
        Assert.That(states, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Parents_come_before_children_and_brothers_in_the_order_in_which_they_came()
    {
        var tree = await Office.As("auditor.bng").Do(new TraceFamily(origin.Id.Value));

        var place = tree.Nodes.Select((node, at) => (node.Id, at)).ToDictionary(row => row.Id, row => row.at);
        Assert.That(tree.Edges.All(edge => place[edge.From] < place[edge.To]));
        var brothers = tree.Nodes.Where(node => node.ParentId == origin.Id.Value).Select(node => node.Organisation);
        Assert.That(brothers, Is.EqualTo(deliveries.Where(delivery => delivery.PaperId == origin.Id.Value).OrderBy(delivery => delivery.Id.Value).Select(delivery => delivery.RecipientName)));
    }

    [Test]
    public async Task A_province_sees_its_own_branch_and_a_department_every_path_that_led_to_it()
    {
        var province = arrivals.First(arrival => arrival.OrganisationId == Office.Body("ubnd-dien-bien"));
        var department = arrivals.First(arrival => arrival.OrganisationId == Office.Body("so-noi-vu-dien-bien"));

        var branch = await Office.As("auditor.db").Do(new TraceFamily(province.Id.Value));
        var paths = await Office.As("auditor.snv").Do(new TraceFamily(department.Id.Value));

        Assert.That(branch.Nodes, Has.Count.EqualTo(4 + (3 * Departments) - 1), "the draft of a department is its own");
        Assert.That(Depths(branch).Values.Max(), Is.EqualTo(6));
        Assert.That(branch.Nodes.Where(node => node.Type is TraceNodeType.Copy && node.ParentId == province.Id.Value), Has.Exactly(1).Items);
        Assert.That(paths.Nodes, Has.Count.EqualTo(1 + (6 * Provinces)));
        Assert.That(paths.Nodes.Where(node => node.Type is TraceNodeType.Incoming).Select(node => node.OrganisationId).Distinct().Count(), Is.EqualTo(Provinces + 1), "every way to the paper, and no neighbour");
        Assert.That(await Office.As("auditor.lc").RefusalOf(new TraceFamily(province.Id.Value)), Is.EqualTo("access.unknown"));
    }

    private static Dictionary<Guid, int> Depths(FamilyTree tree)
    {
        var depth = new Dictionary<Guid, int>();
        foreach (var node in tree.Nodes)
        {
            depth.Add(node.Id, node.ParentId is { } parent && depth.TryGetValue(parent, out var above) ? above + 1 : 0);
        }

        return depth;
    }

    /// <summary>Điện Biên and its Sở Nội vụ are real; the others only bear names.</summary>
    private async Task<(List<Id<Body>> Provinces, List<Id<Body>> Departments)> BodiesAsync()
    {
        var now = Office.Clock.GetUtcNow();
        List<Body> made = [.. Enumerable.Range(1, Provinces + Departments - 2).Select(n => new Body { Id = Id<Body>.New(now), Key = $"co-quan-{n}", Kind = BodyKind.ProvincialCommittee, Name = $"Cơ quan {n}" })];
        await Office.Look(db =>
        {
            db.AddRange(made);
            return db.SaveChangesAsync();
        });
        var ids = made.ConvertAll(body => body.Id);
        return ([Office.Body("ubnd-dien-bien"), .. ids.Take(Provinces - 1)], [Office.Body("so-noi-vu-dien-bien"), .. ids.Skip(Provinces - 1)]);
    }

    private IncomingDispatch Arrive(Guid paper, Id<Body> sender, Id<Body> receiver, int n)
    {
        var now = Office.Clock.GetUtcNow();
        var delivery = new Delivery
        {
            Id = Id<Delivery>.New(now),
            ConsignmentId = new Id<Consignment>(paper),
            PaperId = paper,
            FamilyId = new Id<Family>(origin.Id.Value),
            SenderId = sender,
            RecipientId = receiver,
            RecipientName = $"Nơi nhận {n}",
            Line = "- Như trên;",
            Channel = DeliveryChannel.Installation,
            QueuedAt = now,
        };
        ReceiptCode[] told = [ReceiptCode.Arrived, ReceiptCode.Registered, ReceiptCode.Done];
        delivery.Record(told[n % told.Length], now, arrivalNumber: n + 1, reason: null);
        deliveries.Add(delivery);
        arrivals.Add(new IncomingDispatch
        {
            Id = Id<IncomingDispatch>.New(now),
            OrganisationId = receiver,
            DeliveryId = delivery.Id,
            SenderId = sender,
            FamilyId = delivery.FamilyId,
            Facts = new PaperFacts
            {
                Form = PaperForm.Original,
                Medium = Medium.Electronic,
                Author = "Bộ Ngoại giao",
                Kind = "công văn",
                NumberAndSymbol = "01/BNG-CNV",
                Date = Office.Clock.Today,
                Subject = "phối hợp",
                Signer = "Nguyễn Minh Vũ",
            },
            DuplicateKey = string.Empty,
            ContentHash = origin.ContentHash,
            ArrivedAt = now,
        });
        return arrivals[^1];
    }

    private CertifiedCopy CopyOf(IncomingDispatch source, CopyForm form, int n, bool isIssued)
    {
        var now = Office.Clock.GetUtcNow();
        var copy = new CertifiedCopy
        {
            Id = Id<CertifiedCopy>.New(now),
            OrganisationId = source.OrganisationId,
            IncomingId = source.Id,
            SourceHash = source.ContentHash!,
            FamilyId = source.FamilyId,
            Form = form,
            Medium = Medium.Paper,
            Recipients = [],
            Capacity = [],
            RequesterId = Office.Person("clerk.db"),
            SignerId = Office.Person("signer.db"),
            CreatedAt = now,
        };
        copy.Move(CopyAct.Approve);
        copy.TakeNumber(n + 1, "SY", Office.Clock.Today);
        if (isIssued)
        {
            copy.Issue(origin.ContentHash!, now);
        }

        copies.Add(copy);
        return copy;
    }
}
