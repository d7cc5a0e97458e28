using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>Đăng ký văn bản đến (Điều 22): the next số đến of the year and the line in the book.</summary>
public sealed record RegisterIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class RegisterIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk, NumberingDesk numbering, DispatchDbContext db, TimeProvider clock) : IRequestHandler<RegisterIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new("Register", "Registered", "receiving.registered", Numbers: RegisterBook.Incoming);

    public Task<Outcome<IncomingView>> Handle(RegisterIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => RegisterAsync(i, cancellationToken), i => new { i.ArrivalNumber, i.RegisteredOn, i.ContentHash }, cancellationToken);

    private async Task<Refusal?> RegisterAsync(IncomingDispatch incoming, CancellationToken cancellationToken)
    {
        if (IncomingLifecycle.Move(incoming.State, IncomingAct.Register) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var number = await numbering.TakeAsync(incoming.OrganisationId, RegisterBook.Incoming, today, cancellationToken);
        if (number.IsRefused)
        {
            return number.Refusal;
        }

        db.AddRow(Line(incoming, number.Value, today));
        return incoming.Register(number.Value, today);
    }

    private static RegisterLine Line(IncomingDispatch incoming, int number, DateOnly today) => new()
    {
        OrganisationId = incoming.OrganisationId,
        Book = RegisterBook.Incoming,
        Year = today.Year,
        Number = number,
        PaperId = incoming.Id.Value,
        EnteredOn = today,
        NumberAndSymbol = incoming.Facts.CopyNumberAndSymbol is { } copy ? $"{incoming.Facts.NumberAndSymbol} (bản sao {copy})" : incoming.Facts.NumberAndSymbol,
        DispatchDate = incoming.Facts.Date,
        Author = incoming.Facts.Author,
        KindAndSubject = RegisterWording.KindAndSubject(incoming.Facts.Kind, incoming.Facts.Subject),
        Signer = incoming.Facts.Signer,
    };
}
