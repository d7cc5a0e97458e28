using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>A paper through the three steps of the law: the leader signs, number and date are filled in, the organisation signs.</summary>
internal static class SignedPaper
{
    public const string Number = SheetFields.Number;
    public const string Date = SheetFields.Date;
    public const string Leader = SheetFields.Signature;
    public const string Seal = SheetFields.Seal;

    /// <summary>Signs with nothing from outside: level Basic.</summary>
    public static PadesSigner Basic { get; } = new();

    /// <summary>Signs with the timestamp and revocation services of the authority of the tests, at the time of the tests.</summary>
    public static PadesSigner WithServices { get; } = SignerWith(DemoAuthority.Services, DemoAuthority.Clock);

    /// <summary>The seed as the layout prepares it for signing.</summary>
    public static byte[] Blank { get; } = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { IsToBeSigned = true });

    /// <summary>A paper of full size without fields.</summary>
    public static byte[] A4 => DispatchSheetPrinter.Print(SeedSheets.LongLetter);

    public static SignatureRequest LeaderRequest { get; } = new()
    {
        Field = Leader,
        Time = DemoAuthority.Now,
        Certifies = true,
        Look = SignatureLook.Image(DemoMarks.Handwriting),
        SignerName = "Nguyễn Minh Vũ",
    };

    public static SignatureRequest SealRequest { get; } = new()
    {
        Field = Seal,
        Time = DemoAuthority.Now.AddMinutes(20),
        Locks = [Number, Date],
        Look = SignatureLook.Image(DemoMarks.Seal),
        SignerName = "Bộ Ngoại giao",
    };

    public static PadesSigner SignerWith(ICertificateServices services, TimeProvider clock) => new(
        new TimestampClient(services, new TimestampSettings(new Uri(DemoAuthority.Address, DevelopmentServices.Timestamps), null, [DemoAuthority.Authority.Root]), clock),
        new RevocationClient(services, clock));

    /// <summary>The whole way. The evidence for both signatures is gathered with the last.</summary>
    public static async Task<byte[]> MakeAsync(SoftwareKey leader, SoftwareKey seal, SignatureLevel level = SignatureLevel.Basic)
    {
        var signed = await WithServices.SignAsync(Blank, LeaderRequest, leader, level == SignatureLevel.Basic ? level : SignatureLevel.Timestamped, CancellationToken.None);
        return await WithServices.SignAsync(Filled(signed), SealRequest, seal, level, CancellationToken.None);
    }

    public static byte[] Filled(byte[] paper)
    {
        using var file = new MemoryStream();
        file.Write(paper);
        FieldFilling.Fill(file, new Dictionary<string, string>(StringComparer.Ordinal) { [Number] = "6983", [Date] = "ngày 17 tháng 12 năm 2024" });
        return file.ToArray();
    }

    /// <summary>What our own verifier finds, with the root of the tests trusted, a day later.</summary>
    public static FileFinding Verify(byte[] paper)
    {
        var settings = new VerificationSettings { Now = DemoAuthority.Now.AddDays(1) };
        settings.Trust(DemoAuthority.RootPem);
        return PdfVerifier.Verify(paper, settings);
    }

    /// <summary>What pdfsig says of a paper signed with quiet keys, their root being trusted.</summary>
    public static string Pdfsig(byte[] paper)
    {
        using var bench = new Workbench();
        bench.Put("root.pem", DemoAuthority.Quiet.Root.Pem());
        bench.Put("paper.pdf", paper);
        Directory.CreateDirectory(bench.At("nss"));
        bench.Run("certutil", "-N", "-d", "sql:nss", "--empty-password");
        bench.Run("certutil", "-A", "-d", "sql:nss", "-n", "root", "-t", "CT,CT,CT", "-i", "root.pem");
        return bench.Try("pdfsig", "-nssdir", "sql:nss", "paper.pdf").Said;
    }
}
