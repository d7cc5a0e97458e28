using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Directory.Accounts;

namespace Dispatch.Engine;

/// <summary>The databases the engine runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded; one node.</summary>
    Sqlite,

    /// <summary>Many nodes.</summary>
    PostgreSql,

    /// <summary>Many nodes.</summary>
    SqlServer,
}

/// <summary>Where an installation keeps its things.</summary>
/// <param name="Provider">Which database.</param>
/// <param name="ConnectionString">How to reach it.</param>
/// <param name="DataFolder">Where files are kept.</param>
/// <param name="WorkflowsFolder">Where the procedures are.</param>
/// <param name="PasswordRounds">Rounds of PBKDF2-HMAC-SHA-512 for a password (ASVS 11.4.2 asks for 210,000); fewer only where passwords are no secret.</param>
public sealed record EngineSettings(DatabaseProvider Provider, string ConnectionString, string DataFolder, string WorkflowsFolder, int PasswordRounds = 210_000)
{
    /// <summary>Where the bytes of papers lie.</summary>
    public string FilesFolder => Path.Combine(DataFolder, "files");

    /// <summary>Where keys and secrets lie; made with the first of them.</summary>
    public string KeysFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Where people reach this installation from outside, http or https without a query; the QR code on a copy leads there. Null prints no code.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>How long sessions hold, and who needs a second factor.</summary>
    public AccountRules Accounts { get; init; } = new(DemandsSecondFactor: false);

    /// <summary>Where each partner's folders for packages are; null while the installation has no partner.</summary>
    public string? ExchangeFolder { get; init; }

    /// <summary>Where the scanner for malware listens that files of partners are shown to; null while the office has none.</summary>
    public EndPoint? MalwareScanner { get; init; }

    /// <summary>What locks the keys that seal cookies and tokens where they lie in the data folder, with its RSA key; null leaves them as they are.</summary>
    public X509Certificate2? KeyRingCertificate { get; init; }

    /// <summary>Where numbers and heads of logs are witnessed outside the database; in the data folder unless the office names a place.</summary>
    [AllowNull]
    public string WitnessFolder { get => field ?? Path.Combine(DataFolder, "witness"); init; }

    /// <summary>How many bytes one organisation may keep; null holds nobody back.</summary>
    public long? Quota { get; init; }

    /// <summary>How mail is sent; null while none is.</summary>
    public Distributing.MailSettings? Mail { get; init; }
}
