using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// How much each organisation keeps, and whether it may begin to keep more. The figure is reckoned from the rows and the files themselves, beside the acts, and between two reckonings each act of this node
/// adds what it stores; nothing is written down, so no crash makes it wrong for longer than until the next reckoning. Only what an organisation begins by itself is held back: never an arrival, a receipt,
/// or an act that others wait for.
/// </summary>
public sealed class KeptRoom(EngineSettings settings, FileStore files, IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeptRoom> logger)
{
    /// <summary>From which part of its room on an organisation is warned, in percent.</summary>
    public const int WarnedAt = 80;

    /// <summary>A letter of a draft stands in its row, in the index and in what the caller was answered.</summary>
    private const int BytesALetter = 3;

    private static readonly TimeSpan Ordinarily = TimeSpan.FromMinutes(10);

    // A small house is reckoned by then; of a large one nobody waits for the end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // What other nodes store is not seen until it is reckoned again.
    private static readonly TimeSpan NearTheEnd = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Id<Body>, Figure> figures = new();

    /// <summary>How many bytes an organisation may keep; null where nobody is held back.</summary>
    public long? Quota => settings.Quota;

    /// <summary>What an organisation keeps now, reckoned anew.</summary>
    public async Task<RoomFigure> ReckonAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        var figure = figures.GetOrAdd(organisation, _ => new Figure());
        var before = figure.Since;
        var (bytes, count) = await SumAsync(organisation, cancellationToken);
        figure.Take(bytes, count, before, clock.GetTimestamp(), clock.GetUtcNow());
        if (Quota is { } quota)
        {
            EngineMeter.Fullest.Record(figures.Values.Max(one => one.Bytes) / (double)quota);
        }

