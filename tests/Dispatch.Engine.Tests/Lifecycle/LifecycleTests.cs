using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
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
        "Issued --RequestCopy--> Issued",
        "Issued --ProposeRecall--> Issued",
        "Issued --Recall--> Recalled",
        "Issued --Correct--> Issued",
    ];

    private static readonly string[] Incoming =
    [
        "Arrived --Receive--> Received",
        "Arrived --Refuse--> Refused",
        "Arrived --Recall--> RecallAgreed",
        "Received --Register--> Registered",
        "Received --Recall--> RecallAgreed",
        "Refused --Recall--> RecallAgreed",
        "Registered --SubmitToLeader--> Submitted",
        "Registered --RequestCopy--> Registered",
        "Registered --Recall--> Recalled",
        "Submitted --Assign--> Assigned",
        "Submitted --RequestCopy--> Submitted",
        "Submitted --Recall--> Recalled",
        "Assigned --Begin--> InProgress",
        "Assigned --Answer--> Answered",
        "Assigned --Close--> Closed",
        "Assigned --RequestCopy--> Assigned",
        "Assigned --Recall--> Recalled",
        "InProgress --Answer--> Answered",
        "InProgress --Close--> Closed",
        "InProgress --RequestCopy--> InProgress",
        "InProgress --Recall--> Recalled",
        "Answered --RequestCopy--> Answered",
        "Answered --Recall--> Recalled",
        "Closed --RequestCopy--> Closed",
        "Closed --Recall--> Recalled",
        "Recalled --AgreeRecall--> RecallAgreed",
        "Recalled --RefuseRecall--> RecallRefused",
        "RecallRefused --AgreeRecall--> RecallAgreed",
    ];

    private static readonly string[] Copies =
    [
        "Requested --Approve--> Approved",
        "Requested --Reject--> Rejected",
        "Requested --DecideRecipient--> Requested",
        "Requested --Recall--> Recalled",
        "Approved --AssignNumber--> Numbered",
        "Approved --DecideRecipient--> Approved",
        "Approved --Recall--> Recalled",
        "Numbered --ApplySeal--> Signed",
        "Numbered --Issue--> Issued",
        "Numbered --DecideRecipient--> Numbered",
        "Numbered --Recall--> Recalled",
        "Signed --Issue--> Issued",
        "Signed --DecideRecipient--> Signed",
        "Signed --Recall--> Recalled",
        "Issued --Recall--> Recalled",
    ];

    private static readonly string[] Recalls = ["Proposed --Order--> Ordered", "Proposed --Decline--> Declined"];

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
    public void A_recall_is_decided_once() =>
        Assert.That(All<RecallState, RecallAct>((state, act) => RecallLifecycle.After(state, act)?.ToString()), Is.EqualTo(Recalls));

    [Test]
    public void What_others_bring_about_is_offered_to_nobody()
    {
        Assert.That(Enum.GetValues<OutgoingState>().SelectMany(OutgoingLifecycle.Lawful), Has.None.AnyOf(OutgoingAct.Recall, OutgoingAct.Correct));
        Assert.That(Enum.GetValues<IncomingState>().SelectMany(IncomingLifecycle.Lawful), Has.None.EqualTo(IncomingAct.Recall));
        Assert.That(Enum.GetValues<CopyState>().Where(state => CopyLifecycle.Lawful(state).Contains(CopyAct.Recall)), Is.EqualTo(new[] { CopyState.Issued }), "who certified a copy takes back what was issued; before, only its source does");
    }

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
        refusals.AddRange(Pairs<RecallState, RecallAct>().Where(pair => RecallLifecycle.After(pair.State, pair.Act) is null).Select(pair => RecallLifecycle.Move(pair.State, pair.Act).Refusal));
        refusals.AddRange(Pairs<CopyState, CopyAct>().Where(pair => CopyLifecycle.After(pair.State, pair.Act) is null).Select(pair => CopyLifecycle.Move(pair.State, pair.Act).Refusal));

        Assert.That(refusals.Select(refusal => (refusal?.Code, refusal?.Kind)), Is.All.EqualTo(("lifecycle.not-now", RefusalKind.Conflict)));
        Assert.That(refusals, Has.Count.EqualTo((10 * 15) - Outgoing.Length + (12 * 12) - Incoming.Length + (7 * 7) - Copies.Length + (3 * 2) - Recalls.Length));
    }

    [TestCase(OutgoingState.AwaitingSignature, OutgoingAct.AssignNumber, "Chưa thể cấp số: văn bản chưa được ký (đang ở trạng thái “Chờ ký”). Việc có thể làm: ")]
    [TestCase(OutgoingState.Drafting, OutgoingAct.Issue, "Chưa thể phát hành: văn bản chưa được ký (đang ở trạng thái “Đang soạn thảo”). Việc có thể làm: ")]
    [TestCase(OutgoingState.Signed, OutgoingAct.Issue, "Chưa thể phát hành: văn bản chưa được cấp số (đang ở trạng thái “Đã ký, chờ cấp số”). Việc có thể làm: ")]
    [TestCase(OutgoingState.FormCheck, OutgoingAct.Sign, "Chưa thể ký: văn bản chưa được kiểm tra xong (đang ở trạng thái “")]
    [TestCase(OutgoingState.Issued, OutgoingAct.Sign, "Chưa thể ký: văn bản đang ở trạng thái “Đã phát hành”.")]
    public void What_is_missing_is_said_before_where_the_paper_stands(OutgoingState state, OutgoingAct act, string words) =>
        Assert.That(OutgoingLifecycle.Move(state, act).Refusal?.Message, Does.StartWith(words));

    [Test]
    public void No_number_is_reached_but_through_a_signature_and_no_issue_but_through_a_number()
    {
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Numbered, OutgoingLifecycle.After), Is.EqualTo(new[] { OutgoingState.Signed }));
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Issued, OutgoingLifecycle.After), Is.EquivalentTo(new[] { OutgoingState.Numbered, OutgoingState.Sealed }));
        Assert.That(Before<OutgoingState, OutgoingAct>(OutgoingState.Sealed, OutgoingLifecycle.After).Except([OutgoingState.Sealed]), Is.EqualTo(new[] { OutgoingState.Numbered }));
        Assert.That(OutgoingLifecycle.Lawful(OutgoingState.Issued), Is.EqualTo(new[] { OutgoingAct.RequestCopy, OutgoingAct.ProposeRecall }), "what is issued is never edited (Điều 18.3)");
        Assert.That(OutgoingLifecycle.Lawful(OutgoingState.Recalled), Is.Empty, "what is recalled is frozen (Điều 18.4)");
        Assert.That(OutgoingLifecycle.Lawful(OutgoingState.Voided), Is.Empty);
    }

    [Test]
    public void A_receipt_tells_the_sender_what_became_of_a_dispatch() =>
        Assert.That(Enum.GetValues<IncomingState>().Select(state => $"{state}: {IncomingLifecycle.Receipt(state)}"), Is.EqualTo(new[]
        {
            "Arrived: Arrived", "Received: Received", "Refused: Refused", "Registered: Registered", "Submitted: Registered", "Assigned: Assigned", "InProgress: InProgress", "Answered: Done", "Closed: Done",
            "Recalled: ", "RecallAgreed: Recalled", "RecallRefused: RecallRefused",
        }));

    /// <summary>The senders view: a receipt moves it forward along one line, a late or repeated one not at all; a dead letter may still turn out to have arrived.</summary>
    [Test]
    public void Receipts_move_the_senders_view_forward_only()
    {
        DeliveryState[] line =
        [
            DeliveryState.DeadLetter, DeliveryState.Queued, DeliveryState.Returned, DeliveryState.Sent, DeliveryState.Arrived, DeliveryState.Received, DeliveryState.Refused,
            DeliveryState.Registered, DeliveryState.Assigned, DeliveryState.InProgress, DeliveryState.Done,
            DeliveryState.RecallSent, DeliveryState.RecallRefused, DeliveryState.Recalled,
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
            Words<RecallState>(Vietnamese.Of), Words<RecallAct>(Vietnamese.Of), Words<CopyState>(Vietnamese.Of), Words<CopyAct>(Vietnamese.Of), Words<DeliveryState>(Vietnamese.Of), Words<DeliveryAct>(Vietnamese.Of), Words<Duty>(Vietnamese.Of), Words<DeliveryChannel>(Vietnamese.Of), Words<CopyForm>(Vietnamese.Of), Words<PaperForm>(Vietnamese.Of), Words<Medium>(Vietnamese.Of),
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
