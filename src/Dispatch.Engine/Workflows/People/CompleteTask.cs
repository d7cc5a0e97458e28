using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Workflows.People;

/// <summary>A task is done with an outcome and an opinion, and the matter goes on. A step that is a legal act is not done here but by the act itself, on the paper.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Outcome">One of its outcomes.</param>
/// <param name="Opinion">What to write with it; up to 2,000 letters.</param>
/// <param name="Fields">What the step's form asks for, by name; up to 500 letters each.</param>
public sealed record CompleteTask(Id<WorkflowTask> TaskId, string Outcome, string? Opinion = null, IReadOnlyDictionary<string, string>? Fields = null) : IAct<TaskHandled>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Opinion.Length: > 2000 } => KernelRefusals.Shape("opinion", "Ý kiến dài quá 2.000 ký tự."),
        _ when Fields?.Values.Any(value => value.Length > 500) == true => KernelRefusals.Shape("fields", "Mỗi mục điền không quá 500 ký tự."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Outcome, Opinion, .. Fields?.Keys ?? [], .. Fields?.Values ?? []];
}

internal sealed class CompleteTaskHandler(TaskDesk desk, RouteDesk route, ActContext context, TimeProvider clock) : IRequestHandler<CompleteTask, Outcome<TaskHandled>>
{
    public async Task<Outcome<TaskHandled>> Handle(CompleteTask request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenMineAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var (task, instance) = opened.Value;
        if (Flaw(task, request) is { } flaw)
        {
            return flaw;
        }

        task.Fields = [.. task.Fields.Select(field => field with { Value = TextGuard.CleanOrNull(request.Fields?.GetValueOrDefault(field.Name)) })];
        task.Opinion = TextGuard.CleanOrNull(request.Opinion);
        if (task.Kind is not TaskKind.Step)
        {
            // Help is given: the one who asked still holds the matter.
            task.Close(clock.GetUtcNow(), request.Outcome, context.Someone.PersonId);
        }
        else if (await route.AnswerAsync(task, instance, request.Outcome, Payload(task, request), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        context.Note(task.OrganisationId, "workflow.completed", task.PaperId, new { task.ActivityId, task.Title, task.Outcome, task.Opinion, task.OnBehalfOfId });
        return TaskHandled.AfterChange(task);
    }

    private static Refusal? Flaw(WorkflowTask task, CompleteTask request)
    {
        if (task.Kind is TaskKind.Step && WorkflowWording.IsLegalAct(task.Act))
        {
            return TaskRefusals.ByTheActItself(task.Title);
        }

        if (!task.Outcomes.Contains(request.Outcome, StringComparer.Ordinal))
        {
            return TaskRefusals.UnknownOutcome(task.Title, request.Outcome, task.Outcomes);
        }

        var given = request.Fields ?? new Dictionary<string, string>(StringComparer.Ordinal);
        if (given.Keys.FirstOrDefault(name => task.Fields.All(field => field.Name != name)) is { } unknown)
        {
            return TaskRefusals.UnknownField(unknown);
        }

        var missing = task.Fields.FirstOrDefault(field => field.IsRequired && string.IsNullOrWhiteSpace(given.GetValueOrDefault(field.Name)));
        return missing is null ? null : TaskRefusals.FieldNeeded(missing.Label);
    }

    /// <summary>What the procedure may read of the answer: the fields, and the opinion as one of them.</summary>
    private static JsonObject? Payload(WorkflowTask task, CompleteTask request)
    {
        if (request.Fields is not { Count: > 0 } && task.Opinion is null)
        {
            return null;
        }

        var payload = new JsonObject();
        foreach (var (name, value) in request.Fields ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            payload[name] = TextGuard.Clean(value);
        }

        if (task.Opinion is { } opinion)
        {
            payload["opinion"] ??= opinion;
        }

        return payload;
    }
}
