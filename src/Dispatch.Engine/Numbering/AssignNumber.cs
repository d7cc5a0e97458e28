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
    private static readonly RouteStep Step = new("AssignNumber", "Numbered", "numbering.numbered", Numbers: RegisterBook.Outgoing);

    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Body>, Id<Person>, Task<Names>>> Named = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Body> author, Id<Person> signer) => db.Set<Body>().Where(b => b.Id == author)
            .Select(b => new Names(b.Name, db.Set<Person>().Where(p => p.Id == signer).Select(p => p.FullName).Single())).Single()));

    public Task<Outcome<DispatchView>> Handle(AssignNumber request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => NumberAsync(d, cancellationToken), d => new { d.NumberAndSymbol, d.IssuedOn }, cancellationToken);

    private async Task<Refusal?> NumberAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var number = await numbering.TakeAsync(dispatch.OrganisationId, RegisterBook.Outgoing, today, cancellationToken);
        if (number.IsRefused)
        {
            return number.Refusal;
        }

        if (dispatch.TakeNumber(number.Value, today) is { } refusal)
        {
            return refusal;
        }

        db.AddRow(await LineAsync(dispatch, cancellationToken));
        return null;
    }

    private async Task<RegisterLine> LineAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var names = await Named.On(db)(db, dispatch.OrganisationId, dispatch.SignerId).WaitAsync(cancellationToken);
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
            Author = names.Author,
            KindAndSubject = RegisterWording.KindAndSubject(dispatch.Text.Kind, dispatch.Subject),
            Signer = names.Signer,
            Recipients = RegisterWording.Recipients(dispatch.Text.Addressees, dispatch.Text.Recipients),
            KeptBy = RegisterWording.KeptBy(dispatch.Text.Recipients),
        };
    }

    /// <param name="Author">The issuing body.</param>
    /// <param name="Signer">Who signed.</param>
    private sealed record Names(string Author, string Signer);
}
