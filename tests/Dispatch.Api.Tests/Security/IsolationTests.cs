using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Components;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Persistence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Security;

/// <summary>One organisation and another, over everything that is served: addresses are read from the server itself, so that a new one is tested the day it is added.</summary>
public sealed partial class IsolationTests
{
    private static readonly string[] People = ["drafter", "head", "clerk", "signer", "auditor", "admin"];

    private readonly Dictionary<string, HttpClient> browsers = new(StringComparer.Ordinal);

    private ApiHouse house = null!;
    private IReadOnlyDictionary<string, string> beforeOthersActed = null!;
    private IReadOnlyDictionary<string, string> afterOthersActed = null!;
    private IReadOnlyList<string> foreign = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        house = await ApiHouse.OpenAsync();
        foreach (var person in People)
        {
            browsers[person] = await house.BrowseAsync(person + ".so");
            await house.SignInAsync(person + ".so");
        }

        beforeOthersActed = await EverythingAsync();
        foreign = await BusyAsync();
        afterOthersActed = await EverythingAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        await house.DisposeAsync();
    }

    [Test]
    public async Task Everything_an_organisation_can_ask_is_the_same_bytes_with_and_without_the_papers_of_others()
    {
        Assert.That(beforeOthersActed.Keys.Count(asked => asked.Contains(" /api/", StringComparison.Ordinal)), Is.GreaterThan(300));
        Assert.That(beforeOthersActed.Keys.Count(asked => !asked.Contains(" /api/", StringComparison.Ordinal)), Is.GreaterThan(250), "pages");
        // The organisation's own log grows by what its own people were refused while this test asked for everything; these tell how long it is, and what stands in it.
        Assert.That(afterOthersActed.Where(answer => answer.Key.Split(' ')[1] is not ("/api/audit" or "/api/audit/log" or "/api/audit/log/file" or "/audit/check" or "/log" or "/log/file" or "/admin") && beforeOthersActed[answer.Key] != answer.Value).Select(answer => answer.Key), Is.Empty);
        Assert.That((await (await house.SignInAsync("clerk.bo")).GetAsync("/api/dispatches")).Text, Does.Contain(foreign[0]), "the others did act");
    }

    [TestCaseSource(nameof(People))]
    public async Task What_is_not_yours_is_answered_byte_for_byte_as_what_is_not_there(string person)
    {
        var program = await house.SignInAsync(person + ".so");
        var browser = new ApiClient(await house.BrowseAsync(person + ".so"));
        var told = new List<string>();
        var asked = 0;
        foreach (var (method, path) in Served().Where(served => ServedAddresses.NamesAThing(served.Path)))
        {
            var stranger = path.StartsWith("/api/", StringComparison.Ordinal) ? program : browser;
            var absent = await AskAsync(stranger, method, ServedAddresses.Fill(path, ServedAddresses.Absent));
            foreach (var id in foreign)
            {
                var answer = await AskAsync(stranger, method, ServedAddresses.Fill(path, id));
                asked++;
                // A list of what belongs to nothing is empty, and says so alike.
                if (answer != absent || (answer.Status < 300 && method != "GET"))
                {
                    told.Add($"{method} {path}: {answer.Status} for {id}, {absent.Status} for nothing");
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(250));
        Assert.That(told, Is.Empty);
    }

    [Test]
    public async Task Nobody_without_a_session_gets_anything_but_a_refusal()
    {
        string[] open = ["/api/login", "/api/login/refresh", "/api/verify", "/health/live", "/health/ready", "/openapi/v1.json", "/sign-in", "/sign-in/code", "/sign-out", "/verify"];
        var stranger = house.Stranger();
        var let = new List<string>();
        foreach (var (method, path) in Served().Where(served => !open.Contains(ServedAddresses.Fill(served.Path, ServedAddresses.Absent), StringComparer.Ordinal)))
        {
            var answer = await AskAsync(stranger, method, ServedAddresses.Fill(path, ServedAddresses.Absent));
            var isToSignIn = answer.Status == (int)HttpStatusCode.Redirect && answer.Where.StartsWith("/sign-in?", StringComparison.Ordinal);
            // What takes another kind of content refuses that to everyone alike, before it asks who it is.
            if (!isToSignIn && answer.Status is not (401 or 415) && !IsAppearance(path))
            {
                let.Add($"{method} {path}: {answer.Status}");
            }
        }

        Assert.That(let, Is.Empty);
    }

    [TestCaseSource(nameof(People))]
    public async Task A_person_sees_the_places_of_their_role_and_is_refused_the_others(string person)
    {
        using var browser = await house.BrowseAsync(person + ".so");
        var roles = Enum.Parse<Role>(person switch { "head" => nameof(Role.UnitHead), "admin" => nameof(Role.Administrator), _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(person) });
        var wrong = new List<string>();
        foreach (var section in FrameSection.All)
        {
            var status = (await browser.GetAsync(section.Path)).StatusCode;
            // Whoever reads papers may have one read; only who registers has it at hand.
            var needs = section.Path == "/intake" ? typeof(ProposeRegistration) : section.Needs;
            if (status != (AccessTable.Allows(needs, roles) ? HttpStatusCode.OK : HttpStatusCode.Forbidden))
            {
                wrong.Add($"{section.Path}: {status}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task To_look_changes_nothing()
    {
        foreach (var person in People)
        {
            await house.SignInAsync(person + ".bo");
        }

        // What has arrived is verified in the background: that it is done by now is not what is looked for here.
        await house.Services.GetRequiredService<Engine.Signing.VerificationRound>().RunAsync(CancellationToken.None);
        var before = await CountAsync();
        foreach (var person in People)
        {
            await AllOfAsync(person + ".bo", foreign[0]);
        }

        Assert.That(await CountAsync(), Is.EqualTo(before));
    }

    /// <summary>Every GET without an id of another's, as each person of a third organisation.</summary>
    private async Task<IReadOnlyDictionary<string, string>> EverythingAsync()
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in People)
        {
            foreach (var (path, answer) in (await AllOfAsync(person + ".so", ServedAddresses.Absent)).Concat(await PagesOfAsync(browsers[person])))
            {
                answers[$"{person} {path}"] = answer;
            }
        }

        return answers;
    }

    /// <summary>Every page, list and file of pages; the stream of news has no end and a test of its own. Each form has a key and a token of its own.</summary>
    private async Task<Dictionary<string, string>> PagesOfAsync(HttpClient browser)
    {
        var client = new ApiClient(browser);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Served().Where(served => served.Method == "GET" && served.Path is not "/live" && !served.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(served => ServedAddresses.Fill(served.Path, ServedAddresses.Absent)).Distinct(StringComparer.Ordinal))
        {
            var answer = await client.GetAsync(path);
            answers[path] = $"{answer.Status} {ClockTime().Replace(Instant().Replace(Hidden().Replace(answer.Text, ""), "then"), "then")}";
        }

        return answers;
    }

    private async Task<Dictionary<string, string>> AllOfAsync(string person, string id)
    {
        var client = await house.SignInAsync(person);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Served().Where(served => served.Method == "GET" && served.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(served => ServedAddresses.Fill(served.Path, id)).Distinct(StringComparer.Ordinal))
        {
            var answer = await client.GetAsync(path);
            answers[path] = $"{answer.Status} {Instant().Replace(answer.Text, "then")}";
        }

        return answers;
    }

    private async Task<IReadOnlyList<string>> BusyAsync()
    {
        var (dispatch, incoming) = await house.RegisteredAsync();
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = (await drafter.DoAsync("/api/dispatches", await house.DraftAsync())).Id;
        await drafter.DoAsync($"/api/dispatches/{draft}/submit");
        var task = (string)(await (await house.SignInAsync("head.bo")).GetAsync("/api/tasks")).Json["items"]![0]!["id"]!;
        var person = await house.PersonAsync("bo", "Signer");
        var session = (string)(await drafter.GetAsync("/api/account/sessions")).Json["items"]![0]!["id"]!;
        return [draft, dispatch, incoming, task, person, session];
    }

    private IEnumerable<(string Method, string Path)> Served() => ServedAddresses.Of(house.Services);

    private static bool IsAppearance(string path) => path.StartsWith("/appearance", StringComparison.Ordinal) || path.StartsWith("/language", StringComparison.Ordinal) || path.StartsWith("/theme", StringComparison.Ordinal);

    private static async Task<(int Status, string Text, string Where)> AskAsync(ApiClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Idempotency-Key", "k");
        if (method is not "GET")
        {
            request.Content = new StringContent("""{"reason":"x"}""", System.Text.Encoding.UTF8, "application/json");
        }

        var answer = await client.SendAsync(request);
        // The id that was asked for may be said again; a page's form has a token of its own each time.
        var id = path.Split('/').FirstOrDefault(part => Guid.TryParse(part, out _)) ?? ServedAddresses.Absent;
        return ((int)answer.Status, Hidden().Replace(answer.Text, "").Replace(id, ServedAddresses.Absent, StringComparison.Ordinal), (answer.Response.Headers.Location?.OriginalString ?? "").Replace(id, ServedAddresses.Absent, StringComparison.Ordinal));
    }

    /// <summary>How many rows each table has, and the newest leaf of each log; sessions are seen, and say so.</summary>
    private async Task<string> CountAsync()
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        await db.Database.OpenConnectionAsync();
        var counts = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            counts.Add($"{table}: {await command.ExecuteScalarAsync()}");
        }

        return string.Join('\n', counts.Where(count => !count.StartsWith("audit", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"<input type=""hidden""[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\b\d{1,2}:\d\d\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instant();
}
