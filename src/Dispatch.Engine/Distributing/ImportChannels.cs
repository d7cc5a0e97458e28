using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Nhập kênh gửi: a file of <c>body,channel,address,public_key</c>. A recipient that is not in it keeps its way; nothing is taken in when one line is wrong.</summary>
/// <param name="Csv">The file's text.</param>
public sealed record ImportChannels(string Csv) : IAct<ChannelsImported>, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Csv];
}

/// <summary>What an import would change, without changing it.</summary>
/// <param name="Csv">The file's text.</param>
public sealed record PreviewChannels(string Csv) : IQuestion<ChannelsImported>;

/// <summary>Xuất kênh gửi: every way that is not the default, as the file <see cref="ImportChannels"/> reads; brought back in it changes nothing.</summary>
public sealed record ExportChannels : IQuestion<ChannelFile>;

/// <summary>What changes.</summary>
/// <param name="Changes">In order of the lines; a line that says what is so already is not among them.</param>
/// <param name="Unchanged">How many lines those are.</param>
public sealed record ChannelsImported(IReadOnlyList<ChannelChange> Changes, int Unchanged);

/// <summary>One recipient's new way.</summary>
/// <param name="Name">The recipient.</param>
/// <param name="Before">How it was reached, in Vietnamese.</param>
/// <param name="After">How it is reached then.</param>
public sealed record ChannelChange(string Name, string Before, string After);

/// <summary>A file of channels.</summary>
/// <param name="Csv">UTF-8 text.</param>
public sealed record ChannelFile(string Csv);

internal sealed class ImportChannelsHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<ImportChannels, Outcome<ChannelsImported>>, IRequestHandler<PreviewChannels, Outcome<ChannelsImported>>, IRequestHandler<ExportChannels, Outcome<ChannelFile>>
{
    public async Task<Outcome<ChannelsImported>> Handle(ImportChannels request, CancellationToken cancellationToken)
    {
        var imported = await ImportAsync(request.Csv, cancellationToken);
        if (!imported.IsRefused)
        {
            context.Note(context.Someone.OrganisationId, "distributing.channels-imported", context.Someone.OrganisationId.Value, new { imported.Value.Changes });
        }

        return imported;
    }

    public async Task<Outcome<ChannelsImported>> Handle(PreviewChannels request, CancellationToken cancellationToken)
    {
        var imported = await ImportAsync(request.Csv, cancellationToken);
        // What is not saved was never done.
        db.Forget();
        return imported;
    }

    public async Task<Outcome<ChannelFile>> Handle(ExportChannels request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var rows = await RecipientChannels.SetApart(db, organisation)
            .Join(db.Set<Body>(), c => c.BodyId, b => b.Id, (c, b) => new { b.Key, c.Channel, c.Address, c.PublicKeys }).ToListAsync(cancellationToken);
        return new ChannelFile(ChannelSheet.Write(rows.Select(row => (row.Key, row.Channel, row.Address, row.PublicKeys))));
    }

    private async Task<Outcome<ChannelsImported>> ImportAsync(string csv, CancellationToken cancellationToken)
    {
        var read = ChannelSheet.Read(csv);
        if (read.IsRefused)
        {
            return read.Refusal;
        }

        var organisation = context.Someone.OrganisationId;
        var keys = read.Value.Select(row => row.Body).Distinct(StringComparer.Ordinal).ToList();
        var bodies = await db.Set<Body>().AsNoTracking().Where(b => keys.Contains(b.Key)).ToDictionaryAsync(b => b.Key, StringComparer.Ordinal, cancellationToken);
        var ids = bodies.Values.Select(body => body.Id).ToList();
        var channels = await db.Set<RecipientChannel>().Where(c => c.OrganisationId == organisation && ids.Contains(c.BodyId)).ToDictionaryAsync(c => c.BodyId, cancellationToken);
        List<ChannelChange> changes = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in read.Value)
        {
            if (Flaw(row, bodies.GetValueOrDefault(row.Body), organisation, isRepeated: !seen.Add(row.Body)) is { } flaw)
            {
                return DistributingRefusals.BadChannelLine(row.Line, flaw);
            }

            if (Change(row, bodies[row.Body], organisation, channels) is { } change)
            {
                changes.Add(change);
            }
        }

        return new ChannelsImported(changes, read.Value.Count - changes.Count);
    }

    private static string? Flaw(ChannelRow row, Body? body, Id<Body> organisation, bool isRepeated) =>
        body is null ? $"danh mục không có cơ quan “{row.Body}”"
        : isRepeated ? $"cơ quan “{row.Body}” có hai dòng"
        : SetRecipientChannelHandler.IsOwn(body, organisation) ? DistributingRefusals.OwnUnit.Message
        : new SetRecipientChannel(body.Id, row.Channel, row.Address, row.PublicKey).Flaw()?.Message;

    private ChannelChange? Change(ChannelRow row, Body body, Id<Body> organisation, Dictionary<Id<Body>, RecipientChannel> channels)
    {
        var channel = channels.GetValueOrDefault(body.Id) ?? new RecipientChannel { OrganisationId = organisation, BodyId = body.Id, Channel = DeliveryChannel.Installation };
        var wanted = new RecipientChannel { OrganisationId = organisation, BodyId = body.Id, Channel = row.Channel };
        wanted.Set(row.Channel, row.Address, row.PublicKey);
        if (channel.LeadsLike(wanted))
        {
            return null;
        }

        var before = channel.Words();
        channel.Set(row.Channel, row.Address, row.PublicKey);
        if (!channels.ContainsKey(body.Id))
        {
            db.Add(channel);
        }

        return new ChannelChange(body.Name, before, channel.Words());
    }
}
