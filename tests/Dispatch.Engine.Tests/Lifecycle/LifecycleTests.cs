using Dispatch.Engine.Kernel;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Tests.Lifecycle;

/// <summary>Every pair of state and act is tried against a list written by hand: what is not listed is proven unlawful.</summary>
public sealed class LifecycleTests
{
    private static readonly string[] Outgoing =
    [
        "Drafting --Revise--> Drafting",
        "Drafting --Submit--> ContentCheck",
        "Drafting --DecideRecipient--> Drafting",
        "ContentCheck --PassContent--> FormCheck",
        "ContentCheck --Return--> Drafting",
        "ContentCheck --DecideRecipient--> ContentCheck",
        "FormCheck --PassForm--> AwaitingSignature",
        "FormCheck --Return--> Drafting",
        "FormCheck --DecideRecipient--> FormCheck",
        "AwaitingSignature --Return--> Drafting",
        "AwaitingSignature --Sign--> Signed",
        "AwaitingSignature --DecideRecipient--> AwaitingSignature",
        "Signed --AssignNumber--> Numbered",
        "Signed --DecideRecipient--> Signed",
        "Numbered --ApplySeal--> Sealed",
        "Numbered --Issue--> Issued",
        "Numbered --VoidNumber--> Voided",
        "Numbered --DecideRecipient--> Numbered",
        "Sealed --Issue--> Issued",
        "Sealed --VoidNumber--> Voided",
        "Sealed --DecideRecipient--> Sealed",
    ];

    private static readonly string[] Incoming =
    [
        "Arrived --Receive--> Received",
        "Arrived --Refuse--> Refused",
        "Received --Register--> Registered",
        "Registered --SubmitToLeader--> Submitted",
        "Registered --RequestCopy--> Registered",
        "Submitted --Assign--> Assigned",
        "Submitted --RequestCopy--> Submitted",
        "Assigned --Begin--> InProgress",
        "Assigned --Answer--> Answered",
        "Assigned --Close--> Closed",
        "Assigned --RequestCopy--> Assigned",
        "InProgress --Answer--> Answered",
        "InProgress --Close--> Closed",
        "InProgress --RequestCopy--> InProgress",
        "Answered --RequestCopy--> Answered",
        "Closed --RequestCopy--> Closed",
    ];

    private static readonly string[] Copies =
    [
        "Requested --Approve--> Approved",
        "Requested --Reject--> Rejected",
        "Requested --DecideRecipient--> Requested",
        "Approved --AssignNumber--> Numbered",
        "Approved --DecideRecipient--> Approved",
        "Numbered --Issue--> Issued",
        "Numbered --DecideRecipient--> Numbered",
    ];

    [Test]
    public void An_outgoing_dispatch_moves_as_listed_and_in_no_other_way() =>
        Assert.That(All<OutgoingState, OutgoingAct>((state, act) => OutgoingLifecycle.After(state, act)?.ToString()), Is.EqualTo(Outgoing));

    [Test]
    public void An_incoming_dispatch_moves_as_listed_and_in_no_other_way() =>
        Assert.That(All<IncomingState, IncomingAct>((state, act) => IncomingLifecycle.After(state, act)?.ToString()), Is.EqualTo(Incoming));

    [Test]
    public void A_copy_moves_as_listed_and_in_no_other_way() =>
        Assert.That(All<CopyState, CopyAct>((state, act) => CopyLifecycle.After(state, act)?.ToString()), Is.EqualTo(Copies));

    [Test]
    public void An_unlawful_act_is_refused_aloud_with_where_the_paper_stands_and_what_may_be_done()
    {
        var refusals = new List<Refusal?>();
        foreach (var (state, act) in Pairs<OutgoingState, OutgoingAct>().Where(pair => OutgoingLifecycle.After(pair.State, pair.Act) is null))
        {
            var refusal = OutgoingLifecycle.Move(state, act).Refusal;
            Assert.That(refusal?.Message, Does.Contain(Vietnamese.Of(state)).And.Contain(Vietnamese.Of(act)));
            Assert.That(OutgoingLifecycle.Lawful(state), Has.None.EqualTo(act));
            refusals.Add(refusal);
        }

        refusals.AddRange(Pairs<IncomingState, IncomingAct>().Where(pair => IncomingLifecycle.After(pair.State, pair.Act) is null).Select(pair => IncomingLifecycle.Move(pair.State, pair.Act).Refusal));
        refusals.AddRange(Pairs<CopyState, CopyAct>().Where(pair => CopyLifecycle.After(pair.State, pair.Act) is null).Select(pair => CopyLifecycle.Move(pair.State, pair.Act).Refusal));

        Assert.That(refusals.Select(refusal => (refusal?.Code, refusal?.Kind)), Is.All.EqualTo(("lifecycle.not-now", RefusalKind.Conflict)));
        Assert.That(refusals, Has.Count.EqualTo((9 * 11) - Outgoing.Length + (9 * 9) - Incoming.Length + (5 * 5) - Copies.Length));
    }

