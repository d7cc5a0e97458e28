using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Đề nghị sao văn bản đến đã vào sổ (Điều 25-27). What may be copied from what, and in which direction, the law's table says.</summary>
/// <param name="IncomingId">The source.</param>
/// <param name="Form">Sao y, sao lục or trích sao.</param>
/// <param name="Medium">What the copy is made of.</param>
/// <param name="Recipients">Nơi nhận as it will be printed.</param>
/// <param name="SignerId">Who certifies (Điều 27.1).</param>
/// <param name="Capacity">Quyền hạn, chức vụ as printed.</param>
public sealed record RequestCopy(Id<IncomingDispatch> IncomingId, CopyForm Form, Medium Medium, IReadOnlyList<string> Recipients, Id<Person> SignerId, IReadOnlyList<string> Capacity)
    : IAct<CopyView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Recipients.Count: 0 or > 500 } => KernelRefusals.Shape("recipients", "Nơi nhận của bản sao phải có từ 1 đến 500 dòng; dòng cuối là “Lưu: VT.”"),
        { Capacity.Count: 0 or > 4 } => KernelRefusals.Shape("capacity", "Phải có từ 1 đến 4 dòng quyền hạn, chức vụ của người ký."),
        _ when Texts().Any(text => text is null or { Length: > 1000 }) => KernelRefusals.Shape("text", "Một dòng dài quá 1.000 ký tự."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [.. Recipients, .. Capacity];
}

internal sealed class RequestCopyHandler(DispatchDbContext db, PaperDesk<IncomingDispatch, IncomingView> incomingDesk, RouteDesk route, ActContext context, DemoMark demo, TimeProvider clock) : IRequestHandler<RequestCopy, Outcome<CopyView>>
{
    public async Task<Outcome<CopyView>> Handle(RequestCopy request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var opened = await incomingDesk.OpenAsync(request.IncomingId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var source = opened.Value;
        if (await RefuseAsync(request, source, actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var copy = Make(request, source, actor, clock.GetUtcNow());
        db.Add(copy);
        await route.StartAsync(Routes.CertifyCopy, actor.OrganisationId, copy.Id.Value, new Dictionary<string, string>(StringComparer.Ordinal) { ["signer"] = copy.SignerId.ToString(), ["form"] = copy.Form.ToString() }, cancellationToken);
        context.Note(actor.OrganisationId, "copying.requested", copy.Id.Value, new { copy.SourceId, copy.SourceHash, copy.Form, copy.Medium });
        return CopyView.Of(copy);
    }

    private async Task<Refusal?> RefuseAsync(RequestCopy request, IncomingDispatch source, Actor actor, CancellationToken cancellationToken)
    {
        if (source.Move(IncomingAct.RequestCopy) is { } notNow)
        {
            return notNow;
        }

        if (CopyLifecycle.Making(request.Form, source.Facts.Form, source.Facts.Medium, request.Medium) is { } unlawful)
        {
            return unlawful;
        }

        if (request.Form is CopyForm.TrichSao)
        {
            return CopyingRefusals.TrichSaoNotYet;
        }

        var signer = await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == request.SignerId && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null, cancellationToken);
        return signer is { } known && known.Roles.HasFlag(Role.Signer) ? source.ContentHash is null ? CopyingRefusals.NoFile : null : RegisteringRefusals.UnknownSigner;
    }

    private CertifiedCopy Make(RequestCopy request, IncomingDispatch source, Actor actor, DateTimeOffset now) => new()
    {
        Id = Id<CertifiedCopy>.New(now),
        OrganisationId = actor.OrganisationId,
        SourceId = source.Id,
        SourceHash = source.ContentHash!,
        FamilyId = source.FamilyId,
        Form = request.Form,
        Medium = request.Medium,
        Recipients = [.. request.Recipients.Select(RecipientWording.Line)],
        Capacity = [.. request.Capacity.Select(TextGuard.Clean)],
        RequesterId = actor.PersonId!.Value,
        SignerId = request.SignerId,
        CreatedAt = now,
        IsDemo = demo.IsOn,
    };
}
