using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Copying;

/// <summary>What the page of a certified copy shows.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Source">What it is made from.</param>
/// <param name="Names">People and units of its organisation.</param>
/// <param name="Plan">Who would get it; null once nothing can be decided any more.</param>
/// <param name="Family">Where it came from and where it went.</param>
/// <param name="Answers">From whom it is not back; null while it is not taken back.</param>
/// <param name="Waiting">Who has to do what with it now.</param>
/// <param name="Parts">The parts a trích sao takes, with their words; empty for other copies, and once the source was taken back.</param>
public sealed record CopyModel(CopyView Copy, PaperFacts Source, PaperDirectory Names, RecipientPlan? Plan, FamilyTree Family, RecallAnswers? Answers, IReadOnlyList<WaitingStep> Waiting,
    IReadOnlyList<CopyPart> Parts)
{
    /// <summary>What its signer may sign as, to tell a block that nobody may sign under before it comes to the signature; null once it is decided.</summary>
    public IReadOnlyList<AuthorityView>? Authorities { get; init; }
}
