using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Tests.Signatures.Authority;

/// <summary>One authority and a few keys for all tests: making them costs more than most tests do.</summary>
internal static class DemoAuthority
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When tests sign: the day of the seed, 17/12/2024, 10:30 in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2024, 12, 17, 10, 30, 0, TimeSpan.FromHours(7));

    public static DevelopmentAuthority Authority { get; } = DevelopmentAuthority.Create(Start);

    public static SoftwareKey Rsa { get; } = Authority.IssueToPerson("Nguyễn Minh Vũ", "Thứ trưởng Thường trực", "Bộ Ngoại giao", Start, HolderKey.Rsa2048);

    public static SoftwareKey Pss { get; } = SoftwareKey.Of(Rsa.Certificate, Rsa.Issuers, prefersPss: true);

    public static SoftwareKey P256 { get; } = Authority.IssueToPerson("Nguyễn Minh Hằng", "Thứ trưởng", "Bộ Ngoại giao", Start);

    public static SoftwareKey P384 { get; } = Authority.IssueToPerson("Lê Thanh Bình", null, "UBND tỉnh Điện Biên", Start, HolderKey.EllipticP384);

    public static SoftwareKey Seal { get; } = Authority.IssueToOrganisation("Bộ Ngoại giao", Start, HolderKey.Rsa3072);

    public static IReadOnlyDictionary<string, SoftwareKey> Keys { get; } =
        new Dictionary<string, SoftwareKey>(StringComparer.Ordinal) { ["rsa"] = Rsa, ["pss"] = Pss, ["p256"] = P256, ["p384"] = P384, ["rsa3072"] = Seal };

    public static byte[] RootPem => System.Text.Encoding.ASCII.GetBytes(Authority.Root.ExportCertificatePem());

    public static byte[] Pem(this X509Certificate2 certificate) => System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
}
