using System.Net.Mime;
using Dispatch.Api.Signing;
using Dispatch.Templates.Signatures.Authority;

namespace Dispatch.Api.Demo;

/// <summary>The services of the demonstration's authority, which <see cref="DemoKeys"/> makes. Every certificate of it says that it is worth nothing before the law.</summary>
internal static class DemoAuthority
{
    /// <summary>Below this path of the server its services answer.</summary>
    public const string Path = "/demo/authority/";

    private const int LargestQuestion = 64 * 1024;

    /// <summary>Timestamps, answers on revocation, lists and certificates, for programs outside that check a paper of the demonstration.</summary>
    public static void MapDemoAuthority(this IEndpointRouteBuilder routes, DevelopmentAuthority authority, TimeProvider clock)
    {
        var services = new DevelopmentServices(authority, clock);
        var group = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        group.MapPost(DevelopmentServices.Timestamps, (Delegate)((HttpContext context) => AnswerAsync(context, services, "application/timestamp-reply")));
        group.MapPost(DevelopmentServices.Ocsp, (Delegate)((HttpContext context) => AnswerAsync(context, services, "application/ocsp-response")));
        foreach (var name in new[] { DevelopmentServices.RevocationList, DevelopmentServices.RootRevocationList, DevelopmentServices.IssuingCertificate, DevelopmentServices.RootCertificate })
        {
            group.MapGet(name, async (CancellationToken cancellationToken) =>
                TypedResults.Bytes(await services.FetchAsync(new Uri(new Uri("http://demo"), Path + name), cancellationToken), name.EndsWith(".crl", StringComparison.Ordinal) ? "application/pkix-crl" : "application/pkix-cert"));
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, DevelopmentServices services, string answerType)
    {
        var question = new byte[LargestQuestion + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(question, question.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > LargestQuestion)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var address = new Uri(new Uri("http://demo"), context.Request.Path.Value);
        return TypedResults.Bytes(await services.AskAsync(address, context.Request.ContentType ?? MediaTypeNames.Application.Octet, question.AsMemory(0, length), context.RequestAborted), answerType);
    }
}
