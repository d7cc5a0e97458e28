using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Components;

/// <summary>Closes pages that show themselves before anything is asked of the engine.</summary>
internal static class PageDoor
{
    /// <summary>Refuses, before the page does any work, whoever may not send the request it is there for.</summary>
    /// <typeparam name="TRequest">The request, as the access table names it.</typeparam>
    public static RouteHandlerBuilder ForWhoMay<TRequest>(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (call, next) =>
        AccessTable.Refuse(typeof(TRequest), call.HttpContext.RequestServices.GetRequiredService<ActContext>().Actor) is { } refusal ? PageResult.Refused(refusal) : await next(call));
}
