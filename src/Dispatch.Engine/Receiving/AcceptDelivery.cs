using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>A delivery reaches its receiver: the incoming row is made once, for ever. A repeat changes nothing and gets the first answer; the same key with other bytes is refused.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of the file as the sender says.</param>
public sealed record AcceptDelivery(Id<Delivery> DeliveryId, string ContentHash) : IAct<DeliveryReceipt>;

/// <summary>Many arrivals carried in one transaction, each with its own row, matter, leaf and receipt. One that must be refused refuses all; the carrier then brings them one by one.</summary>
/// <param name="Arrivals">Of any receivers of the installation.</param>
public sealed record AcceptDeliveries(IReadOnlyList<DeliverNews> Arrivals) : IAct<int>;

/// <summary>What the receiver answers, to the first try as to every repeat.</summary>
/// <param name="IncomingId">The row at the receiver.</param>
/// <param name="ContentHash">SHA-256 of what was accepted.</param>
/// <param name="ArrivedAt">When it was first accepted.</param>
/// <param name="Statement">What the receiver signed.</param>
/// <param name="KeyId">The key that signed.</param>
/// <param name="Signature">The signature, base64.</param>
public sealed record DeliveryReceipt(Id<IncomingDispatch> IncomingId, string ContentHash, DateTimeOffset ArrivedAt, string Statement, string KeyId, string Signature)
{
    internal static DeliveryReceipt Of(IncomingDispatch incoming, KeptReceipt receipt) =>
        new(incoming.Id, incoming.ContentHash!, incoming.ArrivedAt, receipt.Statement, receipt.KeyId, receipt.Signature);
}

internal sealed class AcceptDeliveryHandler(ArrivalDesk arrivals, ActContext context) :
    IRequestHandler<AcceptDelivery, Outcome<DeliveryReceipt>>, IRequestHandler<AcceptDeliveries, Outcome<int>>
{
    public async Task<Outcome<DeliveryReceipt>> Handle(AcceptDelivery request, CancellationToken cancellationToken)
    {
        var accepted = await arrivals.AcceptAsync([new DeliverNews(request.DeliveryId, request.ContentHash)], context.Someone.OrganisationId, cancellationToken);
        return accepted.IsRefused ? accepted.Refusal : await arrivals.AnswerAsync(accepted.Value[0], cancellationToken);
    }

    public async Task<Outcome<int>> Handle(AcceptDeliveries request, CancellationToken cancellationToken)
    {
        // Only the installation itself carries for everybody.
        if (context.Someone.OrganisationId != Installation.Id)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        var accepted = await arrivals.AcceptAsync(request.Arrivals, receiver: null, cancellationToken);
        return accepted.IsRefused ? accepted.Refusal : accepted.Value.Count;
    }
}
