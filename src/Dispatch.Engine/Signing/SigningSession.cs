using System.Linq.Expressions;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Signing;

/// <summary>Whose signature a session is for.</summary>
public enum SigningPurpose
{
    /// <summary>Chữ ký của người có thẩm quyền: certifies the file, before number and date.</summary>
    Leader,

    /// <summary>Chữ ký số của cơ quan: over number and date, the last one before issue.</summary>
    Seal,

    /// <summary>Chữ ký số của cơ quan sao, on the file of a certified copy.</summary>
    Copy,
}

/// <summary>Where a session stands.</summary>
public enum SigningSessionState
{
    /// <summary>Waits for its one signature, until it runs out.</summary>
    Open,

    /// <summary>Its signature stands in the file.</summary>
    Used,

    /// <summary>Another session took its place, or the paper moved on.</summary>
    Discarded,
}

/// <summary>
/// The intent to sign (crash points CP1, CP2, CP7): one prepared file, frozen with its time and its attributes before any key is used. A signature that comes back fits
/// this file and no other; when the answer is lost the same bytes are signed again.
/// </summary>
public sealed class SigningSession : IVersioned
{
    /// <summary>How long a signature may take to come back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long the file of a session that came to nothing is kept afterwards: a signature made outside may still have to be explained. Its hash stays in the log.</summary>
    public static readonly TimeSpan KeptUnsigned = TimeSpan.FromDays(30);

    /// <summary>Identity.</summary>
    public required Id<SigningSession> Id { get; init; }

    /// <summary>Whose paper.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>What is signed: an outgoing dispatch, or for <see cref="SigningPurpose.Copy"/> a certified copy.</summary>
    public required Guid PaperId { get; init; }

    /// <summary>The paper's version when the file was prepared; another version is another paper.</summary>
    public required int PaperVersion { get; init; }

    /// <summary>Whose signature.</summary>
    public required SigningPurpose Purpose { get; init; }

    /// <summary>Who asked, and alone may bring the signature back.</summary>
    public required Id<Person> PersonId { get; init; }

    /// <summary>The certificate that will sign, DER.</summary>
    public required byte[] Certificate { get; init; }

    /// <summary>The certificates above it, DER.</summary>
    public required IReadOnlyList<byte[]> Issuers { get; init; }

    /// <summary>RSA-PSS instead of PKCS#1 v1.5.</summary>
    public bool PrefersPss { get; init; }

    /// <summary>SHA-256 of the prepared file, which is what the signer sees; kept in the file store where it was signed, else for <see cref="KeptUnsigned"/>.</summary>
    public required string PreparedHash { get; init; }

    /// <summary>Where the signature will stand.</summary>
    public required long HoleStart { get; init; }

    /// <summary>How long its place is.</summary>
    public required int HoleLength { get; init; }

    /// <summary>The digest of the prepared file without the hole.</summary>
    public required byte[] DocumentDigest { get; init; }

    /// <summary>The signed attributes, DER: what the key signs the digest of.</summary>
    public required byte[] Attributes { get; init; }

    /// <summary>The time that the signature states.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>From then on no signature is taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands.</summary>
    public SigningSessionState State { get; private set; }

    /// <summary>SHA-256 of the signed file; null until then.</summary>
    public string? SignedHash { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether its signature is still awaited.</summary>
    public bool IsOpen(DateTimeOffset now) => State is SigningSessionState.Open && now < ExpiresAt;

    /// <summary>Those whose prepared file is kept.</summary>
    internal static Expression<Func<SigningSession, bool>> KeepsFile(DateTimeOffset now)
    {
        var since = now - KeptUnsigned;
        return session => session.State == SigningSessionState.Used || session.ExpiresAt > since;
    }

    internal void Use(string signedHash) => (State, SignedHash) = (SigningSessionState.Used, signedHash);

    internal void Discard() => State = SigningSessionState.Discarded;
}

internal sealed class SigningSessionTable : IEntityTypeConfiguration<SigningSession>
{
    public void Configure(EntityTypeBuilder<SigningSession> builder)
    {
        builder.ToTable("signing_sessions");
        builder.HasKey(session => session.Id);
        builder.HasIndex(session => new { session.PaperId, session.Purpose, session.State });
        builder.Property(session => session.Issuers).HasJson();
        builder.Property(session => session.PreparedHash).HasMaxLength(64);
        builder.Property(session => session.SignedHash).HasMaxLength(64);
        builder.Property(session => session.DocumentDigest).HasMaxLength(64);
    }
}
