using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Cấp số bản sao: one series for SY, SL and TrS (Phụ lục I Phần II mục II.1.c), dated today, never before the source.</summary>
public sealed record NumberCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

internal sealed class NumberCopyHandler(PaperDesk<CertifiedCopy, CopyView> desk, NumberingDesk numbering, DispatchDbContext db, TimeProvider clock) : IRequestHandler<NumberCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("AssignCopyNumber", "Numbered", "copying.numbered", Numbers: RegisterBook.Copies);

    public Task<Outcome<CopyView>> Handle(NumberCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.CopyId, Step, copy => NumberAsync(copy, cancellationToken), copy => new { copy.NumberAndSymbol, copy.CopiedOn }, cancellationToken);

    private async Task<Refusal?> NumberAsync(CertifiedCopy copy, CancellationToken cancellationToken)
    {
        if (CopyLifecycle.Move(copy.State, CopyAct.AssignNumber) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var today = OfficeTime.DateAt(clock.GetUtcNow());
        var source = await db.SourceOfAsync(copy, cancellationToken);
        // It was asked for when the source stood in the book.
        var asked = OfficeTime.DateAt(copy.CreatedAt);
        var earliest = asked > source.Date ? asked : source.Date;
        if (today < earliest)
        {
            return CopyingRefusals.DateBeforeSource(today, earliest);
        }

        var body = await db.Set<Body>().AsNoTracking().SingleAsync(b => b.Id == copy.OrganisationId, cancellationToken);
        var settings = await db.Set<HouseSettings>().OfAsync(copy.OrganisationId, cancellationToken);
        var number = await numbering.TakeAsync(copy.OrganisationId, RegisterBook.Copies, today, cancellationToken);
        if (number.IsRefused)
        {
            return number.Refusal;
        }

        if (copy.TakeNumber(number.Value, CopyWording.Symbol(copy.Form, body.Abbreviation, settings), today) is { } refusal)
        {
            return refusal;
        }

        db.Add(Line(copy, source, body.Name, await db.Set<Person>().Where(p => p.Id == copy.SignerId).Select(p => p.FullName).SingleAsync(cancellationToken)));
        return null;
    }

    /// <summary>Which copy a sao lục copies: two offices may have made one of the same original.</summary>
    private static string CopyOf(PaperFacts facts) => facts.Form is PaperForm.Original ? "" : $"bản sao {facts.CopyNumberAndSymbol} của {facts.CopiedBy}, từ ";

    private static RegisterLine Line(CertifiedCopy copy, PaperFacts source, string author, string signer) => new()
    {
        OrganisationId = copy.OrganisationId,
        Book = RegisterBook.Copies,
        Year = copy.CopiedOn!.Value.Year,
        Number = copy.Number!.Value,
        PaperId = copy.Id.Value,
        EnteredOn = copy.CopiedOn.Value,
        NumberAndSymbol = copy.NumberAndSymbol!,
        DispatchDate = source.Date,
        Author = author,
        KindAndSubject = $"{Vietnamese.Of(copy.Form)} {CopyOf(source)}{source.NumberAndSymbol} của {source.Author}: {source.Subject}",
        Signer = signer,
        Recipients = RegisterWording.Recipients([], copy.Recipients),
        KeptBy = RegisterWording.KeptBy(copy.Recipients),
    };
}
