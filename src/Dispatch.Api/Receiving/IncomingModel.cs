using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Receiving;

/// <summary>What the page of an incoming dispatch shows.</summary>
/// <param name="Incoming">The dispatch.</param>
/// <param name="Names">People and units of its organisation.</param>
/// <param name="Family">Where it came from and what was copied from it.</param>
/// <param name="Verification">What was found of its signatures; null while that is not known, or where there is no file.</param>
/// <param name="Answers">Issued dispatches it may be answered with; empty when it cannot be answered now.</param>
/// <param name="Parts">The parts of its text, for a trích sao; empty where none can be made.</param>
/// <param name="Next">The one that has waited longest of those that just arrived, for whoever has this moment entered one; null for everybody else.</param>
public sealed record IncomingModel(
    IncomingView Incoming, PaperDirectory Names, FamilyTree Family, VerificationView? Verification, IReadOnlyList<DispatchView> Answers, IReadOnlyList<CopyPart> Parts, IncomingView? Next = null);
