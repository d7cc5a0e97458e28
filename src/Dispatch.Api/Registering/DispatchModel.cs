using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Registering;

/// <summary>What the page of an outgoing dispatch shows.</summary>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Names">People and units of its organisation.</param>
/// <param name="Plan">Who would get it; null once it is issued.</param>
/// <param name="Family">Where it went; null before it is issued.</param>
/// <param name="Recalls">What was proposed to take it back, newest first.</param>
/// <param name="Answers">Who has answered its recall; null while it is in force.</param>
/// <param name="Notices">What could give notice of a recall; empty where nobody can propose one.</param>
/// <param name="Waiting">Who has to do what with it now.</param>
public sealed record DispatchModel(
    DispatchView Dispatch, PaperDirectory Names, RecipientPlan? Plan, FamilyTree? Family, IReadOnlyList<RecallView> Recalls, RecallAnswers? Answers, IReadOnlyList<DispatchView> Notices,
    IReadOnlyList<WaitingStep> Waiting)
{
    /// <summary>What its signer may sign as, to tell a block that nobody may sign under before it comes to the signature; null once it is signed.</summary>
    public IReadOnlyList<AuthorityView>? Authorities { get; init; }

    /// <summary>What the form of a copy offers.</summary>
    public CopyOffer Copying { get; init; } = CopyOffer.None;

    /// <summary>What it replaces or corrects; null for a dispatch of its own.</summary>
    public DispatchView? Earlier { get; init; }
}
