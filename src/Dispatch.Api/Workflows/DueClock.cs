using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Workflows.Deadlines;
using Quartz;

namespace Dispatch.Api.Workflows;

/// <summary>The clock of procedures: one trigger of Quartz on each node asks what is due. What is due stands in our own rows, so a node that dies or comes late loses nothing.</summary>
internal static class DueClock
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddDueClock(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = 1);
            quartz.ScheduleJob<DueJob>(trigger => trigger.WithIdentity("due").StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(Round).RepeatForever()));
        });
        return services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }
}

/// <summary>One round of the clock; the next begins when this one is over.</summary>
[DisallowConcurrentExecution]
internal sealed class DueJob(DueRound round, ReminderRound reminders, RoundLog rounds, ILogger<DueJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await round.RunAsync(cancellationToken);
            await reminders.RunAsync(cancellationToken);
            rounds.Ended(RoundWork.Deadlines, logger);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            rounds.Failed(RoundWork.Deadlines, failure, logger);
        }
    }
}
