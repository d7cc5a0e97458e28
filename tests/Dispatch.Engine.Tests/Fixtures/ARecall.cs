using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>The ministry takes a dispatch back.</summary>
internal sealed record ARecall(TestOffice Office, Id<OfficialDispatch> Dispatch)
{
    public string Reason { get; init; } = "Sai nội dung";

    public ProposeRecall Proposal => new(Dispatch, Reason, Office.Person("signer.bng"));

    public Task<RecallView> ProposedAsync() => Office.As("clerk.bng").Do(Proposal);

    /// <summary>Ordered; the news is still in the outbox.</summary>
    public async Task<RecallView> OrderedAsync() => await Office.As("signer.bng").Do(new OrderRecall((await ProposedAsync()).Id));

    /// <summary>Ordered and told to everybody, down to the last copy.</summary>
    public async Task<RecallView> ToldAsync()
    {
        var recall = await OrderedAsync();
        await Office.DeliverAsync();
        return recall;
    }

    /// <summary>Everybody who owes an answer agrees, and the issuer hears of it.</summary>
    public async Task SettledAsync(params string[] houses)
    {
        foreach (var house in houses)
        {
            foreach (var owed in (await Office.As("clerk." + house).Do(new ListIncoming(IncomingState.Recalled))).Items)
            {
                await Office.As("clerk." + house).Do(new AgreeRecall(owed.Id));
            }
        }

        await Office.DeliverAsync();
    }
}
