using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Api.Http;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Api.Tests.Security;

/// <summary>What every answer tells the browser, and what no log ever holds.</summary>
public sealed class HardeningTests
{
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["Signing:KeyPassword"] = "chim-hoang-yen-pin-khoa-ky",
        ["Mail:Password"] = "chim-hoang-yen-hop-thu",
        ["Mail:From"] = "vanthu@example.vn",
        ["Mail:Host"] = "127.0.0.1",
    };

    private readonly Heard heard = new();
    private ApiHouse house = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter<Heard>(category: null, LogLevel.Trace).AddProvider(heard)), Secrets);

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await house.DisposeAsync();
        heard.Dispose();
    }

    [TestCase("/api/tasks", SecurityHeaders.NothingAtAll)]
    [TestCase("/api/no-such-thing", SecurityHeaders.NothingAtAll)]
    [TestCase("/openapi/v1.json", SecurityHeaders.NothingAtAll)]
    [TestCase("/health/live", SecurityHeaders.NothingAtAll)]
    [TestCase("/sign-in", SecurityHeaders.Pages)]
    [TestCase("/verify", SecurityHeaders.Pages)]
    [TestCase("/no-such-page", SecurityHeaders.NothingAtAll)]
    [TestCase("/pages.css", SecurityHeaders.NothingAtAll)]
    public async Task Every_answer_says_what_the_browser_may_do_with_it(string path, string policy)
    {
        var headers = (await house.Stranger().GetAsync(path)).Response.Headers;

        Assert.That(headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { policy }));
        Assert.That(headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "same-origin" }));
        Assert.That(headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "SAMEORIGIN" }));
        Assert.That(headers.Contains("Permissions-Policy") && headers.Contains("Cross-Origin-Opener-Policy"), Is.True);
        Assert.That(headers.Contains("Server") || headers.Contains("X-Powered-By"), Is.False);
    }

    [Test]
    public async Task Over_https_browsers_are_told_to_stay_there_for_a_year()
    {
        var answer = await house.Stranger().SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://localhost/sign-in"));

        Assert.That(answer.Response.Headers.GetValues("Strict-Transport-Security").Single(), Does.StartWith("max-age=31536000"));
    }

    [Test]
    public void Over_https_every_cookie_is_of_this_host_only()
    {
        var https = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Urls", "https://0.0.0.0:443"), new("DataFolder", house.Folder), new("WorkflowsFolder", house.Folder)]).Build()).Value;
        var loopback = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", house.Folder), new("WorkflowsFolder", house.Folder)]).Build()).Value;

        Assert.That((https.CookieName(null), https.CookieName("form"), loopback.CookieName(null)), Is.EqualTo(("__Host-dispatch", "__Host-dispatch-form", "dispatch")));
        Assert.That((https.Engine.Accounts.DemandsSecondFactor, ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", house.Folder), new("WorkflowsFolder", house.Folder)]).Build(), isDemo: true).Value.Engine.Accounts.DemandsSecondFactor), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task The_keys_that_seal_tokens_lie_locked_where_a_certificate_is_set()
    {
        var file = Path.Combine(house.Folder, "ring.p12");
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2044, 1, 1, 0, 0, 0, TimeSpan.Zero));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "mat-khau-vong-khoa"));
        }

        var locked = new Dictionary<string, string>(StringComparer.Ordinal) { ["Keys:Certificate"] = file, ["Keys:Passphrase"] = "mat-khau-vong-khoa" };
        await using var first = await ApiHouse.OpenAsync(settings: locked);
        var client = await first.SignInAsync("clerk.bo");
        var token = client.Http.DefaultRequestHeaders.Authorization;
        var ring = System.IO.Directory.GetFiles(Path.Combine(first.Folder, "keys"), "key-*.xml").Select(File.ReadAllText).ToList();
        await using var second = ApiHouse.Beside(first, null, locked);
        var beside = second.Stranger();
        beside.Http.DefaultRequestHeaders.Authorization = token;

        Assert.That(ring, Is.Not.Empty.And.All.Contains("EncryptedData").And.All.Not.Contains("masterKey"));
        Assert.That((await beside.GetAsync("/api/account")).Status, Is.EqualTo(HttpStatusCode.OK), "a server with the same certificate opens them");
    }

    [TestCase("/sign-in")]
    [TestCase("/sign-out")]
    [TestCase("/account/Password")]
    [TestCase("/account/prove")]
    [TestCase("/people")]
    public async Task A_form_without_its_token_changes_nothing(string path)
    {
        var answer = await house.Stranger().SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("userName", "clerk.bo"), new("password", ApiHouse.Password)]) });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.Redirect));
        Assert.That(answer.Response.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join(' ', cookies) : "", Does.Not.Contain("dispatch="));
    }

    [Test]
    public async Task No_password_code_token_or_word_of_a_paper_is_in_any_log()
    {
        string[] canaries = ["chim-hoang-yen-mat-khau", "chim-hoang-yen-trich-yeu", "chim-hoang-yen-ly-do", "990071"];
        var client = house.Stranger();
        await client.PostAsync("/api/login", new { userName = "clerk.bo", password = canaries[0] });
        await client.PostAsync("/api/login", new { userName = "clerk.bo", password = ApiHouse.Password, code = canaries[3] });
        await client.SignInAsync("drafter.bo", ApiHouse.Password);
        var token = client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var draft = await client.ActAsync("/api/dispatches", await house.DraftAsync(canaries[1]));
        await client.ActAsync($"/api/dispatches/{draft.Id}/return", new { reason = canaries[2] });
        await client.PostAsync("/api/account/password", new { current = canaries[0], @new = canaries[0], keepsOthers = false });
        var secrets = await SecondFactorAsync();

        Assert.That(heard.Lines, Has.Count.GreaterThan(50), "something was listened to");
        Assert.That(secrets, Has.Count.GreaterThan(10).And.All.Length.GreaterThan(5));
        Assert.That(heard.Lines.Where(line => canaries.Concat(secrets).Concat([token, ApiHouse.Password, Secrets["Signing:KeyPassword"], Secrets["Mail:Password"]]).Any(canary => line.Contains(canary, StringComparison.Ordinal))), Is.Empty);
    }

    /// <summary>Sets a second factor up, signs in with it, renews and makes tokens; gives every secret that was told on the way.</summary>
    private async Task<IReadOnlyList<string>> SecondFactorAsync()
    {
        var client = house.Stranger();
        await client.SignInAsync("clerk.so", ApiHouse.Password);
        await client.DoAsync("/api/account/second-factor");
        var key = (string)(await client.GetAsync("/api/account")).Json["pending"]!["key"]!;
        var code = CodeOf(key);
        var recovery = (await client.PostAsync("/api/account/second-factor/confirm", new { code })).Json["codes"]!.AsArray().Select(one => (string)one!).ToList();
        var personal = await client.PostAsync("/api/account/tokens", new { name = "chương trình", scopes = "Read", days = 1 });
        var again = await house.Stranger().PostAsync("/api/login", new { userName = "clerk.so", password = ApiHouse.Password, code = recovery[0] });
        var renewed = await house.Stranger().PostAsync("/api/login/refresh", new { refreshToken = (string)again.Json["refreshToken"]! });
        Assert.That((personal.Status, again.Status, renewed.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)), personal.Text + again.Text + renewed.Text);
        return [key, code, .. recovery, .. new[] { personal, again, renewed }.Select(answer => (string)answer.Json["accessToken"]!), (string)again.Json["refreshToken"]!, (string)renewed.Json["refreshToken"]!];
    }

    private string CodeOf(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        return Totp.Code(key, house.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() / Totp.Step);
    }

    [Test]
    public async Task What_happens_at_the_door_is_in_the_audit_log_without_its_secrets()
    {
        var stranger = house.Stranger();
        await stranger.PostAsync("/api/login", new { userName = "head.tinh", password = "sai-mat-khau-roi" });
        await stranger.SignInAsync("head.tinh", ApiHouse.Password);
        await stranger.ActAsync("/api/people/0193d1f0-0000-7000-8000-000000000001/close");
        await stranger.PostAsync("/api/logout", new { });

        await using var scope = house.Services.CreateAsyncScope();
        var organisation = await house.BodyAsync("tinh");
        var leaves = await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == organisation).OrderBy(leaf => leaf.Index).ToListAsync();

        Assert.That(leaves.Select(leaf => leaf.Act), Is.SupersetOf(new[] { "access.failed", "access.signed-in", "access.refused", "access.session-ended" }));
        Assert.That(leaves.Where(leaf => leaf.Entry.Contains("sai-mat-khau-roi", StringComparison.Ordinal) || leaf.Entry.Contains(ApiHouse.Password, StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Keeps whatever anything logs.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Add(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
