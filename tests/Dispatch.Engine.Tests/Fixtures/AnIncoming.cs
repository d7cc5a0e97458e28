using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A dispatch of the ministry as it stands at the province, walked to where a test begins.</summary>
internal sealed record AnIncoming(TestOffice Office)
{
    /// <summary>The end of the user names of the house that receives.</summary>
    public string House { get; init; } = "db";

    /// <summary>Issues a dispatch to the province, delivers it, and walks on to a state there.</summary>
    public async Task<(DispatchView Sent, IncomingView Incoming)> AtAsync(IncomingState state)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        return (sent, await WalkAsync(await ArrivedAsync(), state));
    }

    /// <summary>The one that arrived and that nobody has looked at yet.</summary>
    public async Task<IncomingView> ArrivedAsync() => (await By("clerk").Do(new ListIncoming(IncomingState.Arrived))).Items.Single();

    /// <summary>Walks on from wherever it stands.</summary>
    public async Task<IncomingView> WalkAsync(IncomingView incoming, IncomingState state)
    {
        while (incoming.State != state)
        {
            incoming = await StepAsync(incoming, state);
        }

        return incoming;
    }

    private Task<IncomingView> StepAsync(IncomingView incoming, IncomingState wanted) => (incoming.State, wanted) switch
    {
        (IncomingState.Arrived, IncomingState.Refused) => By("clerk").Do(new RefuseIncoming(incoming.Id, "Không đúng thẩm quyền")),
        (IncomingState.Arrived, _) => By("clerk").Do(new ReceiveIncoming(incoming.Id)),
        (IncomingState.Received, _) => By("clerk").Do(new RegisterIncoming(incoming.Id)),
        (IncomingState.Registered, _) => By("clerk").Do(new SubmitIncoming(incoming.Id)),
        (IncomingState.Submitted, _) => By("signer").Do(new AssignIncoming(incoming.Id, Office.Body("ubnd-dien-bien-nc"), DueOn: Office.Clock.Today.AddDays(5), Opinion: "Tham mưu")),
        (IncomingState.Assigned, IncomingState.InProgress) => By("head").Do(new BeginIncoming(incoming.Id)),
        (IncomingState.Assigned or IncomingState.InProgress, IncomingState.Closed) => By("head").Do(new CloseIncoming(incoming.Id, "Đã thực hiện")),
        _ => throw new InvalidOperationException($"No road leads from {incoming.State} to {wanted}."),
    };

    private TestActor By(string role) => Office.As($"{role}.{House}");
}
