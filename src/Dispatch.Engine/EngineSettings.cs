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
    /// <summary>How long sessions hold, and who needs a second factor.</summary>
    public AccountRules Accounts { get; init; } = new(DemandsSecondFactor: false);
}
