using Dispatch.Api.Components;
using Dispatch.Api.Security;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Tracing;

/// <summary>The file of a paper for whoever is signed in to the pages; the API has its own, for bearers of a token.</summary>
internal static class PaperFilePageEndpoint
{
    public static void MapPaperFile(this IEndpointRouteBuilder routes) => routes.MapGet("/papers/{id:guid}/file", ReadAsync);

    private static async Task<IResult> ReadAsync(Guid id, string? download, HttpContext http, IMediator mediator)
    {
        var file = await mediator.Send(new ReadPaper(id), http.RequestAborted);
        if (file.IsRefused)
        {
            return PageResult.Refused(file.Refusal);
        }

        var name = new ContentDispositionHeaderValue(download is null ? "inline" : "attachment") { FileName = file.Value.Name };
        http.Response.Headers.ContentDisposition = name.ToString();
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ShownPdf;
        // The browser asks again each time, and is told by the hash that nothing changed.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(file.Value.Bytes, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{file.Value.Hash}\""));
    }
}
