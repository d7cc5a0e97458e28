using Dispatch.Engine.Persistence;

namespace Dispatch.Api.Http;

/// <summary>Looks at the stored files again, all of them twice a day.</summary>
internal sealed class FileService(FileRound round, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<FileService> logger)
    : RoundService(RoundWork.CheckingFiles, round.RunAsync, TimeSpan.FromHours(12), rounds, lifetime, logger);
