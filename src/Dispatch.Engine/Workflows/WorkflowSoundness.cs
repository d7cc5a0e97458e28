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

        return [.. StructureProof.Of(definition), .. NamesProof.Of(definition, root, roles), .. CourseProof.Of(definition, root)];
    }
}
