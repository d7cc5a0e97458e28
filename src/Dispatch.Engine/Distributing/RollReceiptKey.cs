using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Đổi khóa ký phản hồi: from a day on the organisation's receipts, packages and heads are signed with a new key. What the old one signed until then stays proven by it. Partners in other
/// installations write the new key down beside the old one before that day; a key that somebody else may hold is changed at once.
/// </summary>
/// <param name="Reason">Why, 1 to 500 letters.</param>
/// <param name="From">The day, within 90 days; null for at once, which takes back a key that was to follow as well.</param>
public sealed record RollReceiptKey(string Reason, DateOnly? From = null) : IAct<ReceiptKeyView>, IShaped, ICarriesText
{
    /// <summary>How far ahead a change may be set.</summary>
    internal const int MostDays = 90;

    private const int LongestReason = 500;

    /// <inheritdoc />
    public Refusal? Flaw() => Reason.Trim().Length is 0 or > LongestReason ? KernelRefusals.Shape("reason", "Hãy ghi lý do đổi khóa (1 đến 500 ký tự).") : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

/// <summary>A key by which an organisation's receipts are believed.</summary>
/// <param name="KeyId">SHA-256 of the public key, hex: what receipts call it.</param>
/// <param name="From">From when it signs.</param>
/// <param name="Until">When it ends; null where nothing follows it yet.</param>
/// <param name="PublicKey">PEM, to be given to partners.</param>
public sealed record ReceiptKeyView(string KeyId, DateTimeOffset From, DateTimeOffset? Until, string PublicKey)
{
    internal static ReceiptKeyView Of(ReceiptKey key) => new(key.KeyId, key.ValidFrom, key.RetiredAt, PartnerKeys.ToPem(key.PublicKey));
}

internal sealed class RollReceiptKeyHandler(DispatchDbContext db, OpenedKeys opened, ActContext context, TimeProvider clock) : IRequestHandler<RollReceiptKey, Outcome<ReceiptKeyView>>
{
    public async Task<Outcome<ReceiptKeyView>> Handle(RollReceiptKey request, CancellationToken cancellationToken)
    {
        var (organisation, now) = (context.Someone.OrganisationId, clock.GetUtcNow());
        var today = OfficeTime.DateAt(now);
        if (request.From is { } day && (day <= today || day > today.AddDays(RollReceiptKey.MostDays)))
        {
            return DistributingRefusals.BadKeyDay(today.AddDays(1), today.AddDays(RollReceiptKey.MostDays));
        }

        var from = request.From is { } first ? OfficeTime.At(first, TimeOnly.MinValue).ToUniversalTime() : now;
        var keys = await db.Set<ReceiptKey>().Where(key => key.OrganisationId == organisation).OrderBy(key => key.Number).ToListAsync(cancellationToken);
        if (request.From is not null && keys.Find(key => key.RetiredAt is null && key.ValidFrom > now) is { } next)
        {
            return DistributingRefusals.KeyFollowsAlready(OfficeTime.DateAt(next.ValidFrom));
        }

        var ended = keys.FindAll(key => key.RetiredAt is not { } end || end > from);
        foreach (var key in ended)
        {
            key.RetiredAt = from;
        }

        var made = opened.Make(organisation, keys.Count == 0 ? 1 : keys[^1].Number + 1, from);
        db.Add(made);
        context.Note(organisation, "distributing.key-rolled", organisation.Value, new { made.KeyId, From = from, Ended = ended.ConvertAll(key => key.KeyId), Reason = TextGuard.Clean(request.Reason) });
        return ReceiptKeyView.Of(made);
    }
}
