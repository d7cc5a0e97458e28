using Dispatch.Engine.Tracing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Tracing;

/// <summary>How a file leaves, from the API and from pages alike: shown in place, named by its hash, and without the right to run anything.</summary>
internal static class PaperResult
{
    public const string ContentType = "application/pdf";

    public static FileContentHttpResult Of(PaperFile file, HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileNameStar = file.Name }.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, no-cache";
        return TypedResults.File(file.Bytes, ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    }
}
