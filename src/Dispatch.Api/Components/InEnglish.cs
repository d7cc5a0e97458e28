using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Components;

/// <summary>Puts a page into English for a reader who chose it: the page is rendered as it is for everybody, and its sentences are exchanged by the table on the way out.</summary>
internal sealed class InEnglish(EnglishTable table) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        return result is RazorComponentResult page ? For(page, context.HttpContext, table) : result;
    }

    /// <summary>A page that no endpoint answers with, in the language of its reader.</summary>
    public static IResult For(RazorComponentResult page, HttpContext http) => For(page, http, http.RequestServices.GetRequiredService<EnglishTable>());

    private static IResult For(RazorComponentResult page, HttpContext http, EnglishTable table) => Appearance.LanguageOf(http) is PageLanguage.En ? new EnglishPage(page, table) : page;

    private sealed class EnglishPage(RazorComponentResult page, EnglishTable table) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var client = httpContext.Response.Body;
            using var rendered = new MemoryStream();
            httpContext.Response.Body = rendered;
            try
            {
                await page.ExecuteAsync(httpContext);
            }
            finally
            {
                httpContext.Response.Body = client;
            }

            var html = Encoding.UTF8.GetString(rendered.GetBuffer(), 0, (int)rendered.Length);
            await client.WriteAsync(Encoding.UTF8.GetBytes(new EnglishMarkup(table).Translate(html)), httpContext.RequestAborted);
        }
    }
}
