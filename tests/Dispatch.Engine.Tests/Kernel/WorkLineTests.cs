using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>Costly work is done a few pieces at a time, and turns go round.</summary>
public sealed class WorkLineTests
{
    private static readonly Refusal Full = new("test.full", RefusalKind.Busy, "Hãy đợi.");

    private readonly ActContext ministry = Somebody();
    private readonly ActContext province = Somebody();
    private readonly WorkLine line = new(2, Full, new TestClock());

    [Test]
    public async Task Nobody_has_every_place_while_another_waits()
    {
        var (first, second, other) = (new Piece(line, ministry), new Piece(line, ministry), new Piece(line, province));

        Assert.That((first.HasBegun, second.HasBegun, other.HasBegun), Is.EqualTo((true, false, true)));
        other.End();
        await other.Answer;
        Assert.That(second.HasBegun, Is.False, "the free place is for somebody else");
        first.End();
        second.End();
        Assert.That((await first.Answer, await second.Answer), Is.EqualTo(((Outcome<int>)1, (Outcome<int>)1)));
    }

    [Test]
    public async Task Turns_go_round()
    {
        var heap = Enumerable.Range(0, 4).Select(_ => new Piece(line, ministry)).ToList();
        var third = new Piece(line, province);
        var neighbour = Somebody();
        var one = new Piece(line, neighbour);
        Assert.That(heap.Select(piece => piece.HasBegun).Append(one.HasBegun), Is.EqualTo(new[] { true, false, false, false, false }), "both places are taken");

        heap[0].End();
        await heap[0].Answer;

        Assert.That((one.HasBegun, heap[1].HasBegun), Is.EqualTo((true, false)), "who was never served goes before the rest of the heap");
        one.End();
        await one.Answer;
        Assert.That(heap[1].HasBegun, Is.True);
        heap.Append(third).ToList().ForEach(piece => piece.End());
        await Task.WhenAll(heap.Append(third).Select(piece => piece.Answer));
    }

    [Test]
    public async Task Only_so_many_of_one_organisation_wait_and_others_still_may()
    {
        var heap = Enumerable.Range(0, 1 + WorkLine.WaitingEach).Select(_ => new Piece(line, ministry)).ToList();

        Assert.That((await new Piece(line, ministry).Answer).Refusal, Is.EqualTo(Full));
        var other = new Piece(line, province);
        Assert.That(other.HasBegun, Is.True);
        other.End();
        heap.ForEach(piece => piece.End());
        Assert.That(await Task.WhenAll(heap.Select(piece => piece.Answer)), Has.All.Matches<Outcome<int>>(answer => !answer.IsRefused));
    }

    [Test]
    public async Task Only_so_many_wait_together()
    {
        var heaps = Enumerable.Range(0, 2 + WorkLine.WaitingTogether).Select(_ => new Piece(line, Somebody())).ToList();

        Assert.That((await new Piece(line, province).Answer).Refusal, Is.EqualTo(Full));
        heaps.ForEach(piece => piece.End());
        await Task.WhenAll(heaps.Select(piece => piece.Answer));
    }

    [Test]
    public async Task Whose_turn_does_not_come_in_time_is_told_so_and_was_not_begun()
    {
        var hasty = new WorkLine(2, Full, new HastyClock());
        var first = new Piece(hasty, ministry);
        Assert.That(first.HasBegun, Is.True);

        var second = new Piece(hasty, ministry);

        Assert.That(((await second.Answer).Refusal, second.HasBegun), Is.EqualTo((Full, false)));
        first.End();
        Assert.That((await first.Answer).IsRefused, Is.False);
    }

    [Test]
    public async Task Who_leaves_the_line_takes_no_place()
    {
        using var gone = new CancellationTokenSource();
        var first = new Piece(line, ministry);
        var second = new Piece(line, ministry, gone.Token);
        var third = new Piece(line, ministry);

        await gone.CancelAsync();

        Assert.That(() => second.Answer, Throws.InstanceOf<OperationCanceledException>());
        first.End();
        await first.Answer;
        Assert.That((second.HasBegun, third.HasBegun), Is.EqualTo((false, true)));
        third.End();
        await third.Answer;
    }

    [Test]
    public async Task Work_that_fails_gives_its_place_back()
    {
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.That(() => line.DoAsync<int>(ministry, () => throw new IOException("full"), CancellationToken.None), Throws.InstanceOf<IOException>());
            Assert.That(() => line.DoInAct<int>(() => throw new IOException("full")), Throws.InstanceOf<IOException>());
        }

        var next = new Piece(line, ministry);
        Assert.That(next.HasBegun, Is.True);
        next.End();
        await next.Answer;
    }

    [Test]
    public async Task An_act_never_waits()
    {
        var questions = new[] { new Piece(line, ministry), new Piece(line, province) };

        var inner = line.DoInAct(() => line.DoInAct(() => line.DoInAct<int>(() => 3)));

        Assert.That(inner.Refusal, Is.EqualTo(Full), "a third act at once");
        Assert.That(line.DoInAct<int>(() => 1).Value, Is.EqualTo(1), "questions take no place of an act");
        Array.ForEach(questions, piece => piece.End());
        await Task.WhenAll(questions.Select(piece => piece.Answer));
    }

    private static ActContext Somebody() => new() { Actor = Actor.SystemFor(Id<Body>.New(DateTimeOffset.UnixEpoch)) };

    /// <summary>Work that goes on until it is ended.</summary>
    private sealed class Piece
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Piece(WorkLine line, ActContext asker, CancellationToken cancellationToken = default) => Answer = line.DoAsync(asker, WorkAsync, cancellationToken);

        public Task<Outcome<int>> Answer { get; }

        /// <summary>Whether it was begun, or is in a moment.</summary>
        public bool HasBegun => begun.Task.Wait(TimeSpan.FromMilliseconds(200));

        public void End() => ended.TrySetResult();

        private async Task<Outcome<int>> WorkAsync()
        {
            begun.SetResult();
            await ended.Task;
            return 1;
        }
    }

    /// <summary>A clock whose every wait is over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
