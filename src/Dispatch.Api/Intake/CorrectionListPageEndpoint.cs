using Dispatch.Api.Components;
using Dispatch.Engine.Intake;
using MediatR;

namespace Dispatch.Api.Intake;

/// <summary>What clerks corrected in readings, for people who improve the reader.</summary>
internal static class CorrectionListPageEndpoint
{
    private const int Rows = 50;

    public static void MapCorrectionList(this IEndpointRouteBuilder routes) => routes.MapGet("/intake/corrections", ShowAsync);

    private static async Task<IResult> ShowAsync(IMediator mediator, string? after, CancellationToken cancellationToken)
    {
        var page = await mediator.Send(new ListCorrections(PageWords.ReadId<IntakeCorrection>(after), Rows), cancellationToken);
        return page.IsRefused ? PageResult.Refused(page.Refusal) : PageResult.Of<CorrectionListPage>(page.Value);
    }
}
