using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Numbering;

/// <summary>Cấp số và ghi ngày (Điều 15): the next number of the outgoing book and today's date in Vietnam, with the line in the book.</summary>
public sealed record AssignNumber(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class AssignNumberHandler(PaperDesk<OfficialDispatch, DispatchView> desk, NumberingDesk numbering, DispatchDbContext db, TimeProvider clock) : IRequestHandler<AssignNumber, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("AssignNumber", "Numbered", "numbering.numbered");

    public Task<Outcome<DispatchView>> Handle(AssignNumber request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => NumberAsync(d, cancellationToken), d => new { d.NumberAndSymbol, d.IssuedOn }, cancellationToken);

    private async Task<Refusal?> NumberAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        // The law is asked before the series, so that an unlawful act takes no number even for a moment.
        if (Lifecycle.OutgoingLifecycle.Move(dispatch.State, Lifecycle.OutgoingAct.AssignNumber) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var number = await numbering.TakeAsync(dispatch.OrganisationId, RegisterBook.Outgoing, today, cancellationToken);
        if (number.IsRefused)
        {
            return number.Refusal;
        }

        if (dispatch.TakeNumber(number.Value, today) is { } refusal)
        {
            return refusal;
        }

        db.Add(await LineAsync(dispatch, cancellationToken));
        return null;
    }

    private async Task<RegisterLine> LineAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var names = await db.Set<Body>().Where(b => b.Id == dispatch.OrganisationId)
            .Select(b => new { b.Name, Signer = db.Set<Person>().Where(p => p.Id == dispatch.SignerId).Select(p => p.FullName).Single() })
            .SingleAsync(cancellationToken);
        return new RegisterLine
        {
            OrganisationId = dispatch.OrganisationId,
            Book = RegisterBook.Outgoing,
            Year = dispatch.IssuedOn!.Value.Year,
            Number = dispatch.Number!.Value,
            PaperId = dispatch.Id.Value,
            EnteredOn = dispatch.IssuedOn.Value,
            NumberAndSymbol = dispatch.NumberAndSymbol!,
            DispatchDate = dispatch.IssuedOn.Value,
            Author = names.Name,
            KindAndSubject = RegisterWording.KindAndSubject(dispatch.Text.Kind, dispatch.Subject),
            Signer = names.Signer,
            Recipients = string.Join("; ", dispatch.Text.Addressees.Concat(dispatch.Text.Recipients)),
            KeptBy = RegisterWording.KeptBy(dispatch.Text.Recipients),
        };
    }
}
