using System.Diagnostics;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>The trace of a family of 2,000 nodes. The deliveries beyond the directory's bodies are written as rows: the question reads rows, whoever wrote them.</summary>
internal static class TraceBenchmark
{
    private const int Nodes = 2_000;

    public static async Task RunAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        var paper = await office.WithDatabaseAsync(db => GrowAsync(db, cancellationToken));
        var times = new List<double>();
        var count = 0;
        for (var i = 0; i < 30; i++)
        {
            var start = Stopwatch.GetTimestamp();
            count = (await office.AsAsync("auditor", new TraceFamily(paper), cancellationToken)).Nodes.Count;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(FormattableString.Invariant($"trace of {count} nodes: median {times.Order().ElementAt(15):0.0} ms, slowest {times.Max():0.0} ms"));
    }

    private static async Task<Guid> GrowAsync(DbContext db, CancellationToken cancellationToken)
    {
        var origin = await db.Set<OfficialDispatch>().Where(d => d.State == OutgoingState.Issued).OrderBy(d => d.Id).FirstAsync(cancellationToken);
        var like = await db.Set<Delivery>().AsNoTracking().Where(d => d.PaperId == origin.Id.Value).FirstAsync(cancellationToken);
        var facts = await db.Set<IncomingDispatch>().AsNoTracking().Where(i => i.FamilyId == like.FamilyId).Select(i => i.Facts).FirstAsync(cancellationToken);
        var now = like.QueuedAt;
        for (var i = 0; i < Nodes / 2; i++)
        {
            var delivery = new Delivery
            {
                Id = Id<Delivery>.New(now),
                ConsignmentId = like.ConsignmentId,
                PaperId = like.PaperId,
                FamilyId = like.FamilyId,
                SenderId = like.SenderId,
                RecipientId = Id<Body>.New(now),
                RecipientName = FormattableString.Invariant($"Cơ quan thứ {i}"),
                Line = like.Line,
                Channel = DeliveryChannel.Installation,
                QueuedAt = now,
            };
            db.Add(delivery);
            db.Add(new IncomingDispatch
            {
                Id = Id<IncomingDispatch>.New(now),
                OrganisationId = like.RecipientId,
                DeliveryId = delivery.Id,
                SenderId = like.SenderId,
                FamilyId = like.FamilyId,
                Facts = facts,
                DuplicateKey = string.Empty,
                ContentHash = origin.ContentHash,
                ArrivedAt = now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return origin.Id.Value;
    }
}
