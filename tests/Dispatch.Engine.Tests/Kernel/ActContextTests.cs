using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>What an act has done beside it is over when the act is.</summary>
public sealed class ActContextTests
{
    private readonly ActContext context = new();

    [Test]
    public async Task An_act_goes_on_and_waits_for_what_was_begun_beside_before_it_commits()
    {
        var gate = new TaskCompletionSource();
        var begun = context.Beside(async () => { await gate.Task; return 6; }, CancellationToken.None);

        var waiting = context.BesideAsync();
        Assert.That(waiting.IsCompleted, Is.False);
        gate.SetResult();
        await waiting;

        Assert.That(await begun, Is.EqualTo(6));
    }

    [Test]
    public void What_fails_beside_fails_the_act()
    {
        context.Beside<int>(() => throw new IOException("full"), CancellationToken.None);

        Assert.That(() => context.BesideAsync(), Throws.InstanceOf<IOException>().With.Message.EqualTo("full"));
    }

    [Test]
    public async Task An_act_that_ended_leaves_nothing_going_on_and_hears_no_more_of_it()
    {
        var gate = new TaskCompletionSource();
        var begun = context.Beside<int>(async () => { await gate.Task; throw new IOException("full"); }, CancellationToken.None);

        var ending = context.EndBesideAsync();
        Assert.That(ending.IsCompleted, Is.False, "it is still going on");
        gate.SetResult();
        await ending;

        Assert.That(begun.IsFaulted, Is.True);
        Assert.That(() => context.BesideAsync(), Throws.Nothing, "the next try begins with nothing");
    }
}
