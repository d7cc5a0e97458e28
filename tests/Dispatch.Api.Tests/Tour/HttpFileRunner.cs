using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dispatch.Api.Tests.Tour;

/// <summary>What one request of the file came to.</summary>
internal sealed record HttpFileStep(HttpFileRequest Request, int Status, string Answer)
{
    public bool IsAsExpected => Request.Expected is null ? Status is >= 200 and < 300 : Status == Request.Expected;

    public override string ToString() => $"{Request.Title}: {Request.Method} {Request.Url} → {Status} (expected {Request.Expected}): {Answer}";
}

/// <summary>
/// Sends the requests of an .http file in order. Variables come from the file, from the caller, and from earlier answers:
/// <c>{{login.response.body.$.accessToken}}</c>, <c>{{draft.response.headers.ETag}}</c>, <c>{{$guid}}</c>.
/// </summary>
internal sealed partial class HttpFileRunner(HttpFile file, HttpClient http, IReadOnlyDictionary<string, string> overrides)
{
    private const int MostTries = 200;

    private readonly Dictionary<string, (JsonNode? Body, HttpResponseMessage Response)> answers = new(StringComparer.Ordinal);
    private int guids;

    /// <summary>Runs until the end, or until a request is not answered as expected; that one is the last of the steps.</summary>
    public async Task<IReadOnlyList<HttpFileStep>> RunAsync()
    {
        var steps = new List<HttpFileStep>();
        foreach (var request in file.Requests)
        {
            steps.Add(await StepAsync(request));
            if (!steps[^1].IsAsExpected)
            {
                break;
            }
        }

        return steps;
    }

    /// <summary>The value at a place of an answer: members and indices, such as <c>$.items[0].id</c>; null when there is none.</summary>
    public static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var part in PathPart().Matches(path).Cast<Match>())
        {
            node = part.Groups["index"].Success
                ? node is JsonArray array && int.Parse(part.Groups["index"].Value, CultureInfo.InvariantCulture) is var index && index < array.Count ? array[index] : null
                : (node as JsonObject)?[part.Groups["member"].Value];
        }

        return node;
    }

    private async Task<HttpFileStep> StepAsync(HttpFileRequest request)
    {
        for (var tries = 1; ; tries++)
        {
            var response = await http.SendAsync(Message(request));
            var text = await response.Content.ReadAsStringAsync();
            var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : null;
            if (request.Until is { } place && At(json, place) is null && tries < MostTries)
            {
                await Task.Delay(50);
                continue;
            }

            if (request.Name is { } name)
            {
                answers[name] = (json, response);
            }

            var isThere = request.Until is null || At(json, request.Until) is not null;
            return new HttpFileStep(request, isThere ? (int)response.StatusCode : 0, text);
        }
    }

    private HttpRequestMessage Message(HttpFileRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), Fill(request.Url));
        if (request.Body is { } body)
        {
            message.Content = new StringContent(Fill(body), Encoding.UTF8);
            message.Content.Headers.Remove("Content-Type");
        }

        foreach (var (name, value) in request.Headers.Select(header => (header.Name, Fill(header.Value))))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private string Fill(string text) => Variable().Replace(text, match => Value(match.Groups["name"].Value.Trim()));

    private string Value(string name)
    {
        if (name == "$guid")
        {
            return string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++guids:000000000000}");
        }

        if (overrides.TryGetValue(name, out var given) || file.Variables.TryGetValue(name, out given))
        {
            return Fill(given);
        }

        var parts = Response().Match(name);
        if (!parts.Success || !answers.TryGetValue(parts.Groups["request"].Value, out var answer))
        {
            throw new AssertionException($"Nothing in the file says what {{{{{name}}}}} is.");
        }

        var value = parts.Groups["header"].Success
            ? answer.Response.Headers.TryGetValues(parts.Groups["header"].Value, out var headers) ? headers.First() : null
            : At(answer.Body, parts.Groups["path"].Value)?.ToString();
        return value ?? throw new AssertionException($"The answer has nothing at {{{{{name}}}}}: {answer.Body}");
    }

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<request>\w+)\.response\.(headers\.(?<header>[\w-]+)|body\.(?<path>\$.*))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Response();

    [GeneratedRegex(@"\.(?<member>\w+)|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPart();
}
