using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Auditing;

/// <summary>Signs the head of every log that grew since its last signed head, each as an act of the system for its organisation.</summary>
public sealed class HeadRound(IServiceScopeFactory scopes, ILogger<HeadRound> logger)
{
    /// <summary>Signs what waits; gives how many heads were signed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var signed = 0;
        foreach (var organisation in await GrownAsync(cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(organisation);
            var head = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SignTreeHead(), cancellationToken);
            signed += head.IsRefused ? 0 : 1;
            if (head.IsRefused)
            {
                logger.LogWarning("The log of {Organisation} was not signed: {Code}", organisation, head.Refusal.Code);
            }
        }

        return signed;
    }

    private async Task<List<Id<Body>>> GrownAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return await db.Set<AuditLog>().Where(log => log.Size > 0 && !db.Set<TreeHead>().Any(head => head.OrganisationId == log.OrganisationId && head.Size == log.Size))
            .OrderBy(log => log.OrganisationId).Select(log => log.OrganisationId).ToListAsync(cancellationToken);
    }
}
