using Dispatch.Api.Http;
using Dispatch.Engine.Signing;

namespace Dispatch.Api.Signing;

/// <summary>Verifies what arrives. What fails is left to the next start or to a clerk.</summary>
internal sealed class VerificationService(VerificationRound round, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<VerificationService> logger)
    : RoundService(RoundWork.Verifying, round.RunAsync, TimeSpan.FromSeconds(3), rounds, lifetime, logger);
