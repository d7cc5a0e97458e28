using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Distributing;

/// <summary>By which way one organisation reaches one recipient, where that is not the default.</summary>
public sealed class RecipientChannel : IVersioned
{
    /// <summary>Who sends.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>Who gets it.</summary>
    public required Id<Body> BodyId { get; init; }

    /// <summary>By which way.</summary>
    public required DeliveryChannel Channel { get; set; }

    /// <summary>Where that leads.</summary>
    public string? Address { get; set; }

    /// <summary>The keys a partner's system signs with, as <see cref="PartnerKeys"/> puts them together; null where the channel has no answers.</summary>
    public byte[]? PublicKeys { get; set; }

    /// <summary>Keys that were believed once and are not any more, put together likewise: what was kept under them is still proven by them.</summary>
    public byte[]? EarlierKeys { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Leads another way from now on; an address is kept only where the way has one, keys are believed only of a partner.</summary>
    internal void Set(DeliveryChannel channel, string? address, string? pem)
    {
        Channel = channel;
        Address = channel is DeliveryChannel.Installation ? null : TextGuard.CleanOrNull(address);
        var believed = channel is DeliveryChannel.Exchange ? PartnerKeys.OfPem(pem) : null;
        EarlierKeys = PartnerKeys.Join([.. PartnerKeys.Split(EarlierKeys).Concat(PartnerKeys.Split(PublicKeys)).ExceptBy(PartnerKeys.Split(believed).Select(ReceiptKey.IdOf), ReceiptKey.IdOf, StringComparer.Ordinal).DistinctBy(ReceiptKey.IdOf, StringComparer.Ordinal)]);
        PublicKeys = believed;
    }

    /// <summary>Whether both lead the same way to the same place.</summary>
    internal bool LeadsLike(RecipientChannel other) =>
        (Channel, Address) == (other.Channel, other.Address) && (PublicKeys ?? []).AsSpan().SequenceEqual(other.PublicKeys ?? []);

    /// <summary>The way in Vietnamese, with where it leads.</summary>
    internal string Words() => Address is null ? Vietnamese.Of(Channel) : $"{Vietnamese.Of(Channel)}: {Address}";
}

internal sealed class RecipientChannelTable : IEntityTypeConfiguration<RecipientChannel>
{
    public void Configure(EntityTypeBuilder<RecipientChannel> builder)
    {
        builder.ToTable("recipient_channels");
        builder.HasKey(channel => new { channel.OrganisationId, channel.BodyId });
        builder.HasIndex(channel => channel.BodyId);
        builder.Property(channel => channel.Address).HasMaxLength(300);
    }
}

/// <summary>By which way, and where it leads.</summary>
internal sealed record RecipientWay(DeliveryChannel Channel, string? Address);

/// <summary>Every way of one organisation: its own units inside, what it wrote down by what it wrote down, all others through the installation.</summary>
internal sealed record RecipientWays(IReadOnlySet<Id<Body>> OwnUnits, IReadOnlyDictionary<Id<Body>, RecipientWay> Chosen)
{
    private static readonly RecipientWay Inside = new(DeliveryChannel.Internal, null);
    private static readonly RecipientWay Default = new(DeliveryChannel.Installation, null);

    public RecipientWay Of(Id<Body> body) => OwnUnits.Contains(body) ? Inside : Chosen.GetValueOrDefault(body, Default);
}

/// <summary>Reads by which way recipients are reached.</summary>
internal sealed class RecipientChannels(DispatchDbContext db, IDirectoryLookup directory)
{
    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Body>, IAsyncEnumerable<RecipientChannel>>> Chosen = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Body> sender) => db.Set<RecipientChannel>().AsNoTracking().Where(c => c.OrganisationId == sender)));

    /// <summary>The ways of one organisation that are not the default.</summary>
    public static IQueryable<RecipientChannel> SetApart(DispatchDbContext db, Id<Body> organisation) =>
        db.Set<RecipientChannel>().AsNoTracking().Where(c => c.OrganisationId == organisation && c.Channel != DeliveryChannel.Installation);

    /// <summary>Every way to a partner's installation, of every organisation here, in the order of their folders.</summary>
    public static IQueryable<RecipientChannel> ToPartners(DispatchDbContext db)
    {
        DeliveryChannel[] exchange = [DeliveryChannel.Exchange];
        return db.Set<RecipientChannel>().AsNoTracking().Where(c => exchange.Contains(c.Channel)).OrderBy(c => c.Address);
    }

    public async Task<RecipientWays> OfAsync(Id<Body> sender, CancellationToken cancellationToken)
    {
        var units = await directory.UnitsOfAsync(sender, cancellationToken);
        var chosen = await Chosen.On(db)(db, sender).ToDictionaryAsync(way => way.BodyId, way => new RecipientWay(way.Channel, way.Address), cancellationToken: cancellationToken);
        return new RecipientWays(units, chosen);
    }
}
