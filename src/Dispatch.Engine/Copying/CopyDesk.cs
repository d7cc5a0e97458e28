using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>How a copy is asked for, by a person or by a step of a procedure: the source is held, the law is asked, and the copy begins a matter of its own.</summary>
internal sealed class CopyDesk(
    DispatchDbContext db, PaperDesk<IncomingDispatch, IncomingView> incomingDesk, PaperDesk<OfficialDispatch, DispatchView> dispatchDesk, SheetDesk sheets, AuthorityDesk authorities, RouteDesk route, KeptRoom room, ActContext context, DemoMark demo, TimeProvider clock)
{
    public async Task<Outcome<CopyView>> RequestAsync(RequestCopy request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var opened = request.DispatchId is { } own ? await OwnAsync(own, cancellationToken) : await ReceivedAsync(request.IncomingId!.Value, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        if (room.Refuse(actor.OrganisationId) is { } full)
        {
            return full;
        }

        var source = opened.Value;
        if (await RefuseAsync(request, source, actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var block = await authorities.BlockAsync(request.SignerId, SigningAuthority.Copies, request.Capacity ?? [], now, cancellationToken);
        if (block.IsRefused)
        {
            return block.Refusal;
        }

        source.Hold();
        var copy = Make(request, source, block.Value, actor, now);
        foreach (var mark in source.Marks)
        {
            copy.Mark(mark);
        }

        db.Add(copy);
        await route.StartAsync(Routes.CertifyCopy, actor.OrganisationId, copy.Id.Value, new Dictionary<string, string>(StringComparer.Ordinal) { ["signer"] = copy.SignerId.ToString(), ["form"] = copy.Form.ToString() }, cancellationToken);
        context.Note(actor.OrganisationId, "copying.requested", copy.Id.Value, new { copy.SourceId, copy.SourceHash, copy.Form, copy.Medium, copy.Parts });
        return CopyView.Of(copy);
    }

    private async Task<Outcome<CopySource>> ReceivedAsync(Id<IncomingDispatch> id, CancellationToken cancellationToken)
    {
        var opened = await incomingDesk.OpenAsync(id, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var incoming = opened.Value;
        return IncomingLifecycle.Move(incoming.State, IncomingAct.RequestCopy).Refusal is { } notNow
            ? notNow
            : new CopySource(incoming.Facts, incoming.ContentHash, incoming.FamilyId, incoming.Marks, () => incomingDesk.Hold(incoming));
    }

    private async Task<Outcome<CopySource>> OwnAsync(Id<OfficialDispatch> id, CancellationToken cancellationToken)
    {
        var opened = await dispatchDesk.OpenAsync(id, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var dispatch = opened.Value;
        if (OutgoingLifecycle.Move(dispatch.State, OutgoingAct.RequestCopy).Refusal is { } notNow)
        {
            return notNow;
        }

        // A step right behind the issue asks in the transaction of that: what was sent is not in the database yet.
        var sent = db.Added<Consignment>().FirstOrDefault(c => c.PaperId == id.Value)?.Facts
            ?? await db.Set<Consignment>().AsNoTracking().Where(c => c.PaperId == id.Value).Select(c => c.Facts).SingleAsync(cancellationToken);
        return new CopySource(
            sent with { Medium = CopySource.MediumOf(dispatch.IsSignedInFile) }, dispatch.ContentHash, new Id<Family>(id.Value), dispatch.Marks, () => dispatchDesk.Hold(dispatch));
    }

    private async Task<Refusal?> RefuseAsync(RequestCopy request, CopySource source, Actor actor, CancellationToken cancellationToken)
    {
        if (CopyChoice.Refuse(request.Form, request.Medium, source.Facts, source.ContentHash is not null) is { } unlawful)
        {
            return unlawful;
        }

        var signer = await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == request.SignerId && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null, cancellationToken);
        if (signer is null || !signer.Roles.HasFlag(Role.Signer))
        {
            return RegisteringRefusals.UnknownSigner;
        }

        if (request.Parts is not { Count: > 0 } chosen || source.Facts.SheetHash is not { } sheet)
        {
            return null;
        }

        var parts = (await sheets.PartsAsync(sheet, cancellationToken)).Count;
        return chosen.Where(part => part < 1 || part > parts).Select(part => CopyingRefusals.NoSuchPart(part, parts)).FirstOrDefault();
    }

    private CertifiedCopy Make(RequestCopy request, CopySource source, IReadOnlyList<string> block, Actor actor, DateTimeOffset now) => new()
    {
        Id = Id<CertifiedCopy>.New(now),
        OrganisationId = actor.OrganisationId,
        IncomingId = request.IncomingId,
        DispatchId = request.DispatchId,
        SourceHash = source.ContentHash!,
        FamilyId = source.FamilyId,
        Form = request.Form,
        Medium = request.Medium,
        Parts = [.. (request.Parts ?? []).Distinct().Order()],
        Recipients = [.. request.Recipients.Select(RecipientWording.Line)],
        Capacity = block,
        RequesterId = actor.PersonId!.Value,
        SignerId = request.SignerId,
        CreatedAt = now,
        IsDemo = demo.IsOn,
    };
}
