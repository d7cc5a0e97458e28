namespace Dispatch.Engine.Kernel;

/// <summary>
/// Costly work of one kind, a few pieces at a time, whoever asks. The rest stand in line, and turns go round the organisations: nobody has every place while another waits, and nobody's heap goes before
/// the one piece of another. A node has lines of its own.
/// </summary>
/// <param name="atOnce">How many pieces are worked on at once; at least two.</param>
/// <param name="full">What those are told for whom there is no room, or whose turn does not come.</param>
/// <param name="clock">Measures the wait.</param>
public sealed class WorkLine(int atOnce, Refusal full, TimeProvider clock)
{
    /// <summary>How many pieces of one organisation may wait; strangers count as one.</summary>
    public const int WaitingEach = 8;

    /// <summary>How many may wait together: each holds what it brought in memory.</summary>
    public const int WaitingTogether = 64;

    /// <summary>How long one stands in line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<Place> waiting = [];
    private readonly Dictionary<Guid, Asker> askers = [];
    private int running;
    private int acting;
    private long turns;

    /// <summary>Work for a question, when its turn comes.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="work">The work. It holds its place until it ends.</param>
    /// <param name="cancellationToken">Leaves the line.</param>
    public async Task<Outcome<T>> DoAsync<T>(ActContext context, Func<Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(work);
        if (Stand(context.Actor?.OrganisationId.Value ?? Guid.Empty) is not { } place)
        {
            return full;
        }

        using (var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            await Task.WhenAny(place.Turn.Task, Task.Delay(Patience, clock, waited.Token));
            await waited.CancelAsync();
        }

        if (Leave(place))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return full;
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await work();
        }
        finally
        {
            End(place.Asker);
        }
    }

    /// <summary>Work of an act, whose transaction others may wait for: it never stands in line. It has places of its own, as many as questions have, and is refused where none is free.</summary>
    public Outcome<T> DoInAct<T>(Func<Outcome<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return Interlocked.Increment(ref acting) > atOnce ? full : work();
        }
        finally
        {
            Interlocked.Decrement(ref acting);
        }
    }

    private Place? Stand(Guid who)
    {
        lock (gate)
        {
            var asker = askers.TryGetValue(who, out var known) ? known : askers[who] = new Asker();
            if (waiting.Count >= WaitingTogether || asker.Waiting >= WaitingEach)
            {
                return null;
            }

            var place = new Place(asker);
            asker.Waiting++;
            waiting.Add(place);
            CallNext();
            return place;
        }
    }

    /// <summary>Whether the place was still waiting; one whose turn came in the same moment has it.</summary>
    private bool Leave(Place place)
    {
        lock (gate)
        {
            if (!waiting.Remove(place))
            {
                return false;
            }

            place.Asker.Waiting--;
            return true;
        }
    }

    private void End(Asker asker)
    {
        lock (gate)
        {
            running--;
            asker.Running--;
            CallNext();
            if (running == 0 && waiting.Count == 0)
            {
                askers.Clear();
            }
        }
    }

    private void CallNext()
    {
        while (running < atOnce && waiting.Where(place => place.Asker.Running < Math.Max(1, atOnce - 1)).MinBy(place => (place.Asker.Running, place.Asker.LastTurn)) is { } next)
        {
            waiting.Remove(next);
            next.Asker.Waiting--;
            next.Asker.Running++;
            next.Asker.LastTurn = ++turns;
            running++;
            next.Turn.SetResult();
        }
    }

    private sealed class Asker
    {
        public int Running { get; set; }

        public int Waiting { get; set; }

        public long LastTurn { get; set; }
    }

    private sealed class Place(Asker asker)
    {
        public Asker Asker { get; } = asker;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
