using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A test of use cases in which the leader and the ministry sign with keys of their own.</summary>
public abstract class KeysFixture(DatabaseKind kind) : UseCaseFixture(kind)
{
    private protected static readonly DateTimeOffset ValidFrom = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected DevelopmentAuthority Authority { get; private set; } = null!;

    private protected SoftwareKey Leader { get; private set; } = null!;

    private protected SoftwareKey House { get; private set; } = null!;

    [OneTimeSetUp]
    public void IssueKeys()
    {
        Authority = DevelopmentAuthority.Create(ValidFrom);
        Leader = Authority.IssueToPerson("Nguyễn Minh Vũ", "Thứ trưởng Thường trực", "Bộ Ngoại giao", ValidFrom);
        House = Authority.IssueToOrganisation("Bộ Ngoại giao", ValidFrom);
    }

    [OneTimeTearDown]
    public void ForgetKeys()
    {
        Leader.Dispose();
        House.Dispose();
        Authority.Dispose();
    }

    private protected static SignerCertificate By(SoftwareKey key) => new(key.Certificate.RawData, [.. key.Issuers.Select(issuer => issuer.RawData)]);

    /// <summary>Prepares a signature and makes it with a key; what completes it.</summary>
    private protected static async Task<CompleteSigning> SignedBy(SoftwareKey key, TestActor actor, MediatR.IRequest<Outcome<SigningSessionView>> prepare)
    {
        var session = await actor.Do(prepare);
        return new CompleteSigning(session.Id, await key.SignDigestAsync(session.Digest, CancellationToken.None));
    }
}
