using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Xin ý kiến or mời phối hợp: somebody else helps with a task; whoever holds it goes on holding it and may finish without waiting.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Kind">An opinion or support.</param>
/// <param name="PersonId">Whom; or</param>
/// <param name="UnitId">which unit of the organisation.</param>
/// <param name="Words">What is asked; 1 to 1,000 letters.</param>
/// <param name="WorkingDays">Within how many working days, 1 to 100; null when it does not matter.</param>
public sealed record AskForHelp(Id<WorkflowTask> TaskId, TaskKind Kind, Id<Person>? PersonId, Id<Body>? UnitId, string Words, int? WorkingDays = null) : IAct<TaskHandled>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Kind: not (TaskKind.Opinion or TaskKind.Support) } => KernelRefusals.Shape("kind", "Hãy chọn xin ý kiến hoặc phối hợp."),
        { WorkingDays: < 1 or > 100 } => KernelRefusals.Shape("workingDays", "Thời hạn từ 1 đến 100 ngày làm việc."),
        _ when PersonId is null == UnitId is null => TaskRefusals.PersonOrUnit,
        _ when !TextGuard.IsReason(Words) => TaskRefusals.WordsNeeded,
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Words];
}

internal sealed class AskForHelpHandler(DispatchDbContext db, TaskDesk desk, DueDesk due, ActContext context, TimeProvider clock) : IRequestHandler<AskForHelp, Outcome<TaskHandled>>
{
    private const Role Helpers = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer;

    public async Task<Outcome<TaskHandled>> Handle(AskForHelp request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenMineAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        if (await FlawAsync(request, cancellationToken) is { } flaw)
        {
            return flaw;
        }

        var (task, instance) = opened.Value;
        var help = Help(request, task);
        await due.SetAsync(help, instance.Urgency, cancellationToken);
        db.Add(help);
        desk.Tell(task, TaskEvent.Asked, request.PersonId, help.Words);
        context.Note(task.OrganisationId, "workflow.asked", task.PaperId, new { task.ActivityId, task.Title, request.Kind, request.PersonId, request.UnitId, help.Words });
        return new TaskHandled(help.Id, IsOpen: true, help.Version);
    }

    private async Task<Refusal?> FlawAsync(AskForHelp request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (request.PersonId is { } person)
        {
            return person == actor.PersonId ? TaskRefusals.Yourself : (await desk.HandAsync(person, cancellationToken)).Refusal;
        }

        return await db.Set<Body>().AnyAsync(b => b.Id == request.UnitId && b.ParentId == actor.OrganisationId && b.Kind == BodyKind.Unit, cancellationToken) ? null : TaskRefusals.NoSuchUnit;
    }

    private WorkflowTask Help(AskForHelp request, WorkflowTask task)
    {
        var now = clock.GetUtcNow();
        return new WorkflowTask
        {
            Id = Id<WorkflowTask>.New(now),
            InstanceId = task.InstanceId,
            OrganisationId = task.OrganisationId,
            PaperId = task.PaperId,
            DefinitionId = task.DefinitionId,
            Kind = request.Kind,
            ParentId = task.Id,
            AskedById = context.Someone.PersonId,
            Waits = WaitKind.Person,
            WaitId = 0,
            ActivityId = task.ActivityId,
            Title = Title(request.Kind, task),
            Words = TextGuard.Clean(request.Words),
            Role = request.PersonId is null ? Helpers : Role.None,
            UnitId = request.UnitId,
            PersonId = request.PersonId,
            Outcomes = [request.Kind is TaskKind.Opinion ? "Answered" : "Done"],
            OpenedAt = now,
            Due = request.WorkingDays is { } days ? new Due(DueUnit.WorkingDays, days) : null,
        };
    }

    private static string Title(TaskKind kind, WorkflowTask task)
    {
        var title = (kind is TaskKind.Opinion ? "Cho ý kiến: " : "Phối hợp: ") + task.Title;
        return title.Length > 300 ? title[..300] : title;
    }
}
