using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Proving;

namespace Dispatch.Engine.Workflows;

/// <summary>Why a procedure must not be put to use.</summary>
/// <param name="Code">Stable, lower case, such as <c>workflow.act-too-early</c>.</param>
/// <param name="Message">Vietnamese: what is wrong.</param>
/// <param name="Path">The steps that lead there, the faulty one last; each is an id with its title and the answer given.</param>
public sealed record Flaw(string Code, string Message, IReadOnlyList<string> Path);

/// <summary>
/// Proves that a procedure does what a procedure must: every step can be reached, every course can end, every answer leads somewhere, and no course reaches an act of law before
/// the acts that must come before it. It walks all courses a run could take, so a flaw comes with the course that shows it.
/// </summary>
public static class WorkflowSoundness
{
    /// <summary>All flaws of a definition; none when it is sound.</summary>
    /// <param name="definition">A definition that was read.</param>
    /// <param name="roles">The roles there are; null when they are not known here.</param>
    public static IReadOnlyList<Flaw> Check(WorkflowDefinition definition, IReadOnlyCollection<string>? roles = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Root is not { } root)
        {
            return [new Flaw("workflow.empty", "Quy trình không có bước nào.", [])];
        }

        return [.. Purpose(definition), .. StructureProof.Of(definition), .. NamesProof.Of(definition, root, roles), .. CourseProof.Of(definition, root)];
    }

    /// <summary>A version of a shipped procedure without the act its matters are for: each of them would end with nothing done.</summary>
    private static IEnumerable<Flaw> Purpose(WorkflowDefinition definition) =>
        Routes.PurposeOf(definition.DefinitionId) is not { } act || definition.AllCalled().Prepend(definition).Any(one => one.Steps.Any(step => step.Act == act))
            ? []
            : [new Flaw("workflow.misses-act", $"Quy trình '{definition.DefinitionId}' không có bước {act} ({OfficeSteps.OfAct(act)!.Title}): hồ sơ sẽ kết thúc mà việc chính chưa làm.", [])];
}
