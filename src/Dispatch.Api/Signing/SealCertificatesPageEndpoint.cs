using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>What the page of the organisation's certificates shows.</summary>
/// <param name="Certificates">Recorded ones, withdrawn ones too.</param>
/// <param name="Clerks">Who may be named to apply one.</param>
/// <param name="Chosen">The certificate in the file that was chosen; null before.</param>
public sealed record SealCertificatesModel(Page<SealCertificateView> Certificates, IReadOnlyList<PersonView> Clerks, ChosenCertificate? Chosen);

/// <summary>What a certificate says of itself, shown before it is recorded.</summary>
/// <param name="Der">The certificate, base64 of its DER.</param>
/// <param name="Holder">To whom it is issued.</param>
/// <param name="Issuer">By whom.</param>
/// <param name="Serial">Its number there, hex.</param>
/// <param name="From">Valid from.</param>
/// <param name="To">Valid until.</param>
/// <param name="Hash">SHA-256, hex.</param>
public sealed record ChosenCertificate(string Der, string Holder, string Issuer, string Serial, DateTimeOffset From, DateTimeOffset To, string Hash)
{
    /// <summary>What an uploaded certificate says; null when nothing was uploaded, or no certificate.</summary>
    internal static async Task<ChosenCertificate?> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null or { Length: 0 } || file.Length > BoundedBody.JsonLimit)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return Read(bytes.ToArray());
    }

    /// <summary>What a certificate says; null for bytes that are none.</summary>
    internal static ChosenCertificate? Read(byte[] bytes)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            var der = certificate.RawData;
            return new ChosenCertificate(
                Convert.ToBase64String(der), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true), certificate.SerialNumber,
                new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter), CertificateFacts.HashOf(der));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>With which certificates the organisation seals, and who may apply them (Điều 26.2, Điều 32.3): what an administrator records and everybody in the house may look up.</summary>
internal static class SealCertificatesPageEndpoint
{
    private const string Path = "/seal-certificates";

    internal static readonly Refusal NoCertificate =
        KernelRefusals.Shape("certificate", "Tệp này không phải chứng thư số (.cer, .crt hoặc .pem). Hãy chọn tệp chứng thư, không phải tệp khóa .p12.");

    public static void MapSealCertificatesPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? after, IMediator mediator, CancellationToken cancellationToken) => PageAsync(mediator, PageWords.ReadId<SealCertificate>(after), refused: null, cancellationToken));
        routes.MapPost(Path + "/look", LookAsync);
        routes.MapPost(Path + "/record", RecordAsync);
        routes.MapPost(Path + "/withdraw", WithdrawAsync);
        // Where a refusal or a preview was shown without script, reloading the address asks for the page again.
        routes.MapGet(Path + "/{name:alpha}", () => PageResult.Done(Path));
    }

    private static async Task<IResult> PageAsync(IMediator mediator, Id<SealCertificate>? after, RefusedAct? refused, CancellationToken cancellationToken, ChosenCertificate? chosen = null)
    {
        var certificates = await mediator.Send(new ListSealCertificates(after), cancellationToken);
        var clerks = await mediator.Send(new ListPeople(Role.Clerk), cancellationToken);
        return (certificates.Refusal ?? clerks.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<SealCertificatesPage>(new SealCertificatesModel(certificates.Value, clerks.Value.Items, chosen), refused);
    }

    private static async Task<IResult> LookAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        return await ChosenCertificate.ReadAsync(http.Request.Form.Files.GetFile("file"), http.RequestAborted) is { } chosen
            ? await PageAsync(mediator, after: null, refused: null, http.RequestAborted, chosen)
            : await RefusedAsync("SealLook", NoCertificate, form, mediator, http);
    }

    private static async Task<IResult> RecordAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var typed = new byte[form.Text("certificate").Length];
        if (!Convert.TryFromBase64String(form.Text("certificate"), typed, out var length) || ChosenCertificate.Read(typed[..length]) is not { } chosen)
        {
            return await RefusedAsync("SealLook", NoCertificate, form, mediator, http);
        }

        var done = await forms.SendAsync(new RecordSealCertificate(typed[..length], form.Ids<Person>("clerk"), form.Text("basis")), form, http.RequestAborted);
        return done.IsRefused
            ? await PageAsync(mediator, after: null, new RefusedAct("SealRecord", done.Refusal, form.Typed), http.RequestAborted, chosen)
            : PageResult.Done(Path, "SealRecord");
    }

    private static async Task<IResult> WithdrawAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        if (form.Ids<SealCertificate>("id") is not [var id])
        {
            return PageResult.Refused(KernelRefusals.Unknown("chứng thư của cơ quan"));
        }

        var done = await forms.SendAsync(new WithdrawSealCertificate(id, form.Text("reason")), form, http.RequestAborted);
        return done.IsRefused ? await RefusedAsync("SealWithdraw-" + id, done.Refusal, form, mediator, http) : PageResult.Done(Path, "SealWithdraw");
    }

    private static Task<IResult> RefusedAsync(string act, Refusal refusal, PageForm form, IMediator mediator, HttpContext http) =>
        PageAsync(mediator, after: null, new RefusedAct(act, refusal, form.Typed), http.RequestAborted);
}
