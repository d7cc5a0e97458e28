using System.Text.RegularExpressions;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Đặt kênh gửi: by which way the organisation reaches a recipient from now on. What was issued before keeps its way.</summary>
/// <param name="BodyId">Which recipient.</param>
/// <param name="Channel">By which way; <see cref="DeliveryChannel.Installation"/> is the default and forgets what was written.</param>
/// <param name="Address">A partner's folder (lower case, digits, dashes), an e-mail address, or a postal address.</param>
/// <param name="PublicKey">For a partner: the PEM of the ECDSA P-256 key its system signs with; two while it changes from one to the next, one below the other, and four at most.</param>
public sealed record SetRecipientChannel(Id<Body> BodyId, DeliveryChannel Channel, string? Address = null, string? PublicKey = null) : IAct<RecipientChannelView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Channel switch
    {
        DeliveryChannel.Internal => DistributingRefusals.OwnUnit,
        DeliveryChannel.Exchange when Address is null || !ChannelAddress.IsFolder(Address) => DistributingRefusals.AddressNeeded,
        DeliveryChannel.Exchange when PartnerKeys.OfPem(PublicKey) is null => DistributingRefusals.BadPublicKey,
        DeliveryChannel.Email when Address is null || !ChannelAddress.IsMail(Address) => DistributingRefusals.AddressNeeded,
        _ => Address is { Length: > 300 } ? DistributingRefusals.AddressNeeded : null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Address];
}

/// <summary>Every recipient the organisation reaches otherwise than through the installation, in order of ids; pages by key. With it the keys its own receipts are signed by.</summary>
/// <param name="After">The last body id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListRecipientChannels(Id<Body>? After = null, int Take = 100) : IQuestion<RecipientChannelPage>;

/// <summary>By which way a recipient is reached.</summary>
/// <param name="BodyId">The recipient.</param>
/// <param name="Name">Its name.</param>
/// <param name="Channel">By which way.</param>
/// <param name="ChannelName">The same in Vietnamese.</param>
/// <param name="Address">Where that leads.</param>
/// <param name="KeyIds">The partner's keys, by their SHA-256.</param>
/// <param name="Logs">How much of each other's logs the two keep; null before a partner has told.</param>
public sealed record RecipientChannelView(Id<Body> BodyId, string Name, DeliveryChannel Channel, string ChannelName, string? Address, IReadOnlyList<string> KeyIds, KeptLogs? Logs);

/// <summary>What two partners keep of each other's logs: nothing below can be changed there without the other's notice.</summary>
/// <param name="Theirs">Leaves of the partner's log under the head that is kept here.</param>
/// <param name="At">When the partner signed that head.</param>
/// <param name="Ours">Leaves of the organisation's own log under the head the partner was last heard to keep; 0 when it keeps none.</param>
public sealed record KeptLogs(long Theirs, DateTimeOffset At, long Ours);

/// <summary>A page of channels.</summary>
/// <param name="Items">In order of ids.</param>
/// <param name="Next">Send this as <c>after</c> for the next page; null on the last.</param>
/// <param name="OwnKeys">The keys by which this organisation's own receipts and packages are believed, to be given to partners: the one in use and the one that follows it, where it is made already; none before the first was given.</param>
public sealed record RecipientChannelPage(IReadOnlyList<RecipientChannelView> Items, string? Next, IReadOnlyList<ReceiptKeyView> OwnKeys);

/// <summary>What an address of a channel must look like.</summary>
internal static partial class ChannelAddress
{
    public static bool IsFolder(string address) => Folder().IsMatch(address);

    public static bool IsMail(string address) => address.Length <= 100 && Mail().IsMatch(address);

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Folder();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();
}

internal sealed class SetRecipientChannelHandler(DispatchDbContext db, ActContext context, TimeProvider clock) :
    IRequestHandler<SetRecipientChannel, Outcome<RecipientChannelView>>, IRequestHandler<ListRecipientChannels, Outcome<RecipientChannelPage>>
{
    public async Task<Outcome<RecipientChannelView>> Handle(SetRecipientChannel request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var body = await db.Set<Body>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == request.BodyId, cancellationToken);
        if (body is null)
        {
            return KernelRefusals.Unknown("nơi nhận");
        }

        if (IsOwn(body, organisation))
        {
            return DistributingRefusals.OwnUnit;
        }

        var channel = await db.Set<RecipientChannel>().SingleOrDefaultAsync(c => c.OrganisationId == organisation && c.BodyId == body.Id, cancellationToken);
        if (channel is null)
        {
            channel = db.Add(new RecipientChannel { OrganisationId = organisation, BodyId = body.Id, Channel = request.Channel }).Entity;
        }

        channel.Set(request.Channel, request.Address, request.PublicKey);
        var kept = await db.Set<KeptHead>().AsNoTracking().SingleOrDefaultAsync(head => head.OrganisationId == organisation && head.PartnerId == body.Id, cancellationToken);
        var view = View(channel, body.Name, kept);
        context.Note(organisation, "distributing.channel", body.Id.Value, new { view.Name, view.Channel, view.Address, view.KeyIds });
        return view;
    }

    public async Task<Outcome<RecipientChannelPage>> Handle(ListRecipientChannels request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var page = await RecipientChannels.SetApart(db, organisation)
            .PageAsync(c => c.BodyId, request.After, request.Take, channel => channel, channel => channel.BodyId.ToString(), cancellationToken);
        var ids = page.Items.Select(channel => channel.BodyId).ToList();
        var names = await db.Set<Body>().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        var kept = await db.Set<KeptHead>().AsNoTracking().Where(head => head.OrganisationId == organisation && ids.Contains(head.PartnerId)).ToDictionaryAsync(head => head.PartnerId, cancellationToken);
        var now = clock.GetUtcNow();
        var own = await db.Set<ReceiptKey>().AsNoTracking().Where(key => key.OrganisationId == organisation && (key.RetiredAt == null || key.RetiredAt > now)).OrderBy(key => key.Number).ToListAsync(cancellationToken);
        return new RecipientChannelPage(
            [.. page.Items.Select(channel => View(channel, names[channel.BodyId], kept.GetValueOrDefault(channel.BodyId)))], page.Next, own.ConvertAll(ReceiptKeyView.Of));
    }

    /// <summary>Whether it is the organisation itself or a unit of its own, which nothing is sent to by a channel.</summary>
    internal static bool IsOwn(Body body, Id<Body> organisation) => body.Id == organisation || (body.Kind is BodyKind.Unit && body.ParentId == organisation);

    private static RecipientChannelView View(RecipientChannel channel, string name, KeptHead? kept) => new(
        channel.BodyId, name, channel.Channel, Vietnamese.Of(channel.Channel), channel.Address, [.. PartnerKeys.Split(channel.PublicKeys).Select(ReceiptKey.IdOf)],
        channel.Channel is DeliveryChannel.Exchange && kept is not null ? new KeptLogs(kept.Size, kept.At, kept.OwnSize) : null);
}
