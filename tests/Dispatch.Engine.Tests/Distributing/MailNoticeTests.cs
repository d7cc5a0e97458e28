using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>What a mail server does to us: nobody but mail waits for it, and nobody's mail for somebody else's.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class MailNoticeTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    // A server that has more to say says it well within this; one that hangs is left after it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Test]
    public async Task A_server_that_hangs_holds_up_no_delivery_and_all_mail_waits_for_one_try()
    {
        await using var server = new MailServer(_ => null);
        await using var node = Node(server);
        await IssueAsync();

        var mail = node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None);
        await server.Asked;
        await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Installation, CancellationToken.None);

        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1), "while the mail server says nothing");
        Assert.That(await mail, Is.Zero);
        var waiting = await WaitingAsync();
        Assert.That(waiting.Select(message => message.Attempts).Order(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(waiting.Select(message => message.DueAt).Distinct().Count(), Is.EqualTo(1));
        Assert.That(waiting.Single(message => message.Attempts == 1).LastError, Is.EqualTo("Máy chủ thư không trả lời trong 2 giây."));
    }

    [TestCase("What is this?", "không kết nối được")]
    [TestCase("421 closing", "Máy chủ thư từ chối phục vụ (mã 421).")]
    public async Task A_server_that_serves_nobody_is_tried_with_one_letter(string greeting, string why)
    {
        await using var server = new MailServer(_ => greeting);
        await using var node = Node(server);
        await IssueAsync();

        await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None);

        var waiting = await WaitingAsync();
        Assert.That(waiting.Select(message => message.Attempts).Order(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(waiting.Single(message => message.Attempts == 1).LastError, Does.Contain(why));
    }

    [TestCase("450")]
    [TestCase("550")]
    public async Task A_recipient_the_server_does_not_know_keeps_nobody_elses_mail(string no)
    {
        await using var server = new MailServer(said => said switch
        {
            "" => "220 ready",
            _ when said.StartsWith("RCPT TO:<lai-chau", StringComparison.OrdinalIgnoreCase) => no + " unknown",
            "DATA" => "354 go on",
            _ => "250 well",
        });
        await using var node = Node(server);
        await IssueAsync();

        Assert.That(await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None), Is.EqualTo(1));

        var waiting = (await WaitingAsync()).Single();
        Assert.That((waiting.ToId, waiting.Attempts, waiting.LastError), Is.EqualTo((Office.Body("ubnd-lai-chau"), 1, $"Máy chủ thư không nhận thư này (mã {no}).")));
    }

    [Test]
    public async Task A_server_without_the_encryption_that_is_demanded_gets_no_word_of_a_letter()
    {
        var said = new List<string>();
        await using var server = new MailServer(line =>
        {
            said.Add(line);
            return line.Length == 0 ? "220 ready" : "250 well";
        });
        await using var node = Node(server, usesTls: true);
        await IssueAsync();

        Assert.That(await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None), Is.Zero);

        Assert.That(said, Has.None.StartsWith("MAIL").And.None.StartsWith("RCPT"));
    }

    [Test]
    public async Task A_letter_in_the_pickup_folder_is_whole_or_not_there_and_a_folder_that_is_gone_is_not_made_anew()
    {
        var pickup = System.IO.Directory.CreateTempSubdirectory("dispatch-pickup-").FullName;
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, true, null, null, pickup) });
        System.IO.Directory.Delete(pickup);
        await IssueAsync();

        Assert.That(await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None), Is.Zero);

        Assert.That(System.IO.Directory.Exists(pickup), Is.False, "a disk that is not mounted");
        Assert.That((await WaitingAsync()).Select(message => message.Attempts).Order(), Is.EqualTo(new[] { 0, 1 }), "all mail waits for one try");
        System.IO.Directory.CreateDirectory(pickup);
        using var seen = new FileSystemWatcher(pickup) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        var grown = new System.Collections.Concurrent.ConcurrentBag<string>();
        seen.Changed += (_, change) => grown.Add(change.Name!);
        seen.EnableRaisingEvents = true;
        Office.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None), Is.EqualTo(2));
        Assert.That(System.IO.Directory.EnumerateFileSystemEntries(pickup).Select(Path.GetExtension), Is.EqualTo(new[] { ".eml", ".eml" }));
        Assert.That(grown, Is.Empty, "no letter is written under the name by which it is fetched");
        System.IO.Directory.Delete(pickup, recursive: true);
    }

    [Test]
    public async Task No_name_writes_a_line_of_a_letter_or_of_its_head()
    {
        await Office.Look(db => db.Set<Body>().Where(body => body.Key == "bng").ExecuteUpdateAsync(set => set.SetProperty(body => body.Name, "Bộ\r\nBcc: ai-do@example.vn\r\n\r\nNgoại giao")));
        var pickup = System.IO.Directory.CreateTempSubdirectory("dispatch-pickup-").FullName;
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, true, null, null, pickup) });
        await IssueAsync();

        Assert.That(await node.GetRequiredService<OutboxCarrier>().DrainAsync(DeliveryChannel.Email, CancellationToken.None), Is.EqualTo(2));

        var letter = await File.ReadAllTextAsync(System.IO.Directory.EnumerateFiles(pickup).First());
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(letter[letter.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]));
        Assert.That(letter.Split('\n').Concat(body.Split('\n')), Has.None.StartsWith("Bcc").And.Some.Contains("Bộ Bcc: ai-do@example.vn Ngoại giao đã phát hành"));
        System.IO.Directory.Delete(pickup, recursive: true);
    }

    private ServiceProvider Node(MailServer server, bool usesTls = false) =>
        Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", "127.0.0.1", server.Port, usesTls, null, null, null) { Patience = Patience } });

    private async Task IssueAsync()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "lai-chau@example.vn"));
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("so-noi-vu-dien-bien"), DeliveryChannel.Email, "so-noi-vu@example.vn"));
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu", "Sở Nội vụ tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
    }

    private Task<List<OutboxMessage>> WaitingAsync() => Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Pending && m.Kind == OutboxKinds.Notice).ToListAsync());

    /// <summary>A mail server of a few lines.</summary>
    private sealed class MailServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task serving;

        /// <param name="answer">What it says to a line, and to nothing at the beginning; null for nothing at all.</param>
        public MailServer(Func<string, string?> answer)
        {
            listener.Start();
            serving = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        /// <summary>Ends when somebody is there.</summary>
        public Task Asked => asked.Task;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            listener.Dispose();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }

        private async Task ServeAsync(Func<string, string?> answer)
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync(stop.Token);
                asked.TrySetResult();
                await TalkAsync(caller.GetStream(), answer);
            }
        }

        private async Task TalkAsync(NetworkStream line, Func<string, string?> answer)
        {
            using var reader = new StreamReader(line, Encoding.ASCII);
            var (heard, isLetter) = (string.Empty, false);
            while (heard is not null && heard != "QUIT")
            {
                isLetter = isLetter && heard != ".";
                if (!isLetter && answer(heard) is { } said)
                {
                    await line.WriteAsync(Encoding.ASCII.GetBytes(said + "\r\n"), stop.Token);
                    isLetter = heard == "DATA";
                }

                heard = await ReadAsync(reader);
            }
        }

        private async Task<string?> ReadAsync(StreamReader reader)
        {
            try
            {
                return await reader.ReadLineAsync(stop.Token);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