    [Test]
    public void No_number_is_reached_but_through_a_signature_and_no_issue_but_through_a_number()
    {
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Numbered, OutgoingLifecycle.After), Is.EqualTo(new[] { OutgoingState.Signed }));
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Issued, OutgoingLifecycle.After), Is.EquivalentTo(new[] { OutgoingState.Numbered, OutgoingState.Sealed }));
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Sealed, OutgoingLifecycle.After).Except([OutgoingState.Sealed]), Is.EqualTo(new[] { OutgoingState.Numbered }));
        Assert.That(OutgoingLifecycle.Lawful(OutgoingState.Issued), Is.Empty, "what is issued is never touched again (Điều 18.3)");
        Assert.That(OutgoingLifecycle.Lawful(OutgoingState.Voided), Is.Empty);
    }

    [Test]
    public void A_receipt_tells_the_sender_what_became_of_a_dispatch() =>
        Assert.That(Enum.GetValues<IncomingState>().Select(state => $"{state}: {IncomingLifecycle.Receipt(state)}"), Is.EqualTo(new[]
        {
            "Arrived: Arrived", "Received: Received", "Refused: Refused", "Registered: Registered", "Submitted: Registered", "Assigned: Assigned", "InProgress: InProgress", "Answered: Done", "Closed: Done",
        }));

    /// <summary>The senders view: a receipt moves it forward along one line, a late or repeated one not at all; a dead letter may still turn out to have arrived.</summary>
    [Test]
    public void Receipts_move_the_senders_view_forward_only()
    {
        DeliveryState[] line =
        [
            DeliveryState.DeadLetter, DeliveryState.Queued, DeliveryState.Returned, DeliveryState.Sent, DeliveryState.Arrived, DeliveryState.Received, DeliveryState.Refused,
            DeliveryState.Registered, DeliveryState.Assigned, DeliveryState.InProgress, DeliveryState.Done,
        ];

        foreach (var (state, receipt) in Pairs<DeliveryState, ReceiptCode>())
        {
            var told = Enum.Parse<DeliveryState>(receipt.ToString());
            var forward = Array.IndexOf(line, told) > Array.IndexOf(line, state);
            Assert.That(DeliveryLifecycle.After(state, receipt), Is.EqualTo(forward ? told : (DeliveryState?)null), $"{receipt} at {state}");
        }
    }

    [Test]
    public void Every_state_and_act_has_its_own_word()
    {
        string[][] words =
        [
            Words<OutgoingState>(Vietnamese.Of), Words<OutgoingAct>(Vietnamese.Of), Words<IncomingState>(Vietnamese.Of), Words<IncomingAct>(Vietnamese.Of),
            Words<CopyState>(Vietnamese.Of), Words<CopyAct>(Vietnamese.Of), Words<DeliveryState>(Vietnamese.Of), Words<DeliveryAct>(Vietnamese.Of), Words<Duty>(Vietnamese.Of), Words<DeliveryChannel>(Vietnamese.Of), Words<CopyForm>(Vietnamese.Of), Words<PaperForm>(Vietnamese.Of), Words<Medium>(Vietnamese.Of),
        ];

        Assert.That(words, Is.All.Unique);
        Assert.That(words.SelectMany(set => set), Is.All.Not.Empty);
    }

    internal static IEnumerable<(TState State, TAct Act)> Pairs<TState, TAct>()
        where TState : struct, Enum
        where TAct : struct, Enum =>
        from state in Enum.GetValues<TState>()
        from act in Enum.GetValues<TAct>()
        select (state, act);

    private static IEnumerable<string> All<TState, TAct>(Func<TState, TAct, string?> after)
        where TState : struct, Enum
        where TAct : struct, Enum =>
        from pair in Pairs<TState, TAct>()
        let next = after(pair.State, pair.Act)
        where next is not null
        select $"{pair.State} --{pair.Act}--> {next}";

    private static IEnumerable<TState> Before<TState, TAct>(TState wanted, Func<TState, TAct, TState?> after)
        where TState : struct, Enum
        where TAct : struct, Enum =>
        Pairs<TState, TAct>().Where(pair => !pair.State.Equals(wanted) && wanted.Equals(after(pair.State, pair.Act))).Select(pair => pair.State);

    private static string[] Words<T>(Func<T, string> of)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(of)];
}
