using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;

namespace Dispatch.Api.Registering;

/// <summary>What the page of a draft shows: a new one, or one to be revised.</summary>
/// <param name="Draft">The draft to be revised; null for a new one.</param>
/// <param name="Names">People and units of the organisation.</param>
/// <param name="Answers">The incoming dispatch a new draft answers, if any.</param>
/// <param name="Earlier">The issued dispatch a new draft replaces or corrects, if any.</param>
/// <param name="IsReplacement">Whether it replaces that one.</param>
public sealed record DraftModel(DispatchView? Draft, PaperDirectory Names, string? Answers, DispatchView? Earlier = null, bool IsReplacement = false)
{
    /// <summary>Who may sign as what today, to write the block after.</summary>
    public IReadOnlyList<AuthorityView> Authorities { get; init; } = [];

    /// <summary>Who can be asked for an opinion, or to check the law of it: colleagues who do tasks.</summary>
    public IReadOnlyList<PersonView> Askable { get; init; } = [];

    /// <summary>The file the text was taken from a moment ago; null otherwise.</summary>
    public BodyFile? File { get; init; }

    /// <summary>What stands in the fields now, when a file was read; null otherwise.</summary>
    public IReadOnlyDictionary<string, string>? Filled { get; init; }
}
