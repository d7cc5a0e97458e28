using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Receiving;

/// <summary>The two moves that bring an arrival into the book; done one by one, or both in one act.</summary>
internal sealed class EntryDesk(NumberingDesk numbering, DispatchDbContext db, TimeProvider clock)
{
    private static readonly RouteStep Registering = new("Register", "Registered", "receiving.registered", Numbers: RegisterBook.Incoming);

    /// <summary>Tiếp nhận.</summary>
    public static readonly PaperMove<IncomingDispatch> Receive =
        new(new RouteStep("Receive", "Received", "receiving.received"), i => Task.FromResult(i.Move(IncomingAct.Receive)), i => new { i.ContentHash });

    /// <summary>Vào sổ: the next số đến of the year and the line in the book.</summary>
    public PaperMove<IncomingDispatch> Register(CancellationToken cancellationToken) =>
        new(Registering, i => RegisterAsync(i, cancellationToken), i => new { i.ArrivalNumber, i.RegisteredOn, i.ContentHash });

    private async Task<Refusal?> RegisterAsync(IncomingDispatch incoming, CancellationToken cancellationToken)
    {
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
