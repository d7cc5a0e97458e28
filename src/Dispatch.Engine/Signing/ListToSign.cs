using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>What waits for one's own signature, the most urgent first and then the oldest; or what one signed, the newest first.</summary>
/// <param name="Signed">What was signed instead of what waits.</param>
/// <param name="Take">1 to 200.</param>
public sealed record ListToSign(bool Signed = false, int Take = 100) : IQuestion<IReadOnlyList<DispatchView>>;

internal sealed class ListToSignHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListToSign, Outcome<IReadOnlyList<DispatchView>>>
{
    private const int Most = 200;

    /// <summary>Where the law lets a paper be signed.</summary>
    private static readonly OutgoingState[] Signable = [.. Enum.GetValues<OutgoingState>().Where(state => OutgoingLifecycle.Lawful(state).Contains(OutgoingAct.Sign))];

    public async Task<Outcome<IReadOnlyList<DispatchView>>> Handle(ListToSign request, CancellationToken cancellationToken)
    {
        var mine = db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone).Where(d => d.SignerId == context.Someone.PersonId);
        var take = Math.Clamp(request.Take, 1, Most);
        if (request.Signed)
        {
            return (await mine.Where(d => d.SignedAt != null).OrderByDescending(d => d.Id).Take(take).ToListAsync(cancellationToken)).ConvertAll(DispatchView.Of);
        }

        // Urgency is among the words of a paper; what waits for one person is few enough to be put in order here.
        var waiting = await mine.Where(d => Signable.Contains(d.State)).OrderBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        return waiting.OrderByDescending(d => d.Text.Urgency).ThenBy(d => d.Id.Value).Take(take).Select(DispatchView.Of).ToList();
    }
}
