using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Signatures.Authority;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>Services that lie, hang, flood or fall silent: nothing is signed, and the reason is named.</summary>
public sealed class CertificateServicesTests
{
    private static readonly byte[] Digest = new byte[32];

    [Test]
    public void A_timestamp_of_another_request_is_refused()
    {
        byte[]? first = null;
        var services = new Between(answer => first ??= answer);
        Assert.That(() => Client(services).StampDigestAsync(Digest, CancellationToken.None), Throws.Nothing);
        Assert.That(() => Client(services).StampDigestAsync(Digest, CancellationToken.None), Refused(SigningFault.TimestampWrong).With.Message.Contains("yêu cầu khác"));
    }

    [Test]
    public void A_timestamp_over_other_bytes_is_refused()
    {
        var foreign = default(byte[]);
        var recorder = new Between(answer => foreign = answer);
        Assert.That(() => Client(recorder).StampDigestAsync(Enumerable.Repeat((byte)1, 32).ToArray(), CancellationToken.None), Throws.Nothing);

        Assert.That(() => Client(new Between(_ => foreign!)).StampDigestAsync(Digest, CancellationToken.None), Refused(SigningFault.TimestampWrong));
    }

    [Test]
    public void A_timestamp_with_one_changed_bit_anywhere_is_refused([Range(20, 900, 80)] int offset)
    {
        var services = new Between(answer =>
        {
            answer[offset] ^= 1;
            return answer;
        });

        Assert.That(
            () => Client(services).StampDigestAsync(Digest, CancellationToken.None),
            Throws.TypeOf<SigningException>().With.Property("Fault").AnyOf(SigningFault.TimestampWrong, SigningFault.TimestampRefused));
    }

    [Test]
    public void A_service_of_another_root_is_refused()
    {
        using var other = DevelopmentAuthority.Create(DemoAuthority.Start, DemoAuthority.Address);

        Assert.That(
            () => Client(new DevelopmentServices(other, DemoAuthority.Clock)).StampDigestAsync(Digest, CancellationToken.None),
            Refused(SigningFault.TimestampWrong).With.Message.Contains("tổ chức chứng thực"));
    }

    [Test]
    public void A_service_whose_clock_is_wrong_is_refused()
    {
        var late = new DemoAuthority.ClockAt(DemoAuthority.Now.AddHours(3));

        Assert.That(
            () => Client(new DevelopmentServices(DemoAuthority.Authority, late)).StampDigestAsync(Digest, CancellationToken.None),
            Refused(SigningFault.TimestampWrong).With.Message.Contains("đồng hồ"));
    }

    [Test]
    public void A_policy_that_the_service_does_not_follow_is_refused() =>
        Assert.That(
            () => Client(DemoAuthority.Services, "1.2.3").StampDigestAsync(Digest, CancellationToken.None),
            Refused(SigningFault.TimestampRefused));

    [TestCase("")]
    [TestCase("<html>Service unavailable</html>")]
    public void What_is_no_answer_is_refused(string body) =>
        Assert.That(
            () => Client(new Between(_ => Encoding.UTF8.GetBytes(body))).StampDigestAsync(Digest, CancellationToken.None),
            Refused(SigningFault.TimestampWrong));

    [Test]
    public void When_the_timestamp_is_not_to_be_had_the_file_stays_as_it_was()
    {
        using var file = new MemoryStream();
        file.Write(SignedPaper.Blank);
        var signer = SignedPaper.SignerWith(new Silent(), DemoAuthority.Clock);

        Assert.That(
            () => signer.SignAsync(file, SignedPaper.LeaderRequest, DemoAuthority.P256, SignatureLevel.Timestamped, CancellationToken.None),
            Refused(SigningFault.TimestampUnreachable));
        Assert.That(file.ToArray(), Is.EqualTo(SignedPaper.Blank));
    }

    [Test]
    public void A_revoked_certificate_does_not_reach_the_evidence()
    {
        using var revoked = DemoAuthority.Authority.IssueToPerson("Đã thu hồi", null, "Bộ Ngoại giao", DemoAuthority.Start);
        DemoAuthority.Authority.Revoke(revoked.Certificate, DemoAuthority.Now.AddDays(-1));

        Assert.That(
            () => SignedPaper.WithServices.SignAsync(SignedPaper.Blank, SignedPaper.LeaderRequest, revoked, SignatureLevel.LongTerm, CancellationToken.None),
            Refused(SigningFault.CertificateNotValid).With.Message.Contains("thu hồi"));
    }

