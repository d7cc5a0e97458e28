using Dispatch.Api.Http;
using Microsoft.Extensions.Primitives;

namespace Dispatch.Api.Security;

/// <summary>What every answer tells the browser, whoever made it: an endpoint may say something stricter or wider for itself, none says nothing.</summary>
internal static class SecurityHeaders
{
    /// <summary>For what is no page: it loads nothing, stands in no frame, sends no form.</summary>
    public const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>For pages: nothing from another host, no script and no style but our own files (so no nonce is needed), no plug-in.</summary>
    public const string Pages =
        "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'";

    /// <summary>For a PDF shown in place by the browser's own reader, which counts as a plug-in; nothing else may run.</summary>
    public const string ShownPdf = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private const string OneYear = "max-age=31536000; includeSubDomains";

    /// <summary>Fills in what the endpoint left out.</summary>
    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        Default(headers, "Content-Security-Policy", NothingAtAll);
        Default(headers, "Referrer-Policy", "same-origin");
        Default(headers, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()");
        Default(headers, "Cross-Origin-Opener-Policy", "same-origin");
        Default(headers, "Cross-Origin-Resource-Policy", "same-origin");
        Default(headers, "X-Frame-Options", "SAMEORIGIN");
        if (response.HttpContext.Request.IsHttps)
        {
            Default(headers, "Strict-Transport-Security", OneYear);
        }

        if (ApiErrors.IsApi(response.HttpContext))
        {
            Default(headers, "Cache-Control", "no-store");
        }
    }

    private static void Default(IHeaderDictionary headers, string name, string value)
    {
        if (StringValues.IsNullOrEmpty(headers[name]))
        {
            headers[name] = value;
        }
    }
}
