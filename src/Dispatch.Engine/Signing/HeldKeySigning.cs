using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Keys;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Signing;

/// <summary>
/// Signs with a key the server keeps, through the same two acts as a key that is elsewhere: the session is committed before the key is used, the signature after.
/// The key is used once; a failure leaves the open session, and the next try signs the same bytes.
/// </summary>
public sealed class HeldKeySigning(IServiceScopeFactory scopes, ISigningServices services)
{
    /// <summary>Whether the server keeps this person's key.</summary>
    public bool HoldsKeyOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.PersonId is { } person && services.KeyOf(person) is not null;
    }

    /// <summary>The person's own signature, where the server keeps their key.</summary>
    /// <param name="caller">Who signs, with the caller's key and version.</param>
    /// <param name="dispatchId">What.</param>
    /// <param name="cancellationToken">Stops before the key is used.</param>
    public Task<Outcome<DispatchView>> SignAsync(ActContext caller, Id<OfficialDispatch> dispatchId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return SignAsync(caller, () => caller.Actor?.PersonId is { } person ? services.KeyOf(person) : null, by => new PrepareSignature(dispatchId, by), Complete, cancellationToken);
    }

    /// <summary>The organisation's signature, where the server keeps its key.</summary>
    /// <param name="caller">The clerk, with the caller's key and version.</param>
    /// <param name="dispatchId">What.</param>
    /// <param name="cancellationToken">Stops before the key is used.</param>
    public Task<Outcome<DispatchView>> SealAsync(ActContext caller, Id<OfficialDispatch> dispatchId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return SignAsync(caller, () => KeyOfHouse(caller), by => new PrepareSeal(dispatchId, by), Complete, cancellationToken);
    }

    /// <summary>The organisation's signature on the file of a copy, where the server keeps its key.</summary>
    /// <param name="caller">The clerk, with the caller's key and version.</param>
    /// <param name="copyId">What.</param>
    /// <param name="cancellationToken">Stops before the key is used.</param>
    public Task<Outcome<CopyView>> SealCopyAsync(ActContext caller, Id<CertifiedCopy> copyId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return SignAsync(caller, () => KeyOfHouse(caller), by => new PrepareCopySeal(copyId, by), (session, signature) => new CompleteCopySeal(session, signature), cancellationToken);
    }

    private static CompleteSigning Complete(Id<SigningSession> session, byte[] signature) => new(session, signature);

    private ISigningKey? KeyOfHouse(ActContext caller) => caller.Actor is { } actor ? services.KeyOf(actor.OrganisationId) : null;

    private async Task<Outcome<T>> SignAsync<T>(
        ActContext caller, Func<ISigningKey?> open, Func<SignerCertificate, IRequest<Outcome<SigningSessionView>>> prepare, Func<Id<SigningSession>, byte[], IRequest<Outcome<T>>> complete,
        CancellationToken cancellationToken)
    {
        if (caller.Actor is null)
        {
            return KernelRefusals.SignInFirst;
        }

        try
        {
            if (open() is not { } held)
            {
                return SigningRefusals.NoHeldKey;
            }

            var by = new SignerCertificate(held.Certificate.RawData, [.. held.Issuers.Select(issuer => issuer.RawData)], held.Algorithm.Scheme is SignatureScheme.RsaPss);
            var session = await SendAsync(caller, "prepare", caller.ExpectedVersion, prepare(by), cancellationToken);
            if (session.IsRefused)
            {
                return session.Refusal;
            }

            // The answer of a repeat is the first answer, so the key is used again only where its signature was lost.
            var signature = await held.SignDigestAsync(session.Value.Digest, cancellationToken);
            return await SendAsync(caller, "complete", null, complete(session.Value.Id, signature), cancellationToken);
        }
        catch (SigningException failure)
        {
            return SigningRefusals.Of(failure);
        }
    }

    private async Task<Outcome<T>> SendAsync<T>(ActContext caller, string step, int? version, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.Session, context.ExpectedVersion) = (caller.Actor, caller.Session, version);
        context.IdempotencyKey = caller.IdempotencyKey is { } key ? $"{key}:{step}" : null;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
