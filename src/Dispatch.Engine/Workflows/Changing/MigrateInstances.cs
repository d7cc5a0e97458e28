using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>Chuyển hồ sơ đang chạy: running matters go over to another version of their procedure, all of them or none. What was done stays done; what waits goes on waiting with whoever holds it.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="To">The version.</param>
/// <param name="Map">Steps that have another id in the new version; a step that is mapped to nothing is left out of the history.</param>
/// <param name="InstanceIds">Which matters, up to 500; every running one when it is null.</param>
public sealed record MigrateInstances(string DefinitionId, ProcedureRef To, IReadOnlyDictionary<string, string?>? Map = null, IReadOnlyList<Id<WorkflowInstance>>? InstanceIds = null) : IAct<MigrationDone>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [DefinitionId, .. Map?.Keys ?? [], .. Map?.Values ?? []];

    /// <inheritdoc />
    public Refusal? Flaw() => InstanceIds?.Count is 0 or > MigrationPlan.Most ? KernelRefusals.Shape("instanceIds", $"Hãy chọn từ 1 đến {MigrationPlan.Most} hồ sơ.") : null;
}

/// <summary>What was moved.</summary>
/// <param name="Moved">How many matters.</param>
/// <param name="Left">How many of the procedure still run another version; move them next.</param>
public sealed record MigrationDone(int Moved, int Left);

internal sealed class MigrateInstancesHandler(DispatchDbContext db, MigrationPlan plan, RunKeeper keeper, ActContext context, TimeProvider clock) : IRequestHandler<MigrateInstances, Outcome<MigrationDone>>
{
    public async Task<Outcome<MigrationDone>> Handle(MigrateInstances request, CancellationToken cancellationToken)
    {
        var map = request.Map ?? new Dictionary<string, string?>(StringComparer.Ordinal);
        var target = await plan.TargetAsync(request.DefinitionId, request.To, map, cancellationToken);
        if (target.IsRefused)
        {
            return target.Refusal;
        }

        var matters = plan.Matters(request.DefinitionId, request.To);
        var all = await matters.CountAsync(cancellationToken);
        var chosen = request.InstanceIds is { } ids ? matters.Where(i => ids.Contains(i.Id)) : matters;
        var instances = await chosen.OrderBy(i => i.Id).Take(MigrationPlan.Most).ToListAsync(cancellationToken);
        if (request.InstanceIds is not null && instances.Count != request.InstanceIds.Distinct().Count())
        {
            return KernelRefusals.Unknown("một trong các hồ sơ đang chạy đã chọn");
        }

        var cases = await plan.TryAsync(instances, target.Value, map, cancellationToken);
        var refused = cases.Where(one => one.Refusal is not null).ToList();
        if (refused.Count > 0)
        {
            return ProcedureRefusals.NotAllCanMove(refused.Count, refused[0].Refusal!.Message);
        }

        foreach (var one in cases)
        {
            await MoveAsync(one, request, target.Value, map, cancellationToken);
        }

        return new MigrationDone(cases.Count, all - cases.Count);
    }

    private async Task MoveAsync(MigrationCase one, MigrateInstances request, WorkflowDefinition target, IReadOnlyDictionary<string, string?> map, CancellationToken cancellationToken)
    {
        var (instance, now) = (one.Instance, clock.GetUtcNow());
        context.Note(instance.OrganisationId, "workflow.migrated", instance.PaperId, new { instance.DefinitionId, From = instance.DefinitionVersion, To = target.Version, target.Hash, request.Map });
        (instance.OwnerId, instance.DefinitionVersion) = (plan.OwnerOf(request.To), target.Version);
        foreach (var task in one.History.Concat(one.Waiting))
        {
            task.IsUndone |= task.ClosedAt is not null && map.TryGetValue(task.ActivityId, out var to) && to is null;
            task.ActivityId = MigrationPlan.Mapped(task.ActivityId, map);
        }

        db.Add(new TaskNote { Id = Id<TaskNote>.New(now), InstanceId = instance.Id, At = now, Event = TaskEvent.Migrated, ById = context.Someone.PersonId });
        await keeper.StandAsync(instance, target, one.Run!, cancellationToken);
    }
}
