using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>
/// Where the paper of a procedure the engine begins by itself stands along a course, by the table of its law. A step whose act that table does not allow there would wait for good:
/// whoever takes it is refused. Where branches run beside each other nobody knows whose act is first, and nothing is said.
/// </summary>
internal sealed class PaperLaw
{
    /// <summary>Where the paper stands, among the facts: one bit for each state of its law, above all the others; none when that is not certain.</summary>
    public const Facts Stands = (Facts)0x0FFF_F000;

    private const int FirstState = 12;

    private static readonly PaperLaw Outgoing = Of<OutgoingState, OutgoingAct>(
        OutgoingLifecycle.After,
        Vietnamese.Of,
        state => OutgoingLifecycle.Lawful(state).Select(Vietnamese.Of),
        ("Submit", "Submitted", OutgoingAct.Submit),
        ("PassContent", "Passed", OutgoingAct.PassContent),
        ("PassContent", "Returned", OutgoingAct.Return),
        ("PassForm", "Passed", OutgoingAct.PassForm),
        ("PassForm", "Returned", OutgoingAct.Return),
        ("Sign", "Signed", OutgoingAct.Sign),
        ("Sign", "Returned", OutgoingAct.Return),
        ("AssignNumber", "Numbered", OutgoingAct.AssignNumber),
        ("ApplySeal", "Sealed", OutgoingAct.ApplySeal),
        ("Issue", "Issued", OutgoingAct.Issue));

    private static readonly PaperLaw Incoming = Of<IncomingState, IncomingAct>(
        IncomingLifecycle.After,
        Vietnamese.Of,
        state => IncomingLifecycle.Lawful(state).Select(Vietnamese.Of),
        ("Receive", "Received", IncomingAct.Receive),
        ("Receive", "Refused", IncomingAct.Refuse),
        ("Register", "Registered", IncomingAct.Register),
        ("SubmitToLeader", "Submitted", IncomingAct.SubmitToLeader),
        ("Assign", "Assigned", IncomingAct.Assign),
        ("Close", "Answered", IncomingAct.Answer),
        ("Close", "Closed", IncomingAct.Close));

    private static readonly PaperLaw Copy = Of<CopyState, CopyAct>(
        CopyLifecycle.After,
        Vietnamese.Of,
        state => CopyLifecycle.Lawful(state).Select(Vietnamese.Of),
        ("ApproveCopy", "Approved", CopyAct.Approve),
        ("ApproveCopy", "Returned", CopyAct.Reject),
        ("AssignCopyNumber", "Numbered", CopyAct.AssignNumber),
        ("ApplyCopySeal", "Sealed", CopyAct.ApplySeal),
        ("IssueCopy", "Issued", CopyAct.Issue));

    private readonly Func<int, string, string, int?> after;
    private readonly Func<int, string> words;
    private readonly Func<string, string, bool> knows;

    private PaperLaw(Func<int, string, string, int?> after, Func<int, string> words, Func<string, string, bool> knows) => (this.after, this.words, this.knows) = (after, words, knows);

    /// <summary>The law of the paper a procedure is for; null when the engine begins none of it, or its matters are for more than one paper.</summary>
    public static PaperLaw? Of(string definitionId) => definitionId switch
    {
        Routes.IssueDispatch or Routes.ReplaceDispatch => Outgoing,
        Routes.ReceiveDispatch => Incoming,
        Routes.CertifyCopy => Copy,
        _ => null,
    };

    /// <summary>Where the paper stands when a matter begins: in the first state there is.</summary>
    public static Facts Begins => StateBit(0);

    /// <summary>Whether it is certain where the paper stands.</summary>
    public static bool IsKnown(Facts facts) => (facts & Stands) != Facts.None;

    /// <summary>Why the act of a step cannot be done where the paper stands, in the office's words; null when it can, when it is none of this law, or when nobody knows where the paper stands.</summary>
    public string? Forbids(OfficeStep step, Facts facts) =>
        IsKnown(facts) && !facts.HasFlag(Facts.Beside) && knows(step.Act!, step.Outcomes[0]) && after(StateOf(facts), step.Act!, step.Outcomes[0]) is null ? words(StateOf(facts)) : null;

    /// <summary>The same facts, with where the paper stands after an outcome of a step; without it where that is not certain.</summary>
    public Facts After(OfficeStep step, string outcome, Facts facts)
    {
        if (!IsKnown(facts) || !knows(step.Act!, step.Outcomes[0]))
        {
            return facts;
        }

        var next = facts.HasFlag(Facts.Beside) ? null : after(StateOf(facts), step.Act!, outcome);
        return (facts & ~Stands) | (next is { } state ? StateBit(state) : Facts.None);
    }

    private static PaperLaw Of<TState, TAct>(
        Func<TState, TAct, TState?> after, Func<TState, string> word, Func<TState, IEnumerable<string>> lawful, params IReadOnlyList<(string Act, string Outcome, TAct Law)> acts)
        where TState : struct, Enum
    {
        var states = Enum.GetValues<TState>();
        var law = acts.ToDictionary(act => (act.Act, act.Outcome), act => act.Law);
        return new PaperLaw(
            (state, act, outcome) => law.TryGetValue((act, outcome), out var given) && after(states[state], given) is { } next ? Array.IndexOf(states, next) : null,
            state => $"“{word(states[state])}”, lúc đó chỉ có thể {string.Join(", ", lawful(states[state]))}",
            (act, outcome) => law.ContainsKey((act, outcome)));
    }

    private static Facts StateBit(int state) => (Facts)(1 << (FirstState + state));

    private static int StateOf(Facts facts) => System.Numerics.BitOperations.TrailingZeroCount((int)(facts & Stands)) - FirstState;
}
