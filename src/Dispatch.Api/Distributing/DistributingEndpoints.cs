using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Distributing;

/// <summary>All decisions on a paper's recipients; what was decided before is replaced.</summary>
/// <param name="Decisions">Each on words that were not understood.</param>
internal sealed record DecisionsBody(IReadOnlyList<RecipientDecision> Decisions);

/// <summary>Who gets a paper and who has it; the same for a dispatch and for a copy.</summary>
internal static class DistributingEndpoints
{
    public static RouteGroupBuilder MapDistributing(this RouteGroupBuilder api)
    {
        MapOn(api, "/dispatches/{id:guid}", "Dispatch");
        MapOn(api, "/copies/{id:guid}", "Copy");
        return api;
    }

    private static void MapOn(RouteGroupBuilder api, string paper, string name)
    {
        var papers = api.MapGroup(paper).WithTags("Distributing");
        papers.MapGet("/recipients", PlanAsync).WithName($"Plan{name}Distribution").WithSummary("Nơi nhận được hiểu thế nào, và còn gì chưa rõ.");
        papers.MapPut("/recipients", DecideAsync).Acts().WithName($"Decide{name}Recipients").WithSummary("Văn thư quyết định các nơi nhận chưa rõ.");
        papers.MapGet("/deliveries", DeliveriesAsync).WithName($"List{name}Deliveries").WithSummary("Các lượt gửi và trạng thái từng lượt, theo trang.");
    }

    private static Task<Results<Ok<RecipientPlan>, ProblemHttpResult>> PlanAsync(Guid id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PlanDistribution(id), http);

    private static Task<Results<Ok<RecipientPlan>, ProblemHttpResult>> DecideAsync(Guid id, JsonBody<DecisionsBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new DecideRecipients(id, body.Value.Decisions), http);

    private static Task<Results<Ok<Page<DeliveryView>>, ProblemHttpResult>> DeliveriesAsync(
        Guid id, IMediator mediator, HttpContext http, Named<DeliveryState>? state = null, Id<Delivery>? after = null, int take = 100) =>
        mediator.OkAsync(new ListDeliveries(id, state?.Value, after, take), http);
}
