using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;

namespace Dispatch.Engine.Receiving;

/// <summary>What is made from an incoming dispatch for others: its receipt, its duplicate key, the inputs of its route.</summary>
internal static class IncomingWording
{
    /// <summary>The triple of Phụ lục VI (số + ký hiệu + cơ quan) with the year and the form, folded, by which a duplicate is noticed.</summary>
    public static string DuplicateKey(PaperFacts facts) => string.Join('|',
        NameFolding.Fold(facts.Author), facts.Date.Year, facts.NumberAndSymbol.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant(), facts.Form, facts.CopyNumberAndSymbol);

    /// <summary>What the route may decide on.</summary>
    public static Dictionary<string, string> RouteInputs(IncomingDispatch incoming) => new(StringComparer.Ordinal)
    {
        ["kind"] = incoming.Facts.Kind,
        ["urgency"] = incoming.Facts.Urgency.ToString(),
    };

    /// <summary>The receipt for where the dispatch stands now; null when no one of this installation sent it. Its key is the delivery and the code: told once each.</summary>
    public static OutboxMessage? Receipt(IncomingDispatch incoming, DateTimeOffset now)
    {
        if (incoming is not { DeliveryId: { } delivery, SenderId: { } sender } || IncomingLifecycle.Receipt(incoming.State) is not { } code)
        {
            return null;
        }

        var reason = code switch
        {
            ReceiptCode.Refused => incoming.Opinion,
            ReceiptCode.RecallRefused => incoming.RecallReply,
            _ => null,
        };
        var news = new ReceiptNews(delivery, incoming.ContentHash!, code, now, incoming.ArrivalNumber, reason);
        return Outbox.Message(OutboxKinds.Receipt, $"{delivery}:{code}", incoming.OrganisationId, sender, news, now);
    }
}
