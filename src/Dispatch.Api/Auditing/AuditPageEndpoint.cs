using Dispatch.Api.Components;
using Dispatch.Engine.Auditing;
using MediatR;

namespace Dispatch.Api.Auditing;

/// <summary>What the page that checks the log shows.</summary>
/// <param name="Verdict">What the check found; null when it was not asked for.</param>
public sealed record AuditModel(AuditVerdict? Verdict);

/// <summary>The log is checked when somebody says so: all of it is read again for that.</summary>
internal static class AuditPageEndpoint
{
    public const string Path = "/audit";

    public static void MapAuditPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => PageResult.Of<AuditPage>(new AuditModel(null))).ForWhoMay<CheckAudit>();
        routes.MapGet(Path + "/check", CheckAsync);
    }

    private static async Task<IResult> CheckAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        var verdict = await mediator.Send(new CheckAudit(), cancellationToken);
        return verdict.IsRefused ? PageResult.Refused(verdict.Refusal) : PageResult.Of<AuditPage>(new AuditModel(verdict.Value));
    }
}
