using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>The directory as it stood on a day, in order of keys, page by page; for whoever keeps or reads it.</summary>
/// <param name="Text">Only bodies that are or were known by a name that has these letters, with or without diacritics, or that bear exactly this code.</param>
/// <param name="On">The day; null lists every body of any time.</param>
/// <param name="Kind">Only bodies of this kind.</param>
/// <param name="After">The last key of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListDirectory(string? Text = null, DateOnly? On = null, BodyKind? Kind = null, string? After = null, int Take = 50) : IQuestion<Page<BodyView>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Text?.Length > 200 ? KernelRefusals.Shape("text", "Tên cần tìm dài quá 200 ký tự.") : null;
}

/// <summary>One body with its history.</summary>
/// <param name="Key">The body's key.</param>
public sealed record FindBody(string Key) : IQuestion<BodyHistory>;

/// <summary>A body as it is, what it was, and who came before and after it.</summary>
/// <param name="Body">As it stands.</param>
/// <param name="Place">The place its dispatches name.</param>
/// <param name="Parent">What it stands under.</param>
/// <param name="Successor">Who took over when it ended.</param>
/// <param name="Predecessors">Whom it took over from.</param>
/// <param name="Children">What stands under it, by key, at most 500.</param>
/// <param name="Names">Every name by which it is or was found.</param>
/// <param name="Codes">Identifier codes besides the one in use.</param>
/// <param name="Holders">Office holders, the latest first.</param>
/// <param name="Groups">The groups it is or was a member of.</param>
public sealed record BodyHistory(
    BodyView Body, string? Place, BodyView? Parent, BodyView? Successor, IReadOnlyList<BodyView> Predecessors, IReadOnlyList<BodyView> Children,
    IReadOnlyList<SpannedText> Names, IReadOnlyList<SpannedText> Codes, IReadOnlyList<SpannedText> Holders, IReadOnlyList<SpannedText> Groups);

/// <summary>Something that held for a time.</summary>
/// <param name="Text">What.</param>
/// <param name="Detail">In whose papers a name is heard, the title of an office holder; null when there is none.</param>
/// <param name="From">First day; null when as old as the body.</param>
/// <param name="To">First day no longer; null while it holds.</param>
public sealed record SpannedText(string Text, string? Detail, DateOnly? From, DateOnly? To);

internal sealed class ListDirectoryHandler(DispatchDbContext db) : IRequestHandler<ListDirectory, Outcome<Page<BodyView>>>, IRequestHandler<FindBody, Outcome<BodyHistory>>
{
    public async Task<Outcome<Page<BodyView>>> Handle(ListDirectory request, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(request.Take, 1, Paging.Most);
        var bodies = db.Set<Body>().AsNoTracking();
        bodies = request.On is { } day ? bodies.Where(b => (b.ValidFrom == null || b.ValidFrom <= day) && (b.ValidTo == null || b.ValidTo > day)) : bodies;
        bodies = request.Kind is { } kind ? bodies.Where(b => b.Kind == kind) : bodies;
        bodies = request.Text is { } text && !string.IsNullOrWhiteSpace(text) ? Known(bodies, text.Trim()) : bodies;
#pragma warning disable CA1309 // the database compares, in the order in which it sorts; it knows no StringComparison
        bodies = request.After is { } after ? bodies.Where(b => string.Compare(b.Key, after) > 0) : bodies;
#pragma warning restore CA1309
        var page = await bodies.OrderBy(b => b.Key).Take(take + 1).ToListAsync(cancellationToken);
        return new Page<BodyView>([.. page.Take(take).Select(BodyView.Of)], page.Count > take ? page[take - 1].Key : null);
    }

    public async Task<Outcome<BodyHistory>> Handle(FindBody request, CancellationToken cancellationToken)
    {
        if (await db.Set<Body>().AsNoTracking().SingleOrDefaultAsync(b => b.Key == request.Key, cancellationToken) is not { } body)
        {
            return KernelRefusals.Unknown("cơ quan");
        }

        var near = await db.Set<Body>().AsNoTracking().Where(b => b.Id == body.ParentId || b.Id == body.SuccessorId || b.SuccessorId == body.Id || b.ParentId == body.Id)
            .OrderBy(b => b.Key).Take(Paging.Most).ToListAsync(cancellationToken);
        return new BodyHistory(
            BodyView.Of(body), body.Place, One(near, body.ParentId), One(near, body.SuccessorId),
            [.. near.Where(b => b.SuccessorId == body.Id).Select(BodyView.Of)], [.. near.Where(b => b.ParentId == body.Id).Select(BodyView.Of)],
            await NamesAsync(body.Id, cancellationToken),
            await db.Set<BodyCode>().Where(c => c.BodyId == body.Id).OrderBy(c => c.ValidFrom).ThenBy(c => c.Code).Select(c => new SpannedText(c.Code, null, c.ValidFrom, c.ValidTo)).ToListAsync(cancellationToken),
            await db.Set<OfficeHolder>().Where(h => h.BodyId == body.Id).OrderByDescending(h => h.ValidFrom).ThenBy(h => h.FullName).Select(h => new SpannedText(h.FullName, h.Title, h.ValidFrom, h.ValidTo)).ToListAsync(cancellationToken),
            await db.Set<GroupMember>().Where(m => m.BodyId == body.Id).Join(db.Set<RecipientGroup>(), m => m.GroupId, g => g.Id, (m, g) => new { g.Name, m.ValidFrom, m.ValidTo })
                .OrderBy(m => m.Name).Select(m => new SpannedText(m.Name, null, m.ValidFrom, m.ValidTo)).ToListAsync(cancellationToken));
    }

    private static BodyView? One(List<Body> bodies, Id<Body>? id) => bodies.Find(body => body.Id == id) is { } body ? BodyView.Of(body) : null;

    private IQueryable<Body> Known(IQueryable<Body> bodies, string text)
    {
        var (plain, code) = (NameFolding.Plain(text), text.ToUpperInvariant());
        var within = " " + plain;
        return bodies.Where(b => b.Code == code || b.Key == text
            || db.Set<BodyCode>().Any(c => c.BodyId == b.Id && c.Code == code)
            || (plain != "" && db.Set<BodyName>().Any(n => n.BodyId == b.Id && (n.Plain.StartsWith(plain) || n.Plain.Contains(within)))));
    }

    private Task<List<SpannedText>> NamesAsync(Id<Body> body, CancellationToken cancellationToken) => (
        from name in db.Set<BodyName>()
        where name.BodyId == body
        join scope in db.Set<Body>() on name.ScopeId equals scope.Id into scopes
        from scope in scopes.DefaultIfEmpty()
        orderby name.ValidTo == null ? 0 : 1, name.Plain
        select new SpannedText(name.Text, scope.Name, name.ValidFrom, name.ValidTo)).ToListAsync(cancellationToken);
}
