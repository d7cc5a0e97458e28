using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Auditing;

/// <summary>The history of the organisation.</summary>
internal static class AuditingEndpoints
{
    public static RouteGroupBuilder MapAuditing(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", CheckAsync).WithTags("Auditing").WithName("CheckAudit").WithSummary("Kiểm tra nhật ký của cơ quan còn nguyên vẹn.");
        return api;
    }

    private static Task<Results<Ok<AuditVerdict>, ProblemHttpResult>> CheckAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new CheckAudit(), http);
}
