using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Api.Tests.Fixtures;

/// <summary>What came back.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => Text.StartsWith('{') ? (string?)Json["code"] : null;

    public string? ETag => Response.Headers.ETag?.Tag;

    public string Id => (string)Json["id"]!;
}

/// <summary>A caller of the API.</summary>
internal sealed class ApiClient(HttpClient http)
{
    private static int keys;

    public HttpClient Http => http;

    public async Task SignInAsync(string userName, string password)
    {
        var answer = await PostAsync("/api/login", new { userName, password });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)answer.Json["accessToken"]);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ApiAnswer> PostAsync(string path, object? body) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) });

    /// <summary>An act, with a key of its own unless one is given.</summary>
    public Task<ApiAnswer> ActAsync(string path, object? body = null, string? key = null, string? ifMatch = null, HttpMethod? method = null) =>
        ActAsync(path, body is null ? null : Json(body), key, ifMatch, method);

    public Task<ApiAnswer> ActAsync(string path, HttpContent? content, string? key = null, string? ifMatch = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", key ?? $"key-{Interlocked.Increment(ref keys)}");
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return SendAsync(request);
    }

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>An act that must be lawful.</summary>
    public async Task<ApiAnswer> DoAsync(string path, object? body = null)
    {
        var answer = await ActAsync(path, body);
        Assert.That((int)answer.Status, Is.InRange(200, 299), $"{path}: {answer.Text}");
        return answer;
    }

    /// <summary>Asks until the list has something: news between organisations takes a moment.</summary>
    public async Task<JsonNode> WaitForFirstAsync(string path)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await GetAsync(path)).Json["items"]!.AsArray() is [{ } first, ..])
            {
                return first;
            }

            await Task.Delay(50);
        }

        throw new AssertionException($"Nothing came to {path}.");
    }

    private static StringContent? Json(object? body) => body is null ? null : new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
}
