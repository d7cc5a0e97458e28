using Dispatch.Api.Security;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Components;

/// <summary>What every page tells the browser: nothing from another host, no inline script, no frame but our own.</summary>
internal sealed class PageHeaders : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Set(context.HttpContext.Response.Headers);
        return next(context);
    }

    /// <summary>The same for a page that has no endpoint.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = SecurityHeaders.Pages;
        headers.CacheControl = "no-cache, no-store";
    }
}

/// <summary>Sends whoever is not signed in to the sign-in page, and back afterwards.</summary>
internal sealed class SignedIn(ActContext act) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (act.Actor is not null)
        {
            return act.Session switch
            {
                { Owes: Owed.Code } => Results.Redirect(SignInPageEndpoint.CodePath),
                { Owes: not Owed.Nothing } when !request.Path.StartsWithSegments(AccountPageEndpoint.Path, StringComparison.Ordinal) => Results.Redirect(AccountPageEndpoint.Path),
                _ => await next(context),
            };
        }

        return Results.Redirect(Sessions.SignInPath + (HttpMethods.IsGet(request.Method)
            ? QueryString.Create("return", request.Path + request.QueryString)
            : QueryString.Create("return", PageOf(request)).Add("undone", "yes")));
    }

    /// <summary>The page an act was sent from: whoever was signed out meanwhile comes back to where their words are kept.</summary>
    private static string PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : "/";
}