    [Test]
    public async Task Whatever_a_responder_or_a_list_answers_is_an_answer_or_none()
    {
        var (certificate, issuer) = (DemoAuthority.P256.Certificate, DemoAuthority.Authority.Issuing);
        var (subject, authority) = (Certificate.TryRead(certificate.RawData)!, Certificate.TryRead(issuer.RawData)!);
        var sources = new RevocationSources(DemoAuthority.Services, TimeSpan.FromSeconds(30));
        var (answer, list) = ((await sources.AskAsync(certificate, issuer, CancellationToken.None))!, (await sources.FetchAsync(certificate, CancellationToken.None))!);

        Assert.Multiple(() =>
        {
            Assert.That(() => Damaged(answer).Count(bytes => OcspAnswer.TryRead(bytes)?.About(subject, authority) is not null), Throws.Nothing);
            Assert.That(() => Damaged(list).Count(bytes => RevocationList.TryRead(bytes)?.About(subject, authority) is not null), Throws.Nothing);
            Assert.That(() => Damaged(certificate.RawData).Count(bytes => Certificate.TryRead(bytes) is { NamesRevocationSource: true } read && read.From < read.To), Throws.Nothing);
        });
    }

    [Test]
    public async Task Where_the_responder_is_silent_the_list_is_taken()
    {
        var signer = SignedPaper.SignerWith(new WithoutOcsp(), DemoAuthority.Clock);
        var store = ReadStore.Of(await signer.SignAsync(SignedPaper.Blank, SignedPaper.LeaderRequest, DemoAuthority.P256, SignatureLevel.LongTerm, CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(store.OcspAnswers, Is.Empty);
            Assert.That(store.RevocationLists, Has.Count.GreaterThanOrEqualTo(2), "the issuing authority's and the root's");
        });
    }

    [Test]
    public async Task Where_the_responder_hangs_it_is_waited_for_once_and_the_list_is_taken()
    {
        var services = new HangingOcsp();
        var path = new[] { DemoAuthority.P256.Certificate, DemoAuthority.Authority.Issuing, DemoAuthority.Authority.Root };

        var evidence = await new RevocationClient(services, DemoAuthority.Clock) { Patience = TimeSpan.FromMilliseconds(100) }.CollectAsync([path], CancellationToken.None);

        Assert.That((services.Asked, evidence.OcspAnswers.Count, evidence.RevocationLists.Count), Is.EqualTo((1, 0, 2)));
    }

