using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Intake;

/// <summary>What clerks of the organisation corrected in readings, newest first; pages by key.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListCorrections(Id<IntakeCorrection>? After = null, int Take = 100) : IQuestion<Page<CorrectionView>>;

/// <summary>One correction.</summary>
public sealed record CorrectionView(Id<IntakeCorrection> Id, Id<IncomingDispatch> IncomingId, DateTimeOffset KeptAt, string Field, string? Read, double Confidence, string Kept);

internal sealed class ListCorrectionsHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListCorrections, Outcome<Page<CorrectionView>>>
{
    public async Task<Outcome<Page<CorrectionView>>> Handle(ListCorrections request, CancellationToken cancellationToken) =>
        await db.Set<IntakeCorrection>().AsNoTracking().Where(c => c.OrganisationId == context.Someone.OrganisationId)
            .PageAsync(c => c.Id, request.After, request.Take, View, view => view.Id.ToString(), cancellationToken, newestFirst: true);

    private static CorrectionView View(IntakeCorrection c) => new(c.Id, c.IncomingId, c.KeptAt, c.Field, c.ReadValue, c.Confidence, c.KeptValue);
}
