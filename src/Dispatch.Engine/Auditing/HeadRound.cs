using Dispatch.Engine.Directory;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Auditing;

/// <summary>Signs the head of every log that grew since its last signed head, each as an act of the system for its organisation, tells the witness the numbers other nodes gave, and partners the heads.</summary>
public sealed class HeadRound(IServiceScopeFactory scopes, Witness witness, HeadLetters letters, ILogger<HeadRound> logger)
{
    /// <summary>Signs what waits; gives how many heads were signed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await TellNumbersAsync(cancellationToken);
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

        await letters.PutAsync(cancellationToken);
        return signed;
    }

    /// <summary>Also what this node gave between its last commit and a crash.</summary>
    private async Task TellNumbersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var series = scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<NumberSeries>().AsNoTracking();
        await foreach (var one in series.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (witness.LastOf(one.OrganisationId, one.Book, one.Year) is var last && last > one.Last)
            {
                logger.LogWarning("Series {Book} {Year} of {Organisation} stands at {Number}, but {Last} was given before: the database was put back, and gives no number of it until {Last} is declared", one.Book, one.Year, one.OrganisationId, one.Last, last, last);
            }

            witness.Given(one.OrganisationId, one.Book, one.Year, one.Last);
        }
    }

    private async Task<List<Id<Body>>> GrownAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return await db.Set<AuditLog>().Where(log => log.Size > 0 && !db.Set<TreeHead>().Any(head => head.OrganisationId == log.OrganisationId && head.Size == log.Size))
            .OrderBy(log => log.OrganisationId).Select(log => log.OrganisationId).ToListAsync(cancellationToken);
    }
}
