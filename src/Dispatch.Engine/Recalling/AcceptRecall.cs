using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using MediatR;

namespace Dispatch.Engine.Recalling;

/// <summary>
/// The sender took a paper back (13): what was delivered is sealed, the copies made of it are recalled, whatever state they are in. A recall that overtakes its delivery brings the delivery
/// along, so that both sides show the same; one that comes twice changes nothing.
/// </summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of the file as the sender says.</param>
/// <param name="Mark">What was done, and why.</param>
public sealed record AcceptRecall(Id<Delivery> DeliveryId, string ContentHash, PaperMark Mark) : IAct<IncomingState>;

/// <summary>The sender corrected a paper: it stays in force, and whoever reads it sees by what it was corrected.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of the file as the sender says.</param>
/// <param name="Mark">By what.</param>
public sealed record AcceptCorrection(Id<Delivery> DeliveryId, string ContentHash, PaperMark Mark) : IAct<IncomingState>;

internal sealed class AcceptRecallHandler(ArrivalDesk arrivals, SealDesk seals) :
    IRequestHandler<AcceptRecall, Outcome<IncomingState>>, IRequestHandler<AcceptCorrection, Outcome<IncomingState>>
{
    public async Task<Outcome<IncomingState>> Handle(AcceptRecall request, CancellationToken cancellationToken)
    {
        var arrived = await arrivals.ArriveAsync(request.DeliveryId, request.ContentHash, cancellationToken);
        return arrived.IsRefused ? arrived.Refusal : await seals.SealAsync(arrived.Value, request.Mark, cancellationToken) is { } refusal ? refusal : arrived.Value.State;
    }

    public async Task<Outcome<IncomingState>> Handle(AcceptCorrection request, CancellationToken cancellationToken)
    {
        var arrived = await arrivals.ArriveAsync(request.DeliveryId, request.ContentHash, cancellationToken);
        if (arrived.IsRefused)
        {
            return arrived.Refusal;
        }

        await seals.MarkAsync(arrived.Value, request.Mark, cancellationToken);
        return arrived.Value.State;
    }
}
