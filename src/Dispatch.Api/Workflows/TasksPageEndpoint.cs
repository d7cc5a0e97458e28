using Dispatch.Api.Components;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Api.Workflows;

internal static class TasksPageEndpoint
{
    public static void MapTasks(this IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(IMediator mediator, string? after, CancellationToken cancellationToken)
    {
        var tasks = await mediator.Send(new ListTasks(PageWords.ReadId<WorkflowTask>(after)), cancellationToken);
        return tasks.IsRefused ? PageResult.Refused(tasks.Refusal) : PageResult.Of<TasksPage>(tasks.Value);
    }
}
