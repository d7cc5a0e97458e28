using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Workflows;

/// <summary>What waits for whom.</summary>
internal static class WorkflowsEndpoints
{
    public static RouteGroupBuilder MapWorkflows(this RouteGroupBuilder api)
    {
        api.MapGet("/tasks", TasksAsync).WithTags("Workflows").WithName("ListTasks").WithSummary("Việc của tôi, theo trang.");
        return api;
    }

    private static Task<Results<Ok<Page<TaskView>>, ProblemHttpResult>> TasksAsync(IMediator mediator, HttpContext http, Id<WorkflowTask>? after = null, int take = 50) =>
        mediator.OkAsync(new ListTasks(after, take), http);
}
