using System.Collections.Concurrent;
using Dispatch.Engine.Directory;
using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// What an auditor reads is itself on record: one leaf for each auditor, paper and day, about the reader and not in the paper's own course. Those who work on a paper are not watched so.
/// </summary>
internal sealed class ReadingBehaviour<TRequest, TResponse>(ActContext context, AccessWatch watch) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var answer = await next();
        if (request is IReadsPaper { Paper: var paper } && answer.Refusal is null && context.Actor is { } actor && actor.Is(Role.Auditor))
        {
            await watch.ReadAsync(paper, cancellationToken);
        }

        return answer;
    }
}

/// <summary>The readings that are on record already, so that a page opened again costs nothing. Of this process only: a server that starts again, or a second one, may note one once more.</summary>
internal sealed class ReadingsOfToday(TimeProvider clock)
{
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(Id<Person> Reader, Guid Paper), DateOnly> noted = new();

    public bool Has(Id<Person> reader, Guid paper) => noted.TryGetValue((reader, paper), out var day) && day == Today;

    public void Add(Id<Person> reader, Guid paper)
    {
        if (noted.Count >= Most)
        {
            noted.Clear();
        }

        noted[(reader, paper)] = Today;
    }

    private DateOnly Today => OfficeTime.DateAt(clock.GetUtcNow());
}
