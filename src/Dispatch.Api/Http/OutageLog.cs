using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>Tells of requests that met an outage of what the server stands on: the first, and one of each minute after. A database that is gone for an hour fills no disk with the places where that was noticed.</summary>
internal sealed class OutageLog(TimeProvider clock, ILogger<OutageLog> logger)
{
    private readonly Troubles troubles = new(TimeSpan.FromMinutes(1), clock);

    /// <summary>A request met one.</summary>
    public void Met(Refusal outage, Exception fault)
    {
        if (troubles.IsNews(outage.Code, outage.Code))
        {
            var cause = fault.GetBaseException().GetType().Name;
            logger.LogError("Requests are refused: {Code} ({Cause}); it is told once a minute", outage.Code, cause);
        }
    }
}
