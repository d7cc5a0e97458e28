using Dispatch.Api.Components;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Recalling;

/// <summary>What the page of a recall shows.</summary>
/// <param name="Recall">The recall.</param>
/// <param name="Dispatch">What is to be taken back.</param>
/// <param name="Notice">The dispatch that gives notice of it, if any.</param>
/// <param name="Names">People of the organisation.</param>
/// <param name="Answers">Who has answered; null before it is ordered.</param>
/// <param name="Waiting">Who has to do what with it now.</param>
public sealed record RecallModel(RecallView Recall, DispatchView Dispatch, DispatchView? Notice, PaperDirectory Names, RecallAnswers? Answers, IReadOnlyList<WaitingStep> Waiting)
{
    /// <summary>Whom the order would reach; null once it is decided.</summary>
    internal RecallReach? Reach { get; init; }
}
