using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Images;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Signing;

/// <summary>What the installation has to sign with: where timestamps and answers on revocation come from, and the keys and images it keeps. Leaders' PINs are never among them.</summary>
public interface ISigningServices
{
    /// <summary>How much evidence a signature gets.</summary>
    SignatureLevel Level { get; }

    /// <summary>Where timestamps come from; null where the level needs none.</summary>
    ITimestampService? Timestamps { get; }

    /// <summary>Where answers on revocation come from; null where the level needs none.</summary>
    IRevocationService? Revocation { get; }

    /// <summary>What is proven of a file, by whom this installation trusts and as of now; answers on revocation that the file lacks are asked for where that is allowed.</summary>
    Task<FileFinding> VerifyAsync(byte[] file, CancellationToken cancellationToken);

    /// <summary>A key the server keeps for a person (the demonstration's people only); null when it keeps none. It stays open for the next caller.</summary>
    /// <exception cref="SigningException">It is there and cannot be opened.</exception>
    ISigningKey? KeyOf(Id<Person> person);

    /// <summary>A key the server keeps for an organisation's seal signature; null when it keeps none. It stays open for the next caller.</summary>
    /// <exception cref="SigningException">It is there and cannot be opened.</exception>
    ISigningKey? KeyOf(Id<Body> organisation);

    /// <summary>The image of a person's signature, PNG; null when there is none.</summary>
    /// <exception cref="UnreadableImageException">It is there and cannot be read.</exception>
    ReadOnlyMemory<byte>? ImageOf(Id<Person> person);

    /// <summary>The image of an organisation's seal, PNG in its real size; null when there is none.</summary>
    /// <exception cref="UnreadableImageException">It is there and cannot be read.</exception>
    ReadOnlyMemory<byte>? ImageOf(Id<Body> organisation);
}

/// <summary>Nothing but signatures made elsewhere, without timestamps; nobody is trusted.</summary>
internal sealed class NoSigningServices(TimeProvider clock) : ISigningServices
{
    public SignatureLevel Level => SignatureLevel.Basic;

    public ITimestampService? Timestamps => null;

    public IRevocationService? Revocation => null;

    public Task<FileFinding> VerifyAsync(byte[] file, CancellationToken cancellationToken) =>
        Task.FromResult(PdfVerifier.Verify(file, new VerificationSettings { Now = clock.GetUtcNow() }, cancellationToken));

    public ISigningKey? KeyOf(Id<Person> person) => null;

    public ISigningKey? KeyOf(Id<Body> organisation) => null;

    public ReadOnlyMemory<byte>? ImageOf(Id<Person> person) => null;

    public ReadOnlyMemory<byte>? ImageOf(Id<Body> organisation) => null;
}
