using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Exchanging;

/// <summary>
/// Puts into every partner's folder a letter with the newest head of each of our logs. A letter takes the place of the one before, says all there is to say, and goes again within a day: one that
/// is lost is missed by nobody.
/// </summary>
public sealed class HeadLetters(IServiceScopeFactory scopes, EngineSettings settings, TimeProvider clock, ILogger<HeadLetters> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(Id<Body> House, Id<Body> Partner), Told> told = new();

    /// <summary>Writes what is new, or was told a day ago; gives how many letters were put out.</summary>
    public async Task<int> PutAsync(CancellationToken cancellationToken)
    {
        if (settings.ExchangeFolder is not { } root)
        {
            return 0;
        }

        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var put = 0;
        foreach (var partners in (await RecipientChannels.ToPartners(db).ToListAsync(cancellationToken)).GroupBy(partner => partner.OrganisationId))
        {
            if (await db.NewestHeadAsync(partners.Key, cancellationToken) is { } head)
            {
                put += await PutAsync(db, root, head, [.. partners], cancellationToken);
            }
        }

        return put;
    }

    private async Task<int> PutAsync(DispatchDbContext db, string root, TreeHead head, IReadOnlyList<RecipientChannel> partners, CancellationToken cancellationToken)
    {
        var house = head.OrganisationId;
        var kept = await db.Set<KeptHead>().AsNoTracking().Where(one => one.OrganisationId == house).ToDictionaryAsync(one => one.PartnerId, cancellationToken);
        var (put, now) = (0, clock.GetUtcNow());
        MerkleTree? tree = null;
        foreach (var partner in partners)
        {
            var theirs = kept.GetValueOrDefault(partner.BodyId);
            var news = new Told(head.Size, theirs?.Size ?? 0, theirs?.OwnSize ?? 0, now);
            if (told.TryGetValue((house, partner.BodyId), out var before) && before.Covers(news))
            {
                continue;
            }

            tree = news.MustProve ? tree ?? await db.TreeAsync(house, head.Size, cancellationToken) : tree;
            if (await PutAsync(root, partner, Letter(head, theirs, tree), cancellationToken))
            {
                told[(house, partner.BodyId)] = news;
                put++;
            }
        }

        return put;
    }

    /// <summary>A log shorter than its own head, or than what the partner keeps, proves nothing; the partner's answer will say so.</summary>
    private static HeadLetter Letter(TreeHead head, KeptHead? theirs, MerkleTree? tree)
    {
        var from = theirs?.OwnSize is { } own && own <= head.Size ? own : 0;
        IReadOnlyList<byte[]> path = from > 0 && from < head.Size && tree?.Size == head.Size ? tree.Consistency(from, head.Size) : [];
        return new HeadLetter(SignedHead.Of(head), theirs?.Signed(), from, [.. path.Select(Convert.ToHexStringLower)]);
    }

    private async Task<bool> PutAsync(string root, RecipientChannel partner, HeadLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            await new ExchangeFolders(root, partner.Address!).PutAsync($"{partner.OrganisationId}{ExchangeFolders.HeadEnding}", JsonSerializer.SerializeToUtf8Bytes(letter, KernelJson.Options), cancellationToken);
            return true;
        }
        catch (OutsideChannelException failure)
        {
            logger.LogWarning(failure, "The head of {Organisation} could not be put into the folder {Folder}; it is tried again at the next round", partner.OrganisationId, partner.Address);
            return false;
        }
    }

    /// <summary>What a letter said: how long our log is, how much of theirs we keep, and from where it proved.</summary>
    private sealed record Told(long Size, long Theirs, long From, DateTimeOffset At)
    {
        public bool MustProve => From > 0 && From < Size;

        /// <summary>That the partner has heard all of it is no news to the partner.</summary>
        public bool Covers(Told news) => news.Size == Size && news.Theirs == Theirs && (news.From == From || news.From == Size) && news.At - At < Again;
    }
}
