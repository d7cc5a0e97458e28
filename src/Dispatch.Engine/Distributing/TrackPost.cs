using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>What the clerk knows of a paper that goes by post or by hand.</summary>
public enum PostStep
{
    /// <summary>Handed over, with the number of the post.</summary>
    Sent,

    /// <summary>Delivered.</summary>
    Arrived,

    /// <summary>Brought back, with the reason.</summary>
    Returned,
}

/// <summary>
/// Theo dõi bưu gửi: the clerk writes down what became of a delivery on paper. One that came back is sent again by writing its new number. Of a notice by e-mail, which the system sends, only that its
/// recipient has the paper.
/// </summary>
/// <param name="DeliveryId">Which delivery.</param>
/// <param name="Step">What happened.</param>
/// <param name="PostalNumber">Số hiệu bưu gửi, up to 40 letters; null when it went by hand.</param>
/// <param name="Reason">Why it came back.</param>
public sealed record TrackPost(Id<Delivery> DeliveryId, PostStep Step, string? PostalNumber = null, string? Reason = null) : IAct<DeliveryView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() =>
        PostalNumber is { Length: > 40 } ? KernelRefusals.Shape("postalNumber", "Số hiệu bưu gửi dài quá 40 ký tự.")
        : Reason is { Length: > 1000 } || (Step is PostStep.Returned && string.IsNullOrWhiteSpace(Reason)) ? DistributingRefusals.ReasonNeeded
        : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [PostalNumber, Reason];
}

internal sealed class TrackPostHandler(DispatchDbContext db, RouteDesk route, ActContext context, TimeProvider clock) : IRequestHandler<TrackPost, Outcome<DeliveryView>>
{
    public async Task<Outcome<DeliveryView>> Handle(TrackPost request, CancellationToken cancellationToken)
    {
        var delivery = await db.Set<Delivery>().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == request.DeliveryId, cancellationToken);
        if (delivery is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (Flaw(delivery.Channel, request.Step) is { } flaw)
        {
            return flaw;
        }

        if (context.IsStale(delivery))
        {
            return KernelRefusals.Stale;
        }

        var act = request.Step switch
        {
            PostStep.Sent => DeliveryAct.Send,
            PostStep.Arrived => DeliveryAct.ConfirmArrival,
            PostStep.Returned => DeliveryAct.Return,
        };
        if (delivery.Move(act, clock.GetUtcNow(), TextGuard.CleanOrNull(request.Reason), TextGuard.CleanOrNull(request.PostalNumber)) is { } refusal)
        {
            return refusal;
        }

        context.Note(delivery.SenderId, "distributing.post", delivery.PaperId, new { request.DeliveryId, delivery.RecipientName, request.Step, delivery.PostalNumber, delivery.Reason });
        var tracked = DeliveryView.Of(delivery) with { Version = delivery.Version + 1 };
        return await route.ReceiptAsync(delivery.PaperId, cancellationToken) is { } unlawful ? unlawful : tracked;
    }

    private static Refusal? Flaw(DeliveryChannel channel, PostStep step) => (channel, step) switch
    {
        (DeliveryChannel.Paper, _) or (DeliveryChannel.Email, PostStep.Arrived) => null,
        (DeliveryChannel.Email, _) => DistributingRefusals.MailGoesByItself,
        _ => DistributingRefusals.NotOnPaper,
    };
}
