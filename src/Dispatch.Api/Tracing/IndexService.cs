using Dispatch.Api.Http;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>Brings the indexes up to the papers and the books once the door is open.</summary>
internal sealed class IndexService(IndexRound round, IHostApplicationLifetime lifetime, ILogger<IndexService> logger)
    : RoundService("indexing papers", round.RunAsync, TimeSpan.FromSeconds(30), lifetime, logger);
