namespace Dispatch.Api.Workflows;

/// <summary>A picture that stands on its own.</summary>
internal sealed class SvgResult(string svg) : IResult
{
    public const string ContentType = "image/svg+xml";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = ContentType + "; charset=utf-8";
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return httpContext.Response.WriteAsync(svg, httpContext.RequestAborted);
    }
}
