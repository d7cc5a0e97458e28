using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Signing;

/// <summary>What was made ready to be signed: kept where a signature came of it, and for a while where none did.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SessionFilesTests(DatabaseKind kind) : KeysFixture(kind)
{
    private FileStore Store => Office.Root.GetRequiredService<FileStore>();

    private FileRound Round => Office.Root.GetRequiredService<FileRound>();

    [Test]
    public async Task What_nobody_signed_goes_a_month_after_its_session_and_what_was_signed_stays()
    {
        var signer = Office.As("signer.bng");
        var abandoned = await signer.Do(new PrepareSignature((await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature)).Id, By(Leader)));
        var other = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var discarded = await signer.Do(new PrepareSignature(other.Id, By(Leader)));
        Office.Clock.Advance(SigningSession.Lifetime);
        var used = await signer.Do(new PrepareSignature(other.Id, By(Leader)));
        await signer.Do(new CompleteSigning(used.Id, await Leader.SignDigestAsync(used.Digest, CancellationToken.None)));

        await RoundsAsync(days: 29);
        Assert.That((Store.Holds(abandoned.PreparedHash), Store.Holds(discarded.PreparedHash)), Is.EqualTo((true, true)), "a signature made outside may still have to be explained");
        Assert.That((await signer.Try(new ReadSigningSession(abandoned.Id))).Refusal?.Code, Is.Null);
        await RoundsAsync(days: 4);

        Assert.That((Store.Holds(abandoned.PreparedHash), Store.Holds(discarded.PreparedHash), Store.Holds(used.PreparedHash)), Is.EqualTo((false, false, true)));
        Assert.That(Round.Found.IsWhole);
        Assert.That(await signer.RefusalOf(new ReadSigningSession(abandoned.Id)), Is.EqualTo("signing.session-over"));
        Assert.That((await signer.Try(new ReadSigningSession(used.Id))).Refusal?.Code, Is.Null);
    }

    /// <summary>A round each day; what was stored was stored by the office's clock, not the machine's.</summary>
    private async Task RoundsAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            var now = Office.Clock.GetUtcNow().UtcDateTime;
            foreach (var path in System.IO.Directory.EnumerateFiles(Path.Combine(Office.Folder, "files"), "*", SearchOption.AllDirectories).Where(path => File.GetLastWriteTimeUtc(path) > now))
            {
                File.SetLastWriteTimeUtc(path, now);
            }

            Office.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
            await Round.RunAsync(CancellationToken.None);
        }
    }
}
