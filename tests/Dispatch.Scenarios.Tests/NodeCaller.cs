using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Scenarios.Tests;

/// <summary>Somebody's program that acts over several servers of one office: it asks the next one under the same key until one answers, as <c>SECURITY.md</c> says to.</summary>
internal sealed class NodeCaller : IDisposable
{
    // Nothing here takes so long; an act that is not done by then is lost.
    private static readonly TimeSpan LongestAct = TimeSpan.FromMinutes(3);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly Func<int, Uri> doors;

    private NodeCaller(Func<int, Uri> doors) => this.doors = doors;

    /// <summary>How often it had to ask again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Signs in at the first server; the others know the session.</summary>
    /// <param name="doors">Where the server is that is asked at the so manyeth try.</param>
    /// <param name="office">Whose account it has.</param>
    /// <param name="userName">Who.</param>
    public static async Task<NodeCaller> SignInAsync(Func<int, Uri> doors, TestOffice office, string userName)
    {
        var caller = new NodeCaller(doors);
        using var answer = await caller.http.PostAsync(new Uri(doors(0), "/api/login"), Json(new { userName, password = new AnAccount(office, userName).Password }));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        caller.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JsonNode.Parse(text)!["accessToken"]!);
        return caller;
    }

    /// <summary>A paper from outside is put before the clerk; gives its id.</summary>
    public async Task<string> TakeInAsync() => (string)(await DoAsync("/api/incoming", new
    {
        facts = new { form = "Original", medium = "Paper", author = "Sở Ngoài Hệ thống", kind = "công văn", numberAndSymbol = "12/SNHT-VP", date = "2024-01-15", subject = "phối hợp công tác", signer = "Nguyễn Văn Ngoài" },
        allowDuplicate = true,
    }))["id"]!;

    /// <summary>The paper gets its số đến.</summary>
    public async Task<int> NumberAsync(string id) => (int)(await DoAsync($"/api/incoming/{id}/receive-and-register", body: null))["arrivalNumber"]!;

    public void Dispose() => http.Dispose();

    private static StringContent Json(object? body) => new(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    private async Task<JsonNode> DoAsync(string path, object? body)
    {
        var key = RandomNumberGenerator.GetHexString(32);
        var until = Environment.TickCount64 + (long)LongestAct.TotalMilliseconds;
        for (var tries = 0; ; tries++)
        {
            var (isDone, text) = await TryAsync(new Uri(doors(tries), path), body, key);
            if (isDone)
            {
                return JsonNode.Parse(text)!;
            }

            Assert.That(Environment.TickCount64, Is.LessThan(until), $"{path} was not done: {text}");
            Repeats++;
            await Task.Delay(100);
        }
    }

    private async Task<(bool IsDone, string Text)> TryAsync(Uri address, object? body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body is null ? null : Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That((int)answer.StatusCode, Is.InRange(200, 299).Or.EqualTo(503), $"{address}: {text}");
            return (answer.IsSuccessStatusCode, text);
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            return (false, cut.Message);
        }
    }
}
