using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Benchmarks;

/// <summary>Signing a two-page paper from its bytes to its bytes, against the bare operation of the key; and a scan of 200 MB where it lies.</summary>
internal static class SigningBenchmark
{
    private const int Rounds = 400;
    private const long ScanSize = 200L << 20;

    private static readonly DateTimeOffset Day = new(2024, 12, 17, 10, 30, 0, TimeSpan.FromHours(7));

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var authority = DevelopmentAuthority.Create(Day.AddYears(-1));
        foreach (var kind in new[] { HolderKey.Rsa2048, HolderKey.Rsa3072, HolderKey.EllipticP256 })
        {
            using var key = authority.IssueToPerson("Nguyễn Minh Vũ", "Thứ trưởng", "Bộ Ngoại giao", Day.AddMonths(-1), kind);
            await MeasureAsync(kind, key, output, cancellationToken);
        }

        await SignScanAsync(authority, output, cancellationToken);
    }

    private static async Task MeasureAsync(HolderKey kind, SoftwareKey key, TextWriter output, CancellationToken cancellationToken)
    {
        var paper = DispatchSheetPrinter.Print(Sheet);
        var request = new SignatureRequest { Field = SheetFields.Signature, Time = Day, Certifies = true, Look = SignatureLook.Image(DemoMarks.Handwriting) };
        var signer = new PadesSigner();
        var digest = SHA256.HashData(paper);
        var (raw, whole) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            // In turns, so that both see the same machine.
            var start = Stopwatch.GetTimestamp();
            await key.SignDigestAsync(digest, cancellationToken);
            raw.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            await signer.SignAsync(paper, request, key, SignatureLevel.Basic, cancellationToken);
            whole.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var (bare, all) = (raw.Order().ElementAt(Rounds / 2), whole.Order().ElementAt(Rounds / 2));
        output.WriteLine(FormattableString.Invariant($"sign {kind}: key alone {bare:0.000} ms, whole with image {all:0.000} ms = {all / bare:0.00} x (median of {Rounds})"));
    }

    private static async Task SignScanAsync(DevelopmentAuthority authority, TextWriter output, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"dispatch-scan-{Environment.ProcessId}.pdf");
        try
        {
            await WriteScanAsync(path, cancellationToken);
            using var key = authority.IssueToOrganisation("UBND tỉnh Điện Biên", Day.AddMonths(-1), HolderKey.Rsa3072);
            var request = new SignatureRequest
            {
                Place = new NewField("ChuKySoBanSao", "Chữ ký số của cơ quan sao", 1, 120, 10, 80, 12),
                Time = Day,
                Look = SignatureLook.Text("Sao y; Ủy ban nhân dân tỉnh Điện Biên; 17/12/2024; 10:30:00 +07:00"),
            };
            var start = Stopwatch.GetTimestamp();
            await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            {
                await new PadesSigner().SignAsync(file, request, key, SignatureLevel.Basic, cancellationToken);
            }

            var time = Stopwatch.GetElapsedTime(start);
            using var self = Process.GetCurrentProcess();
            output.WriteLine(FormattableString.Invariant($"sign a scan of {ScanSize >> 20} MB: {time.TotalSeconds:0.00} s, the process held at most {self.PeakWorkingSet64 >> 20} MB"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task WriteScanAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var places = new List<long>();
        foreach (var body in new[]
        {
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>", $"<< /Length {ScanSize} >>",
        })
        {
            await WriteAsync(file, places.Count == 0 ? "%PDF-1.7\n" : "", cancellationToken);
            places.Add(file.Position);
            await WriteAsync(file, $"{places.Count} 0 obj\n{body}\n", cancellationToken);
            if (places.Count == 4)
            {
                await WriteAsync(file, "stream\n", cancellationToken);
                var noise = RandomNumberGenerator.GetBytes(1 << 20);
                for (var i = 0; i < ScanSize >> 20; i++)
                {
                    await file.WriteAsync(noise, cancellationToken);
                }

                await WriteAsync(file, "\nendstream\n", cancellationToken);
            }

            await WriteAsync(file, "endobj\n", cancellationToken);
        }

        var table = file.Position;
        await WriteAsync(
            file,
            $"xref\n0 5\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            cancellationToken);
    }

    private static ValueTask WriteAsync(FileStream file, string text, CancellationToken cancellationToken) => file.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);

    private static DispatchSheet Sheet => new()
    {
        IssuerName = "Bộ Ngoại giao",
        Symbol = "BNG-CNV",
        Place = "Hà Nội",
        Subject = "Định hướng công tác đối ngoại",
        Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        Body = [.. Enumerable.Repeat("Tiếp tục triển khai đồng bộ, hiệu quả, toàn diện đường lối đối ngoại, hội nhập quốc tế của Đại hội XIII của Đảng và các nghị quyết của Bộ Chính trị.", 24)],
        Recipients = ["- Như trên;", "- Lưu: VT."],
        Signing = new SigningBlock(["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], "Nguyễn Minh Vũ"),
        IsToBeSigned = true,
    };
}
