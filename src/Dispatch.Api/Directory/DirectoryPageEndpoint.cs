using System.Text;
using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Directory;

/// <summary>What the list of the directory shows.</summary>
/// <param name="Text">The name or code that was looked for.</param>
/// <param name="On">The day; null for any time.</param>
/// <param name="Page">The bodies.</param>
public sealed record DirectoryModel(string? Text, DateOnly? On, Page<BodyView> Page);

/// <summary>What the page of import shows.</summary>
/// <param name="Import">The files that were chosen; null before.</param>
/// <param name="Preview">What they would change.</param>
public sealed record DirectoryImportModel(ImportDirectory? Import, DirectoryImported? Preview);

internal static class DirectoryPageEndpoint
{
    private const string Home = "/directory";

    public static void MapDirectoryPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, ListAsync);
        routes.MapGet(Home + "/import", () => PageResult.Of<DirectoryImportPage>(new DirectoryImportModel(null, null)));
        routes.MapPost(Home + "/import", PreviewAsync);
        routes.MapPost(Home + "/import/accept", AcceptAsync);
        routes.MapGet(Home + "/files/{name}", FileAsync);
        routes.MapGet(Home + "/{key}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(IMediator mediator, string? text, string? on, string? after, CancellationToken cancellationToken)
    {
        var day = PageWords.ReadDay(on);
        var page = await mediator.Send(new ListDirectory(text, day, After: after), cancellationToken);
        return page.IsRefused ? PageResult.Refused(page.Refusal) : PageResult.Of<DirectoryPage>(new DirectoryModel(text, day, page.Value));
    }

    private static async Task<IResult> ShowAsync(string key, IMediator mediator, CancellationToken cancellationToken)
    {
        var body = await mediator.Send(new FindBody(key), cancellationToken);
        return body.IsRefused ? PageResult.Refused(body.Refusal) : PageResult.Of<BodyPage>(body.Value);
    }

    private static async Task<IResult> FileAsync(string name, IMediator mediator, CancellationToken cancellationToken)
    {
        var files = await mediator.Send(new ExportDirectory(), cancellationToken);
        if (files.IsRefused)
        {
            return PageResult.Refused(files.Refusal);
        }

        return DirectoryFiles.Of(files.Value).FirstOrDefault(file => file.Name == name) is { Name: not null } found
            ? Results.File(Encoding.UTF8.GetBytes("\uFEFF" + found.Text), "text/csv; charset=utf-8", name)
            : PageResult.Refused(KernelRefusals.Unknown("tệp"));
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var texts = new List<string>();
        foreach (var name in DirectoryFiles.Names)
        {
            if (http.Request.Form.Files.GetFile(name) is not { Length: > 0 } file)
            {
                texts.Add(DirectoryFiles.Empty(name));
                continue;
            }

            if (file.Length > BoundedBody.DocumentLimit)
            {
                return Refused("DirectoryPreview", DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit), null);
            }

            texts.Add(await SheetUpload.ReadAsync(file, http.RequestAborted));
        }

        var import = DirectoryFiles.Import(texts);
        var preview = await mediator.Send(new PreviewDirectory(import), http.RequestAborted);
        return preview.IsRefused ? Refused("DirectoryPreview", preview.Refusal, null) : PageResult.Of<DirectoryImportPage>(new DirectoryImportModel(import, preview.Value));
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var import = DirectoryFiles.Import([.. DirectoryFiles.Names.Select(form.Text)]);
        var done = await forms.SendAsync(import, form, http.RequestAborted);
        return done.IsRefused ? Refused("DirectoryPreview", done.Refusal, null) : PageResult.Done(Home, "DirectoryImport");
    }

    private static IResult Refused(string act, Refusal refusal, ImportDirectory? import) =>
        PageResult.Of<DirectoryImportPage>(new DirectoryImportModel(import, null), new RefusedAct(act, refusal, new Dictionary<string, string>(StringComparer.Ordinal)));
}
