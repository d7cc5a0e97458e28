using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>What the page of signing authority shows.</summary>
/// <param name="Authorities">Given ones, ended and taken back too.</param>
/// <param name="Signers">To whom one may be given.</param>
public sealed record AuthoritiesModel(Page<AuthorityView> Authorities, IReadOnlyList<PersonView> Signers);

/// <summary>Who may sign what, in which capacity and how long (Điều 13): what an administrator grants and takes back, a signer passes on, and everybody in the house may look up.</summary>
internal static class AuthoritiesPageEndpoint
{
    private const string Path = "/signing-authorities";

    public static void MapAuthoritiesPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? after, IMediator mediator, CancellationToken cancellationToken) => PageAsync(mediator, PageWords.ReadId<SigningAuthority>(after), refused: null, cancellationToken));
        routes.MapPost(Path + "/grant", GrantAsync);
        routes.MapPost(Path + "/delegate", DelegateAsync);
        routes.MapPost(Path + "/revoke", RevokeAsync);
        // Where a refusal was shown without script, reloading the address asks for the page again.
        routes.MapGet(Path + "/{name:alpha}", () => PageResult.Done(Path));
    }

    private static async Task<IResult> PageAsync(IMediator mediator, Id<SigningAuthority>? after, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var authorities = await mediator.Send(new ListAuthorities(After: after), cancellationToken);
        var signers = await mediator.Send(new ListPeople(Role.Signer), cancellationToken);
        return (authorities.Refusal ?? signers.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<AuthoritiesPage>(new AuthoritiesModel(authorities.Value, signers.Value.Items), refused);
    }

    private static Task<IResult> GrantAsync(HttpContext http, PageForms forms, IMediator mediator) => ActAsync(http, forms, mediator, "AuthorityGrant", async form =>
    {
        var file = http.Request.Form.Files.GetFile("file");
        var certificate = await ChosenCertificate.ReadAsync(file, http.RequestAborted);
        return file is { Length: > 0 } && certificate is null
            ? SealCertificatesPageEndpoint.NoCertificate
            : First(form) is not { } from ? NoFirstDay
            : await forms.SendAsync(
                new GrantAuthority(form.Id<Person>("person"), form.Lines("capacity"), Kinds(form), from, form.Date("to"), form.Text("basis"), certificate?.Hash), form, http.RequestAborted);
    });

    private static Task<IResult> DelegateAsync(HttpContext http, PageForms forms, IMediator mediator) => ActAsync(http, forms, mediator, "AuthorityDelegate", async form =>
        First(form) is not { } from ? NoFirstDay
        : await forms.SendAsync(
            new DelegateAuthority(form.Id<SigningAuthority>("id"), form.Id<Person>("person"), form.Lines("capacity"), Kinds(form), from, form.Date("to"), form.Text("basis")), form, http.RequestAborted));

    private static Task<IResult> RevokeAsync(HttpContext http, PageForms forms, IMediator mediator) => ActAsync(http, forms, mediator, "AuthorityRevoke", form =>
        forms.SendAsync(new RevokeAuthority(form.Id<SigningAuthority>("id"), form.Text("reason")), form, http.RequestAborted));

    private static async Task<IResult> ActAsync(HttpContext http, PageForms forms, IMediator mediator, string act, Func<PageForm, Task<Outcome<AuthorityView>>> send)
    {
        var form = forms.Form;
        var done = await send(form);
        // A form in a row of the table is told by its row.
        var row = act is "AuthorityRevoke" ? $"{act}-{form.Optional("id")}" : act;
        return done.IsRefused ? await PageAsync(mediator, after: null, new RefusedAct(row, done.Refusal, form.Typed), http.RequestAborted) : PageResult.Done(Path, act);
    }

    private static Refusal NoFirstDay { get; } = KernelRefusals.Shape("from", "Hãy ghi ngày bắt đầu.");

    private static DateOnly? First(PageForm form) => form.Date("from");

    private static string[] Kinds(PageForm form) => form.Text("kinds").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
