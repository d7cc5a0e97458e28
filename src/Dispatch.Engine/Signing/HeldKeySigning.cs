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
    /// <summary>The person's own signature, where the server keeps their key.</summary>
    /// <param name="actor">Who signs.</param>
    /// <param name="idempotencyKey">The caller's key for the whole.</param>
    /// <param name="dispatchId">What.</param>
    /// <param name="cancellationToken">Stops before the key is used.</param>
    public Task<Outcome<DispatchView>> SignAsync(Actor actor, string? idempotencyKey, Id<OfficialDispatch> dispatchId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return SignAsync(actor, idempotencyKey, actor.PersonId is { } person ? services.KeyOf(person) : null, by => new PrepareSignature(dispatchId, by), cancellationToken);
    }

    /// <summary>The organisation's signature, where the server keeps its key.</summary>
    /// <param name="actor">The clerk.</param>
    /// <param name="idempotencyKey">The caller's key for the whole.</param>
    /// <param name="dispatchId">What.</param>
    /// <param name="cancellationToken">Stops before the key is used.</param>
    public Task<Outcome<DispatchView>> SealAsync(Actor actor, string? idempotencyKey, Id<OfficialDispatch> dispatchId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return SignAsync(actor, idempotencyKey, services.KeyOf(actor.OrganisationId), by => new PrepareSeal(dispatchId, by), cancellationToken);
    }

    private async Task<Outcome<DispatchView>> SignAsync(
        Actor actor, string? key, ISigningKey? held, Func<SignerCertificate, IRequest<Outcome<SigningSessionView>>> prepare, CancellationToken cancellationToken)
    {
        if (held is null)
        {
            return SigningRefusals.NoHeldKey;
        }

        using var signingKey = held;
        var by = new SignerCertificate(held.Certificate.RawData, [.. held.Issuers.Select(issuer => issuer.RawData)], held.Algorithm.Scheme is SignatureScheme.RsaPss);
        var session = await SendAsync(actor, key is null ? null : key + ":prepare", prepare(by), cancellationToken);
        if (session.IsRefused)
        {
            return session.Refusal;
        }

        try
        {
            var signature = await held.SignDigestAsync(session.Value.Digest, cancellationToken);
            return await SendAsync(actor, key is null ? null : key + ":complete", new CompleteSigning(session.Value.Id, signature), cancellationToken);
        }
        catch (SigningException failure)
        {
            return SigningRefusals.Of(failure);
        }
    }

    private async Task<Outcome<T>> SendAsync<T>(Actor actor, string? key, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.IdempotencyKey) = (actor, key);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
