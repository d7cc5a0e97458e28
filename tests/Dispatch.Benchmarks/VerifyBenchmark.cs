using System.Diagnostics;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Benchmarks;

/// <summary>A dispatch signed by a leader, numbered and sealed, verified with all that came between: chains, answers about revocation left to the caller.</summary>
internal static class VerifyBenchmark
{
    private const int Times = 200;

    // Until the code is compiled for good: what is measured before is half instrumentation.
    private const int WarmUp = 2_000;

    /// <summary>About two pages, as the seed 1349/BNG-CNV.</summary>
    private static DispatchSheet Sheet { get; } = new()
    {
        IssuerName = "Bộ Ngoại giao",
        Symbol = "BNG-CNV",
        Place = "Hà Nội",
        Year = 2024,
        Subject = "Định hướng công tác đối ngoại và hội nhập quốc tế của địa phương trong thời gian tới",
        Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        Body = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("Tiếp tục triển khai đồng bộ, hiệu quả, toàn diện đường lối đối ngoại, hội nhập quốc tế. ", 7)), 9)],
        Recipients = ["Như trên", "Lưu: HC, CNV"],
        Signing = new SigningBlock(["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], "Nguyễn Minh Vũ"),
        IsToBeSigned = true,
    };

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var signed = new DateTimeOffset(2024, 12, 17, 10, 0, 0, TimeSpan.FromHours(7));
        using var authority = DevelopmentAuthority.Create(signed.AddYears(-1));
        var paper = await SignedAsync(authority, signed, cancellationToken);
        var settings = new VerificationSettings { Now = signed.AddDays(1) };
        settings.Trust(authority.Root.RawData);
        var times = new List<double>();
        FileFinding? finding = null;
        for (var i = 0; i < WarmUp + Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            finding = PdfVerifier.Verify(paper, settings, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(FormattableString.Invariant(
            $"verify a dispatch signed twice ({paper.Length / 1024} KB, {finding!.Integrity}, {finding.Verdict}): median {times.Skip(WarmUp).Order().ElementAt(Times / 2):0.00} ms, slowest {times.Skip(WarmUp).Max():0.0} ms"));
    }

    private static async Task<byte[]> SignedAsync(DevelopmentAuthority authority, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var leader = authority.IssueToPerson("Nguyễn Minh Vũ", "Thứ trưởng", "Bộ Ngoại giao", time.AddDays(-10), HolderKey.Rsa2048);
        var seal = authority.IssueToOrganisation("Bộ Ngoại giao", time.AddDays(-10), HolderKey.Rsa3072);
        var signer = new PadesSigner();
        var signed = await signer.SignAsync(DispatchSheetPrinter.Print(Sheet), new SignatureRequest { Field = SheetFields.Signature, Time = time, Certifies = true }, leader, SignatureLevel.Basic, cancellationToken);
        using var file = new MemoryStream();
        file.Write(signed);
        FieldFilling.Fill(file, new Dictionary<string, string>(StringComparer.Ordinal) { [SheetFields.Number] = "6983", [SheetFields.Date] = "ngày 17 tháng 12 năm 2024" });
        return await signer.SignAsync(file.ToArray(), new SignatureRequest { Field = SheetFields.Seal, Time = time, Locks = [SheetFields.Number, SheetFields.Date] }, seal, SignatureLevel.Basic, cancellationToken);
    }
}
