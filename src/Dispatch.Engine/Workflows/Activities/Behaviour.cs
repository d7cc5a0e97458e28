using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <param name="Name">The member in the file, camelCase.</param>
/// <param name="Kind">What its value is converted to.</param>
/// <param name="Default">Its value when the file gives none.</param>
/// <param name="Eager">Whether it is computed before the activity runs; the others are computed when the activity asks.</param>
internal sealed record InputDeclaration(string Name, ValueKind Kind, object? Default = null, bool Eager = true);

/// <summary>What one type of activity does. One object serves all runs: it holds no state.</summary>
internal abstract class Behaviour
{
    /// <summary>What a plain activity completes with: the outcome <c>Done</c> and every connection that names no port.</summary>
    public static readonly IReadOnlyList<string> Done = ["Done"];

    /// <summary>The alias in the file.</summary>
    public abstract string Type { get; }

    public virtual IReadOnlyList<InputDeclaration> Inputs => [];

    /// <summary>Members of the file that hold one embedded activity.</summary>
    public virtual IReadOnlyList<string> Ports => [];

    /// <summary>The member of the file that holds a list of activities; null when there is none.</summary>
    public virtual string? ListMember => null;

    /// <summary>Whether it ends the flowchart or sequence it stands in.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Whether a break goes no further than this.</summary>
    public virtual bool IsLoop => false;

    /// <summary>The outcomes it can complete with; null when that cannot be known before the run.</summary>
    public virtual IReadOnlyList<string>? OutcomesOf(ActivityNode node) => Done;

    /// <summary>Whether a run can stop there until somebody else acts.</summary>
    public virtual bool Waits => false;

    /// <summary>Says what is wrong with how the file set it up; null when all is well.</summary>
    public virtual string? Check(ActivityNode node) => null;

    public abstract void Execute(Step step);

    /// <summary>An activity that this one had scheduled completed.</summary>
    public virtual void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes) =>
        throw new InvalidOperationException($"{Type} schedules nothing.");

    /// <summary>An activity that this one had scheduled was cancelled while this one goes on.</summary>
    public virtual void ChildCancelled(Step step, ActivityNode child)
    {
    }

    /// <summary>A wait that this activity had opened was answered.</summary>
    public virtual void Resumed(Step step, Wait wait, string outcome, object? payload) => throw new InvalidOperationException($"{Type} opens no wait.");
}

/// <param name="Names">The outcomes by name.</param>
/// <param name="Unnamed">Whether connections that name no port are followed too.</param>
internal sealed record Outcomes(IReadOnlyList<string> Names, bool Unnamed)
{
    /// <summary>What a plain activity completes with.</summary>
    public static readonly Outcomes Default = new(Behaviour.Done, Unnamed: true);

    public static Outcomes Named(params IReadOnlyList<string> names) => new(names, Unnamed: false);

    public bool Follow(string? port) => port is null ? Unnamed : Names.Contains(port, StringComparer.Ordinal);
}