    [Test]
    public async Task Whoever_verifies_has_time_for_the_list_of_a_responder_that_hangs()
    {
        var signed = await SignedPaper.WithServices.SignAsync(SignedPaper.Blank, SignedPaper.LeaderRequest, DemoAuthority.P256, SignatureLevel.Timestamped, CancellationToken.None);
        var settings = new VerificationSettings { Now = DemoAuthority.Now };
        settings.Trust(DemoAuthority.Authority.Root.RawData);

        var finding = await PdfVerifier.VerifyAsync(signed, settings, new HangingOcsp(), TimeSpan.FromSeconds(3), CancellationToken.None);

        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Passed), finding.Reason);
    }

    [Test]
    public void A_certificate_that_names_a_hundred_responders_sends_nobody_to_all_of_them()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Nhiều", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new System.Security.Cryptography.X509Certificates.X509AuthorityInformationAccessExtension(Enumerable.Range(0, 100).Select(i => $"http://ocsp{i}.example/"), []));
        using var hostile = request.CreateSelfSigned(DemoAuthority.Start, DemoAuthority.Now.AddYears(1));
        var services = new Counting();

        Assert.That(
            () => new RevocationClient(services, DemoAuthority.Clock).CollectAsync([[hostile, DemoAuthority.Authority.Root]], CancellationToken.None), Refused(SigningFault.RevocationUnknown));
        Assert.That(services.Asked, Is.EqualTo(3));
    }

    [Test]
    public void When_nobody_answers_for_a_certificate_its_name_is_told() =>
        Assert.That(
            () => new RevocationClient(new Silent(), DemoAuthority.Clock).CollectAsync([[DemoAuthority.P256.Certificate, DemoAuthority.Authority.Issuing, DemoAuthority.Authority.Root]], CancellationToken.None),
            Refused(SigningFault.RevocationUnknown).With.Message.Contains("Nguyễn Minh Hằng"));

    [Test]
    public async Task Over_HTTP_an_answer_is_read_and_too_large_or_too_late_a_one_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/tsa");
        using var client = new HttpClient();
        var services = new HttpCertificateServices(client, TimeSpan.FromMilliseconds(500));

        var good = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
        Assert.That(await services.AskAsync(address, "application/timestamp-query", new byte[5], CancellationToken.None), Is.EqualTo("abc"u8.ToArray()));
        await good;

        var endless = ServeAsync(listener, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 2 << 20));
        Assert.That(() => services.AskAsync(address, "application/timestamp-query", new byte[5], CancellationToken.None), Throws.TypeOf<HttpRequestException>().With.Message.Contains("longer"));
        await endless;

        var silent = ServeAsync(listener, null);
        Assert.That(() => services.AskAsync(address, "application/timestamp-query", new byte[5], CancellationToken.None), Throws.TypeOf<HttpRequestException>().With.Message.Contains("within"));
        await silent;
    }

    [TestCase("file:///etc/hostname")]
    [TestCase("http://169.254.169.254/latest")]
    public void An_address_off_the_list_is_not_asked(string address)
    {
        using var client = new HttpClient();
        var services = new HttpCertificateServices(client, TimeSpan.FromSeconds(1), ["ca.gov.vn"]);

        Assert.That(() => services.FetchAsync(new Uri(address), CancellationToken.None), Throws.TypeOf<HttpRequestException>().With.Message.Contains("may be asked"));
    }

    /// <summary>The bytes with each of them changed in three ways, and cut off before each.</summary>
    private static IEnumerable<byte[]> Damaged(byte[] whole)
    {
        for (var i = 0; i < whole.Length; i++)
        {
            yield return whole[..i];
            foreach (var change in new byte[] { 0x01, 0x20, 0xFF })
            {
                var damaged = whole.ToArray();
                damaged[i] ^= change;
                yield return damaged;
            }
        }
    }

    private static async Task ServeAsync(TcpListener listener, string? answer)
    {
        using var caller = await listener.AcceptTcpClientAsync();
        await using var stream = caller.GetStream();
        await stream.ReadExactlyAsync(new byte[100]);
        try
        {
            if (answer is null)
            {
                await stream.CopyToAsync(Stream.Null);
                return;
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            caller.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // The client hung up, which is what it should do.
        }
    }

    private static TimestampClient Client(ICertificateServices services, string? policy = null) => new(
        services, new TimestampSettings(new Uri(DemoAuthority.Address, DevelopmentServices.Timestamps), policy, [DemoAuthority.Authority.Root]), DemoAuthority.Clock);

    private static NUnit.Framework.Constraints.EqualConstraint<SigningFault> Refused(SigningFault fault) => Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(fault);

    // The honest service, with somebody on the line.
    private sealed class Between(Func<byte[], byte[]> change) : ICertificateServices
    {
        public async Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
            change(await DemoAuthority.Services.AskAsync(address, contentType, question, cancellationToken));

        public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => DemoAuthority.Services.FetchAsync(address, cancellationToken);
    }

    private sealed class HangingOcsp : ICertificateServices
    {
        public int Asked { get; private set; }

        public async Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
        {
            Asked++;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }

        public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => DemoAuthority.Services.FetchAsync(address, cancellationToken);
    }

    private sealed class Counting : ICertificateServices
    {
        public int Asked { get; private set; }

        public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
        {
            Asked++;
            throw new HttpRequestException("no");
        }

        public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => throw new HttpRequestException("no");
    }

    private sealed class WithoutOcsp : ICertificateServices
    {
        public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
            contentType.Contains("ocsp", StringComparison.Ordinal)
                ? throw new HttpRequestException("down")
                : DemoAuthority.Services.AskAsync(address, contentType, question, cancellationToken);

        public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => DemoAuthority.Services.FetchAsync(address, cancellationToken);
    }

    private sealed class Silent : ICertificateServices
    {
        public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) => throw new HttpRequestException("down");

        public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => throw new HttpRequestException("down");
    }
}
