using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Distributing;

/// <summary>How the installation sends mail; without it no recipient can be reached by e-mail.</summary>
/// <param name="From">The address it sends from.</param>
/// <param name="Host">The mail server; null when mail is left in a folder.</param>
/// <param name="Port">Its port.</param>
/// <param name="UsesTls">Whether the way to it is encrypted (STARTTLS).</param>
/// <param name="UserName">Who signs in there; null when nobody has to.</param>
/// <param name="Password">Their password.</param>
/// <param name="PickupFolder">Where mail is left for another program to send; null when a server takes it.</param>
public sealed record MailSettings(string From, string? Host, int Port, bool UsesTls, string? UserName, string? Password, string? PickupFolder)
{
    /// <summary>How long one letter may take, however slowly the server goes on.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Tells a recipient by e-mail that a paper waits for them. The mail names the paper and carries nothing of it: mail is no way for the paper itself.</summary>
internal sealed class MailNotice(EngineSettings settings) : IOutsideChannel
{
    public bool Carries(string kind) => OutboxKinds.Leaving(DeliveryChannel.Email).Contains(kind, StringComparer.Ordinal);

    public async Task<Refusal?> SendAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (settings.Mail is not { } mail)
        {
            return DistributingRefusals.ChannelOff("thư điện tử", "DISPATCH_Mail__From và DISPATCH_Mail__Host hoặc DISPATCH_Mail__PickupFolder");
        }

        var (id, _, mark) = JsonSerializer.Deserialize<DeliverNews>(message.Payload, KernelJson.Options)!;
        var db = services.GetRequiredService<DispatchDbContext>();
        var sent = await db.Set<Delivery>().AsNoTracking().Where(d => d.Id == id)
            .Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { Delivery = d, c.Facts }).SingleAsync(cancellationToken);
        var sender = OneLine(await db.Set<Body>().Where(b => b.Id == message.FromId).Select(b => b.Name).SingleAsync(cancellationToken));
        var number = OneLine(mark is null ? sent.Facts.NumberAndSymbol : sent.Facts.CopyNumberAndSymbol ?? sent.Facts.NumberAndSymbol);
        using var letter = mark is null ? Letter(mail, sent.Delivery, sent.Facts, number, sender) : MarkLetter(mail, sent.Delivery, number, sender, mark, message.Mark());
        await PostAsync(mail, letter, cancellationToken);
        return null;
    }

    private static async Task PostAsync(MailSettings mail, MailMessage letter, CancellationToken cancellationToken)
    {
        if (mail.PickupFolder is { } folder)
        {
            Leave(folder, letter);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(mail.Patience);
        try
        {
            using var post = Post(mail);
            await post.SendMailAsync(letter, limit.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Closed(mail, failure);
        }
    }

    /// <summary>Why a letter did not leave, in words of ours: what a stranger's server says is kept to its number.</summary>
    private static OutsideChannelException Closed(MailSettings mail, Exception failure) => failure switch
    {
        OperationCanceledException => new($"Máy chủ thư không trả lời trong {mail.Patience.TotalSeconds:0} giây.", failure, isForAll: true),
        // It said something, but not of this recipient or this letter.
        SmtpException { StatusCode: SmtpStatusCode.ServiceNotAvailable or SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted } said => new($"Máy chủ thư từ chối phục vụ (mã {(int)said.StatusCode}).", said, isForAll: true),
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } said => new($"Máy chủ thư không nhận thư này (mã {(int)said.StatusCode}).", said),
        _ => new("Không gửi được thư qua máy chủ thư: không kết nối được, chứng thư của máy chủ không hợp lệ, hoặc đăng nhập bị từ chối.", failure, isForAll: true),
    };

    /// <summary>Names and numbers come from others' papers: none of them begins a line of a letter, and a subject has one.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static MailMessage Letter(MailSettings mail, Delivery delivery, PaperFacts facts, string number, string sender) => Letter(
        mail, delivery, $"Văn bản {number} của {sender}", $"{delivery.Id}",
        $"""
        Kính gửi {OneLine(delivery.RecipientName)},

        {sender} đã phát hành văn bản số {OneLine(facts.CopyNumberAndSymbol ?? facts.NumberAndSymbol)} gửi đến quý cơ quan.
        Đề nghị liên hệ văn thư của {sender} để nhận văn bản.
        """);

    /// <summary>What was done to the paper, in the words that are written beside it everywhere, and what is asked of the recipient.</summary>
    private MailMessage MarkLetter(MailSettings mail, Delivery delivery, string number, string sender, PaperMark mark, string message)
    {
        var asked = mark.TakesBack
            ? $"Đề nghị quý cơ quan hủy bản điện tử, trả lại hoặc hủy bản giấy, thu hồi các bản đã sao, và trả lời văn thư của {sender} (đồng ý, hoặc không đồng ý kèm lý do)."
            : "Văn bản vẫn có hiệu lực; đề nghị quý cơ quan ghi việc đính chính bên cạnh văn bản đã nhận.";
        var link = settings.PublicUrl is { } address ? $"\nTrang kiểm tra tệp văn bản: {address}/verify\n" : string.Empty;
        return Letter(
            mail, delivery, $"{(mark.TakesBack ? "Thu hồi" : "Đính chính")} văn bản {number} của {sender}", $"{delivery.Id}.{message}",
            $"""
            Kính gửi {OneLine(delivery.RecipientName)},

            Văn bản số {number} của {sender} đã gửi đến quý cơ quan. {OneLine(mark.Words)}
            {asked}
            {link}
            """.TrimEnd());
    }

    private static MailMessage Letter(MailSettings mail, Delivery delivery, string subject, string id, string body)
    {
        var letter = new MailMessage(mail.From, delivery.Address!)
        {
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            Body = $"""
                {body}

                Thư này do hệ thống gửi tự động và không kèm văn bản.
                Mã lượt gửi: {delivery.Id}
                """,
        };
        // The same over every try, so that a mail program can tell a repeat.
        letter.Headers.Add("Message-ID", $"<{id}@dispatch>");
        return letter;
    }

    /// <summary>Whoever fetches letters from the folder sees none that is not whole: it is written beside them, flushed, and moved there. The folder itself is not made: an empty one may be where a disk was.</summary>
    private static void Leave(string folder, MailMessage letter)
    {
        var aside = Path.Combine(Path.GetFullPath(folder), $".{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        try
        {
            if (!System.IO.Directory.Exists(folder))
            {
                throw new DirectoryNotFoundException($"{folder} is not there.");
            }

            System.IO.Directory.CreateDirectory(aside);
            using var post = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside };
            post.Send(letter);
            var written = System.IO.Directory.EnumerateFiles(aside).Single();
            using (var file = File.OpenHandle(written, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(file);
            }

            File.Move(written, Path.Combine(folder, Path.GetFileName(written)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SmtpException)
        {
            throw new OutsideChannelException("Không ghi được vào thư mục lấy thư (DISPATCH_Mail__PickupFolder).", failure, isForAll: true);
        }
        finally
        {
            DurableFile.DropPart(aside);
        }
    }

    private static SmtpClient Post(MailSettings mail) => new()
    {
        Host = mail.Host!,
        Port = mail.Port,
        EnableSsl = mail.UsesTls,
        Credentials = mail.UserName is { } user ? new System.Net.NetworkCredential(user, mail.Password) : null,
    };
}
