using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Api.Registering;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>Signing with a key file that stays in the browser: the page brings the certificate, gets what is to be signed, and brings the signature; the two acts are those of any signing session.</summary>
internal static class KeyFilePageEndpoint
{
    public static void MapKeyFilePage(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/key-file/{name:alpha}/{id:guid}", OpenAsync);
        routes.MapPost("/key-file/{name:alpha}/{id:guid}/done", CompleteAsync);
        // Where a refusal was shown without script, reloading the address asks for the paper again.
        routes.MapGet("/key-file/{name:alpha}/{id:guid}/done", (string name, Guid id) => PageResult.Done(PageOf(PageWords.Read<SigningPurpose>(name) ?? SigningPurpose.Leader, id)));
    }

    private static async Task<IResult> OpenAsync(string name, Guid id, HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var chain = form.Lines("chain").Select(Bytes).ToList();
        var by = new SignerCertificate(Bytes(form.Text("certificate")), chain);
        var session = PageWords.Read<SigningPurpose>(name) switch
        {
            SigningPurpose.Leader => await forms.SendAsync(new PrepareSignature(new Id<OfficialDispatch>(id), by), form, http.RequestAborted),
            SigningPurpose.Seal => await forms.SendAsync(new PrepareSeal(new Id<OfficialDispatch>(id), by), form, http.RequestAborted),
            SigningPurpose.Copy => await forms.SendAsync(new PrepareCopySeal(new Id<CertifiedCopy>(id), by), form, http.RequestAborted),
            null => KernelRefusals.Unknown("việc này"),
        };
        return session.IsRefused ? PageResult.Refused(session.Refusal) : TypedResults.Ok(new KeyFileSession(session.Value.Id.Value, session.Value.Attributes, session.Value.DigestAlgorithm));
    }

    private static async Task<IResult> CompleteAsync(string name, Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var form = forms.Form;
        if (PageWords.Read<SigningPurpose>(name) is not { } whose)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        var (session, signature) = (form.Id<SigningSession>("session"), Bytes(form.Text("signature")));
        var refusal = whose is SigningPurpose.Copy
            ? (await forms.SendAsync(new CompleteCopySeal(session, signature), form, http.RequestAborted)).Refusal
            : (await forms.SendAsync(new CompleteSigning(session, signature), form, http.RequestAborted)).Refusal;
        var act = whose is SigningPurpose.Leader ? nameof(OutgoingAct.Sign) : nameof(OutgoingAct.ApplySeal);
        return refusal is null ? PageResult.Done(PageOf(whose, id), whose is SigningPurpose.Copy ? CopyPageEndpoint.Sealed : act)
            : whose is SigningPurpose.Copy ? await CopyPageEndpoint.PageAsync(new Id<CertifiedCopy>(id), mediator, context, new RefusedAct(act, refusal, form.Typed), http.RequestAborted)
            : await DispatchPageEndpoint.PageAsync(new Id<OfficialDispatch>(id), mediator, context, new RefusedAct(act, refusal, form.Typed), http.RequestAborted);
    }

    private static string PageOf(SigningPurpose purpose, Guid id) => purpose is SigningPurpose.Copy ? $"/copies/{id}" : $"/dispatches/{id}";

    // What is no base64 is no certificate and no signature: the engine's own shape rules say so.
    private static byte[] Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : [];
    }
}

/// <summary>What the browser signs.</summary>
/// <param name="Session">The signature is brought back to it.</param>
/// <param name="Attributes">The signed attributes, DER.</param>
/// <param name="DigestAlgorithm">SHA256, SHA384 or SHA512.</param>
internal sealed record KeyFileSession(Guid Session, byte[] Attributes, string DigestAlgorithm);
