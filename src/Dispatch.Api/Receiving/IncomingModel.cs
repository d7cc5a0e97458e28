using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Receiving;

/// <summary>What the page of an incoming dispatch shows.</summary>
/// <param name="Incoming">The dispatch.</param>
/// <param name="Names">People and units of its organisation.</param>
/// <param name="Family">Where it came from and what was copied from it.</param>
/// <param name="Verification">What was found of its signatures; null while that is not known, or where there is no file.</param>
/// <param name="Answers">Issued dispatches it may be answered with; empty when it cannot be answered now.</param>
/// <param name="Copying">What the form of a copy offers.</param>
/// <param name="Waiting">Who has to do what with it now.</param>
/// <param name="Next">The one that has waited longest of those that just arrived, for whoever has this moment entered one; null for everybody else.</param>
public sealed record IncomingModel(
    IncomingView Incoming, PaperDirectory Names, FamilyTree Family, VerificationView? Verification, IReadOnlyList<DispatchView> Answers, CopyOffer Copying,
    IReadOnlyList<WaitingStep> Waiting, IncomingView? Next = null);
