using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;

namespace Dispatch.Api.Auditing;

/// <summary>Signs the heads of the logs, so that an auditor always finds one that is not old.</summary>
internal sealed class HeadService(HeadRound round, IHostApplicationLifetime lifetime, ILogger<HeadService> logger)
    : RoundService("signing the logs", round.RunAsync, TimeSpan.FromMinutes(10), lifetime, logger);
