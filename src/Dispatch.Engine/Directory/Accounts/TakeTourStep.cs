using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Remembers how far a person has come in the tour of their first day: begun, gone on, gone back or ended.</summary>
/// <param name="Step">The step they are at, from 1 to 20; 0 once they have ended it.</param>
public sealed record TakeTourStep(int Step) : IAct<TourPlace>, IShaped
{
    private const int Last = 20;

    /// <inheritdoc />
    public Refusal? Flaw() => Step is < 0 or > Last ? KernelRefusals.Shape("step", "Bước này không có trong hướng dẫn ngày đầu.") : null;
}

/// <summary>Where a person is in the tour.</summary>
/// <param name="Step">The step, from 1; 0 when it is ended.</param>
public sealed record TourPlace(int Step);

internal sealed class TakeTourStepHandler(DispatchDbContext db, SessionDesk sessions) : IRequestHandler<TakeTourStep, Outcome<TourPlace>>
{
    public async Task<Outcome<TourPlace>> Handle(TakeTourStep request, CancellationToken cancellationToken)
    {
        // Beside the entity: where somebody is in a tour is no change of their account, and must not make an administrator's open form stale.
        var self = (await sessions.SelfAsync(cancellationToken)).Id;
        await db.Set<Person>().Where(p => p.Id == self).ExecuteUpdateAsync(set => set.SetProperty(p => p.TourStep, request.Step), cancellationToken);
        return new TourPlace(request.Step);
    }
}
