using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>What an act has done beside it is over when the act is.</summary>
public sealed class BesideActTests
{
    private readonly BesideAct beside = new();

    [TearDown]
    public async Task End() => await beside.DisposeAsync();

    [Test]
    public async Task An_act_goes_on_and_waits_for_what_was_begun_beside_before_it_commits()
    {
        var gate = new TaskCompletionSource();
        var begun = beside.Begin(async () => { await gate.Task; return 6; }, CancellationToken.None);

        var waiting = beside.DoneAsync(CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        gate.SetResult();
        await waiting;

        Assert.That(await begun, Is.EqualTo(6));
    }

    [Test]
    public void What_fails_beside_fails_the_act()
    {
        _ = beside.Begin<int>(() => throw new IOException("full"), CancellationToken.None);

        Assert.That(() => beside.DoneAsync(CancellationToken.None), Throws.InstanceOf<IOException>().With.Message.EqualTo("full"));
    }

    [Test]
    public async Task An_act_that_ended_leaves_nothing_going_on_and_hears_no_more_of_it()
    {
        var gate = new TaskCompletionSource();
        var begun = beside.Begin<int>(async () => { await gate.Task; throw new IOException("full"); }, CancellationToken.None);

        var ending = beside.DisposeAsync();
        Assert.That(ending.IsCompleted, Is.False, "it is still going on");
        gate.SetResult();
        await ending;

        Assert.That(begun.IsFaulted, Is.True);
        Assert.That(() => beside.DoneAsync(CancellationToken.None), Throws.Nothing, "the next try begins with nothing");
    }
}
