using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Benchmarks;

/// <summary>Search over 100,000 dispatches, and the trace of a family of 15,000 nodes until its first and its last byte. The rows are written past the acts: the questions read rows, whoever wrote them.</summary>
internal static class SearchBenchmark
{
    private const int Papers = 100_000;
    private const int AtOnce = 1_000;

    private static readonly string[] Topics =
    [
        "đối ngoại địa phương", "đổi mới giáo dục", "phòng chống thiên tai", "quản lý đất đai", "chuyển đổi số", "cải cách hành chính", "bảo vệ rừng phòng hộ", "an toàn giao thông",
        "giải ngân đầu tư công", "bồi thường giải phóng mặt bằng", "hòa giải ở cơ sở", "tuyển dụng viên chức", "đón Tết Nguyên đán", "kiểm tra công vụ", "hội nhập quốc tế", "kỷ niệm ngày thành lập ngành",
    ];

    private static readonly string[] Asked =
    [
        "đối ngoại", "doi ngoai", "đổi ngoại", "công tác", "chuyen doi so tinh", "phòng hộ", "77777", "4242/BNG-CNV", "Điện Biên", "hoa giai", "thôn 31415", "kiểm tra công vụ quý", "giao th", "UBND tỉnh", "không có từ này",
    ];

    public static async Task RunAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await office.WithDatabaseAsync(async db => await FillAsync(db, office, cancellationToken));
        await office.IndexAsync(cancellationToken);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Papers:N0} dispatches written and indexed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        var times = new List<double>();
        foreach (var text in Enumerable.Repeat(Asked, 10).SelectMany(asked => asked))
        {
            var asked = Stopwatch.GetTimestamp();
            await office.AsAsync("auditor", new SearchPapers(text), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        // The first round warms.
        var sorted = times.Skip(Asked.Length).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"search: median {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, slowest {sorted[^1]:0.0} ms"));
        for (var i = 0; i < Asked.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Asked[i],-24} {times.Where((_, at) => at % Asked.Length == i).Skip(1).Order().ElementAt(4):0.0} ms"));
        }
    }

    /// <summary>A ministry sends to a hundred, each copies to a hundred and forty or so: dispatch, delivery, registration, copy, delivery, registration.</summary>
    public static async Task TraceAsync(BenchOffice office, TextWriter output, CancellationToken cancellationToken)
    {
        var paper = await office.WithDatabaseAsync(db => GrowAsync(db, cancellationToken));
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var tree = await office.AsAsync("auditor", new TraceFamily(paper), cancellationToken);
            await using var wire = new TimedStream(start);
            await JsonSerializer.SerializeAsync(wire, tree, KernelJson.Options, cancellationToken);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trace of {tree.Nodes.Count:N0} nodes: first byte {wire.First:0} ms, whole {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, {wire.Written / 1e6:0.0} MB"));
        }
    }

    private static async Task<bool> FillAsync(DispatchDbContext db, BenchOffice office, CancellationToken cancellationToken)
    {
        var at = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var from = 0; from < Papers; from += AtOnce)
        {
            for (var i = from; i < from + AtOnce; i++)
            {
                var topic = Topics[i % Topics.Length];
                var subject = string.Create(CultureInfo.InvariantCulture, $"tăng cường công tác {topic} đợt {i}");
                var paper = new OfficialDispatch
                {
                    Id = Id<OfficialDispatch>.New(at.AddSeconds(i)),
                    OrganisationId = office.Organisation("auditor"),
                    DrafterId = office.Person("drafter"),
                    SignerId = office.Person("signer"),
                    Subject = subject,
                    Symbol = "BNG-CNV",
                    CreatedAt = at.AddSeconds(i),
                    Text = new DispatchText
                    {
                        Subject = subject,
                        Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
                        Recipients = ["Như trên", "Lưu: VT"],
                        Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
                        Body =
                        [
                            string.Create(CultureInfo.InvariantCulture, $"Thực hiện nhiệm vụ năm {2020 + (i % 6)} về {topic}, đề nghị Ủy ban nhân dân tỉnh {(i % 63 == 0 ? "Điện Biên" : "bạn")} chỉ đạo các sở, ngành, địa phương rà soát, báo cáo kết quả tại thôn {i} trước ngày {1 + (i % 28)} hằng tháng."),
                            string.Create(CultureInfo.InvariantCulture, $"Giao đơn vị chủ trì tổng hợp, phối hợp {Topics[(i * 7) % Topics.Length]}, kịp thời tháo gỡ khó khăn, vướng mắc phát sinh trong quá trình triển khai ở cơ sở./."),
                        ],
                    },
                };
                db.Add(paper);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlRawAsync("ANALYZE", cancellationToken);
        }

        return true;
    }

    private static async Task<Guid> GrowAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        const int Provinces = 100;
        const int Districts = 73;
        var now = new DateTimeOffset(2024, 12, 17, 0, 0, 0, TimeSpan.Zero);
        var origin = await db.Set<OfficialDispatch>().Where(d => d.State == OutgoingState.Issued).OrderBy(d => d.Id).FirstAsync(cancellationToken);
        var like = await db.Set<Delivery>().AsNoTracking().Where(d => d.PaperId == origin.Id.Value).FirstAsync(cancellationToken);
        var facts = await db.Set<IncomingDispatch>().AsNoTracking().Where(i => i.FamilyId == like.FamilyId).Select(i => i.Facts).FirstAsync(cancellationToken);
        for (var province = 0; province < Provinces; province++)
        {
            var received = Send(db, like, origin.Id.Value, facts, $"Tỉnh {province}", origin.ContentHash!, now);
            var copy = new CertifiedCopyRow(received).Make(db, like, now);
            for (var district = 0; district < Districts; district++)
            {
                Send(db, like, copy, facts, $"Huyện {district} tỉnh {province}", origin.ContentHash!, now);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return origin.Id.Value;
    }

    private static IncomingDispatch Send(DispatchDbContext db, Delivery like, Guid paper, PaperFacts facts, string name, string hash, DateTimeOffset now)
    {
        var delivery = new Delivery
        {
            Id = Id<Delivery>.New(now),
            ConsignmentId = like.ConsignmentId,
            PaperId = paper,
            FamilyId = like.FamilyId,
            SenderId = like.SenderId,
            RecipientId = Id<Body>.New(now),
            RecipientName = name,
            Line = like.Line,
            Channel = like.Channel,
            QueuedAt = now,
        };
        var incoming = new IncomingDispatch
        {
            Id = Id<IncomingDispatch>.New(now),
            OrganisationId = like.RecipientId,
            DeliveryId = delivery.Id,
            SenderId = like.SenderId,
            FamilyId = like.FamilyId,
            Facts = facts,
            DuplicateKey = string.Empty,
            ContentHash = hash,
            ArrivedAt = now,
        };
        db.Add(delivery);
        db.Add(incoming);
        return incoming;
    }

    /// <summary>A copy as the family sees one that was issued.</summary>
    private sealed record CertifiedCopyRow(IncomingDispatch Source)
    {
        public Guid Make(DispatchDbContext db, Delivery like, DateTimeOffset now)
        {
            var copy = new Engine.Copying.CertifiedCopy
            {
                Id = Id<Engine.Copying.CertifiedCopy>.New(now),
                OrganisationId = like.RecipientId,
                IncomingId = Source.Id,
                SourceHash = Source.ContentHash!,
                FamilyId = like.FamilyId,
                Form = CopyForm.SaoY,
                Medium = Medium.Paper,
                Recipients = [],
                Capacity = [],
                RequesterId = default,
                SignerId = default,
                CreatedAt = now,
            };
            db.Entry(copy).Property(c => c.ContentHash).CurrentValue = Source.ContentHash;
            db.Add(copy);
            return copy.Id.Value;
        }
    }

    /// <summary>Counts what is written and notes when the first of it was.</summary>
    private sealed class TimedStream(long start) : Stream
    {
        public double First { get; private set; } = -1;

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            First = First < 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : First;
            Written += count;
        }
    }
}
