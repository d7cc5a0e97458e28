using Dispatch.Api.Http;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>Brings the indexes up to the papers and the books once the door is open.</summary>
internal sealed class IndexService(IndexRound round, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<IndexService> logger)
    : RoundService(RoundWork.Indexing, round.RunAsync, TimeSpan.FromSeconds(30), rounds, lifetime, logger);
