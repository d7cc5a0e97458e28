using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Văn bản giấy đến từ ngoài hệ thống: its face as the clerk read it (or intake did) enters as an arrived dispatch, and takes the ordinary route from there.</summary>
/// <param name="Facts">What is on its face.</param>
/// <param name="AllowDuplicate">The clerk saw the warning that it is already here and says it is another one.</param>
public sealed record RegisterPaper(PaperFacts Facts, bool AllowDuplicate = false) : IAct<IncomingView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Facts.SheetHash is not null
        ? KernelRefusals.Shape("facts.sheetHash", "Văn bản giấy không kèm dữ liệu có cấu trúc; bỏ trường sheetHash.")
        : Facts.Flaw();

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Facts.Texts();
}

internal sealed class RegisterPaperHandler(DispatchDbContext db, RouteDesk route, ArrivalDesk arrivals, ActContext context, DemoMark demo, TimeProvider clock) : IRequestHandler<RegisterPaper, Outcome<IncomingView>>
{
    public async Task<Outcome<IncomingView>> Handle(RegisterPaper request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var now = clock.GetUtcNow();
        var facts = Clean(request.Facts);
        // A copy is held to its own day: some are dated before what they were made from, as the scan of the seed is.
        if ((facts.CopiedOn ?? facts.Date) > OfficeTime.DateAt(now))
        {
            return ReceivingRefusals.FutureDate;
        }

        var key = IncomingWording.DuplicateKey(facts);
        if (!request.AllowDuplicate && await db.Set<IncomingDispatch>().AnyAsync(i => i.OrganisationId == actor.OrganisationId && i.DuplicateKey == key, cancellationToken))
        {
            return ReceivingRefusals.Duplicate(facts.NumberAndSymbol, facts.Author);
        }

        var id = Id<IncomingDispatch>.New(now);
        var (acknowledgeBy, enterBy) = await arrivals.TermsAsync(actor.OrganisationId, facts.Urgency, cancellationToken);
        var incoming = new IncomingDispatch
        {
            Id = id,
            OrganisationId = actor.OrganisationId,
            FamilyId = new Id<Family>(id.Value),
            Facts = facts,
            DuplicateKey = key,
            ArrivedAt = now,
            AcknowledgeBy = acknowledgeBy,
            EnterBy = enterBy,
            IsDemo = demo.IsOn,
        };
        incoming.Expect();
        db.Add(incoming);
        await route.StartAsync(Routes.ReceiveDispatch, actor.OrganisationId, id.Value, IncomingWording.RouteInputs(incoming), cancellationToken);
        context.Note(actor.OrganisationId, "receiving.paper-arrived", id.Value, new { facts.NumberAndSymbol, facts.Author, facts.Date });
        return IncomingView.Of(incoming);
    }

    private static PaperFacts Clean(PaperFacts facts) => facts with
    {
        Author = TextGuard.Clean(facts.Author),
        NumberAndSymbol = TextGuard.Clean(facts.NumberAndSymbol),
        Subject = RegisterWording.Subject(facts.Kind, facts.Subject),
        Kind = TextGuard.Clean(facts.Kind),
        Signer = TextGuard.Clean(facts.Signer),
        CopiedBy = facts.CopiedBy is { } by ? TextGuard.Clean(by) : null,
        CopyNumberAndSymbol = facts.CopyNumberAndSymbol is { } number ? TextGuard.Clean(number) : null,
        Cites = facts.Cites is { } cites ? [.. cites.Select(cited => cited.Clean())] : null,
    };
}
