using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>What seals keys where they lie: one secret for an installation, however many need it first.</summary>
public sealed class InstallationSecretTests
{
    private const string Purpose = "receipt-key:1";

    [Test]
    public void Of_many_who_need_the_secret_first_and_at_once_all_seal_with_the_one_that_stays()
    {
        var root = System.IO.Directory.CreateTempSubdirectory("dispatch-secret-");
        using var start = new Barrier(8);
        for (var round = 0; round < 50; round++)
        {
            var folder = root.CreateSubdirectory($"{round}").FullName;
            InstallationSecret[] nodes = [new(folder), new(folder)];
            var boxes = new byte[start.ParticipantCount][];

            var threads = Enumerable.Range(0, boxes.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                boxes[i] = nodes[i % nodes.Length].Seal("khóa"u8, Purpose);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            var later = new InstallationSecret(folder);
            Assert.That(boxes.Count(box => !later.Opens(box, Purpose)), Is.Zero, $"round {round}");
        }

        root.Delete(recursive: true);
    }
}
