using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;

namespace Dispatch.Api.Auditing;

/// <summary>Signs the heads of the logs, so that an auditor always finds one that is not old.</summary>
internal sealed class HeadService(HeadRound round, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<HeadService> logger)
    : RoundService(RoundWork.SigningHeads, round.RunAsync, TimeSpan.FromMinutes(10), rounds, lifetime, logger);