        return figure.Shown(Quota);
    }

    /// <summary>
    /// What an organisation keeps, as it was last known, with the time. A hundred thousand papers take seconds to reckon: a figure older than ten minutes is reckoned beside, and whoever asks again sees the
    /// new one. Only the first of all is waited for, and not for long.
    /// </summary>
    public async Task<RoomFigure> FindAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        var figure = figures.GetOrAdd(organisation, _ => new Figure());
        var known = figure.Shown(Quota);
        if (!figure.IsOld(clock, Ordinarily) || !figure.Begin())
        {
            return known;
        }

        var reckoning = Task.Run(() => ReckonBesideAsync(organisation, figure), CancellationToken.None);
        if (known.At is not null)
        {
            return known;
        }

        await Task.WhenAny(reckoning, Task.Delay(Patience, clock, cancellationToken));
        return figure.Shown(Quota);
    }

    /// <summary>What every organisation with accounts keeps, the most first.</summary>
    public async Task<IReadOnlyList<(string Key, string Name, RoomFigure Room)>> ReckonAllAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var houses = await db.Set<Body>().Where(body => db.Set<Person>().Any(person => person.OrganisationId == body.Id)).Select(body => new { body.Id, body.Key, body.Name }).ToListAsync(cancellationToken);
        var kept = new List<(string Key, string Name, RoomFigure Room)>();
        foreach (var house in houses)
        {
            kept.Add((house.Key, house.Name, await ReckonAsync(house.Id, cancellationToken)));
        }

        return [.. kept.OrderByDescending(one => one.Room.Bytes)];
    }

    /// <summary>Something is being stored for an organisation.</summary>
    internal void Add(Id<Body> organisation, long bytes) => figures.GetOrAdd(organisation, _ => new Figure()).Add(bytes);

    /// <summary>Room for a draft of so many letters, taken at once so that of many none sees what another took; why there is none, or null.</summary>
    internal Refusal? TakeLetters(Id<Body> organisation, long letters) => Take(organisation, BytesALetter * letters);

    /// <summary>Why an organisation may not begin to keep more; null while it may. Waits for nothing: a figure that has grown old is reckoned beside, and one that is not there yet refuses nobody.</summary>
    internal Refusal? Refuse(Id<Body> organisation) => Take(organisation, bytes: 0);

    private Refusal? Take(Id<Body> organisation, long bytes)
    {
        var known = Known(organisation);
        return Quota is { } quota && !figures[organisation].TryAdd(bytes, quota) ? RoomRefusals.Full(known, quota) : null;
    }

    /// <summary>How full an organisation's room is where it is time to warn of it, in percent; else 0. Waits for nothing either.</summary>
    internal int WarningOf(Id<Body> organisation) => new RoomFigure(Known(organisation), Quota, Files: 0, At: null).Percent is { } percent and >= WarnedAt ? percent : 0;

    private long Known(Id<Body> organisation)
    {
        if (Quota is not { } quota)
        {
            return 0;
        }

        var figure = figures.GetOrAdd(organisation, _ => new Figure());
        if (figure.IsOld(clock, figure.Bytes > quota / 10 * 9 ? NearTheEnd : Ordinarily) && figure.Begin())
        {
            _ = Task.Run(() => ReckonBesideAsync(organisation, figure));
        }

        return figure.Bytes;
    }

    private async Task ReckonBesideAsync(Id<Body> organisation, Figure figure)
    {
        try
        {
            await ReckonAsync(organisation, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The old figure stands, and the next act that asks begins again.
            logger.LogWarning(failure, "What {Organisation} keeps could not be reckoned", organisation);
        }
        finally
        {
            figure.End();
        }
    }

    /// <summary>The files that rows of its own name, each once, and the letters of its drafts. What came from others is not counted: nobody fills an organisation's room from outside.</summary>
    private async Task<(long Bytes, int Files)> SumAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(organisation);
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var (met, bytes) = (new HashSet<UInt128>(), 0L);
        await foreach (var hash in NamedFiles.ReadMadeAsync(db, organisation, clock.GetUtcNow(), cancellationToken))
        {
            bytes += FileStore.IsHash(hash) && met.Add(NamedFiles.Half(hash)) ? files.LengthOf(hash) : 0;
        }

        var letters = await db.Set<OfficialDispatch>().Where(d => d.OrganisationId == organisation).SumAsync(d => (long)((string)(object)d.Text).Length, cancellationToken);
        return (bytes + (BytesALetter * letters), met.Count);
    }

    private sealed class Figure
    {
        private long reckoned;
        private long since;
        private long at;
        private long shownAt;
        private int busy;
        private int files;

        public long Since => Interlocked.Read(ref since);

        public long Bytes => Interlocked.Read(ref reckoned) + Since;

        public void Add(long bytes) => Interlocked.Add(ref since, bytes);

        /// <summary>Added first and taken back where it was full: two at once never both see the last of it.</summary>
        public bool TryAdd(long bytes, long quota)
        {
            var had = Interlocked.Add(ref since, bytes) + Interlocked.Read(ref reckoned) - bytes;
            if (had >= quota)
            {
                Add(-bytes);
            }

            return had < quota;
        }

        /// <summary>What was added while it was reckoned stays added: twice for a while rather than not at all.</summary>
        public void Take(long bytes, int count, long before, long now, DateTimeOffset shown)
        {
            Interlocked.Exchange(ref files, count);
            Interlocked.Exchange(ref reckoned, bytes);
            Interlocked.Add(ref since, -before);
            Interlocked.Exchange(ref at, Math.Max(1, now));
            Interlocked.Exchange(ref shownAt, shown.UtcTicks);
        }

        public RoomFigure Shown(long? quota) => new(Bytes, quota, Volatile.Read(ref files), Interlocked.Read(ref shownAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

        public bool IsOld(TimeProvider clock, TimeSpan age) => Interlocked.Read(ref at) is var then && (then == 0 || clock.GetElapsedTime(then) > age);

        public bool Begin() => Interlocked.Exchange(ref busy, 1) == 0;

        public void End() => Interlocked.Exchange(ref busy, 0);
    }
}

/// <summary>How much an organisation keeps.</summary>
/// <param name="Bytes">Its own files, and the letters of its drafts.</param>
/// <param name="Quota">How much it may; null where nobody is held back.</param>
/// <param name="Files">How many files.</param>
/// <param name="At">When it was reckoned; null while it is for the first time.</param>
public sealed record RoomFigure(long Bytes, long? Quota, int Files, DateTimeOffset? At)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>How full it is, in percent, rounded down; null where nobody is held back.</summary>
    public int? Percent => Quota is { } quota ? (int)Math.Min(999, Bytes / (quota / 100.0)) : null;

    /// <summary>A size as people say it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(Vietnamese, $"{bytes / (double)(1L << 30):0.#} GB"),
        >= 1L << 20 => string.Create(Vietnamese, $"{bytes / (double)(1L << 20):0.#} MB"),
        _ => string.Create(Vietnamese, $"{bytes / 1024.0:0.#} KB"),
    };
}

/// <summary>Why there is no room.</summary>
internal static class RoomRefusals
{
    public static Refusal Full(long bytes, long quota) => new(
        "storage.quota", RefusalKind.Conflict,
        $"Cơ quan đã dùng {RoomFigure.Size(bytes)} trên {RoomFigure.Size(quota)} được cấp, nên chưa thể soạn văn bản mới, đề nghị sao hay mở phiên ký mới. Văn bản đến, cấp số, phát hành vẫn làm được. Hãy báo quản trị viên để xin thêm dung lượng.");
}
