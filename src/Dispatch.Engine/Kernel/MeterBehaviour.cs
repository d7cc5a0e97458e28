using System.Diagnostics.Metrics;
using Dispatch.Engine.Directory;
using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// What an operator watches: how many requests of each kind, how they ended and how long they took, under the meter <c>Dispatch</c> (<c>dotnet-counters monitor --counters Dispatch</c>,
/// or any collector of the framework's meters). No tag says of whom or of which paper: a count must not tell an organisation what another does.
/// </summary>
internal static class EngineMeter
{
    public const string Name = "Dispatch";

    private static readonly Meter Meter = new(Name);

    /// <summary>Requests that were answered, in seconds, by <c>request</c> and <c>outcome</c>: "done", or the kind of the refusal.</summary>
    public static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("dispatch.requests", "s", "Requests of the engine that were answered");

    /// <summary>How full the fullest organisation's room is, 1 for full; of whom it is, it does not say.</summary>
    public static readonly Gauge<double> Fullest = Meter.CreateGauge<double>("dispatch.storage.fullest", "1", "How much of its room the fullest organisation uses");

    /// <summary>Refusals by their stable <c>code</c>.</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("dispatch.refusals", "{refusal}", "Refusals by their code");
}

/// <summary>Before everything else in the pipeline, so that what is refused at the door counts too. A request that threw is not counted here: the framework counts faults.</summary>
internal sealed class MeterBehaviour<TRequest, TResponse>(TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    private static readonly string Request = AccessTable.NameOf(typeof(TRequest));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var begun = clock.GetTimestamp();
        var answer = await next();
        EngineMeter.Requests.Record(
            clock.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("request", Request), new KeyValuePair<string, object?>("outcome", answer.Refusal is { } why ? why.Kind.ToString() : "done"));
        if (answer.Refusal is { } refusal)
        {
            EngineMeter.Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        }

        return answer;
    }
}
