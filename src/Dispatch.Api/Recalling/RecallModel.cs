using Dispatch.Api.Components;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;

namespace Dispatch.Api.Recalling;

/// <summary>What the page of a recall shows.</summary>
/// <param name="Recall">The recall.</param>
/// <param name="Dispatch">What is to be taken back.</param>
/// <param name="Notice">The dispatch that gives notice of it, if any.</param>
/// <param name="Names">People of the organisation.</param>
/// <param name="Answers">Who has answered; null before it is ordered.</param>
public sealed record RecallModel(RecallView Recall, DispatchView Dispatch, DispatchView? Notice, PaperDirectory Names, RecallAnswers? Answers);
