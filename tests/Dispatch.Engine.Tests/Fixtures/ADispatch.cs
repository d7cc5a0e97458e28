using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A lawful, uninteresting dispatch that is walked to where a test begins, by the acts of the people whose acts they are.</summary>
internal sealed record ADispatch(TestOffice Office)
{
    /// <summary>The end of the user names of the house: "bng", "db" or "lc".</summary>
    public string House { get; init; } = "bng";

    public DispatchText Text { get; init; } = Words();

    /// <summary>Nơi nhận; the words stay as they are.</summary>
    public ADispatch To(params string[] recipients) => this with { Text = Text with { Addressees = [], Recipients = [.. recipients, "Lưu: VT."] } };

    public static DispatchText Words(string subject = "phối hợp công tác đối ngoại địa phương") => new()
    {
        Subject = subject,
        Addressees = ["Ủy ban nhân dân tỉnh Điện Biên"],
        Recipients = ["Như trên", "Lưu: VT"],
        Body = ["Bộ Ngoại giao đề nghị quý Ủy ban phối hợp công tác đối ngoại địa phương.", "Xin trân trọng cảm ơn./."],
        Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC"],
    };

    public Task<DispatchView> DraftAsync() => Office.As("drafter." + House).Do(new DraftDispatch(Text, Office.Person("signer." + House)));

    /// <summary>Walks to a state along the ordinary road.</summary>
    public async Task<DispatchView> AtAsync(OutgoingState state)
    {
        var dispatch = await DraftAsync();
        return await WalkAsync(dispatch, state);
    }

    /// <summary>Walks on from wherever the dispatch stands.</summary>
    public async Task<DispatchView> WalkAsync(DispatchView dispatch, OutgoingState state)
    {
        while (dispatch.State != state)
        {
            dispatch = await StepAsync(dispatch, state);
        }

        return dispatch;
    }

    private Task<DispatchView> StepAsync(DispatchView dispatch, OutgoingState wanted) => (dispatch.State, wanted) switch
    {
        (OutgoingState.Drafting, _) => By("drafter").Do(new SubmitDispatch(dispatch.Id)),
        (OutgoingState.ContentCheck, _) => By("head").Do(new PassContent(dispatch.Id)),
        (OutgoingState.FormCheck, _) => By("clerk").Do(new PassForm(dispatch.Id)),
        (OutgoingState.AwaitingSignature, _) => By("signer").Do(new SignDispatch(dispatch.Id)),
        (OutgoingState.Signed, _) => By("clerk").Do(new AssignNumber(dispatch.Id)),
        (OutgoingState.Numbered, OutgoingState.Voided) => By("clerk").Do(new VoidNumber(dispatch.Id, "Cấp nhầm số")),
        (OutgoingState.Sealed, _) => By("clerk").Do(new IssueDispatch(dispatch.Id)),
        (OutgoingState.Numbered, _) => By("clerk").Do(new IssueDispatch(dispatch.Id)),
        (OutgoingState.Issued or OutgoingState.Voided or OutgoingState.Recalled, _) => throw new InvalidOperationException($"No road leads from {dispatch.State} to {wanted}."),
    };

    private TestActor By(string role) => Office.As($"{role}.{House}");
}
