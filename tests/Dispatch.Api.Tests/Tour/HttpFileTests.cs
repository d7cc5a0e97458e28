using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Dispatch.Api.Tests.Tour;

/// <summary>The small reader of .http files reads what editors read.</summary>
public sealed class HttpFileTests
{
    private const string Sample = """
        @host = https://house
        @who = clerk

        ### Sign in
        # @name login
        # expect 201
        POST {{host}}/login
        Content-Type: application/json

        {"user": "{{who}}"}

        ### Ask, until it is there
        // until $.items[0].id
        GET {{host}}/papers/{{login.response.body.$.ids[1]}}
        If-Match: {{login.response.headers.ETag}}
        """;

    [Test]
    public async Task Variables_come_from_the_file_and_from_earlier_answers()
    {
        using var server = new Recorder(
            (HttpStatusCode.Created, """{"ids": ["a", "b"]}"""), (HttpStatusCode.OK, """{"items": []}"""), (HttpStatusCode.OK, """{"items": [{"id": 1}]}"""));
        using var client = new HttpClient(server);

        var steps = await new HttpFileRunner(HttpFile.Parse(Sample), client, new Dictionary<string, string>(StringComparer.Ordinal)).RunAsync();

        Assert.That(steps.Select(step => (step.Status, step.IsAsExpected)), Is.EqualTo(new[] { (201, true), (200, true) }));
        Assert.That(server.Seen, Is.EqualTo(new[]
        {
            "POST https://house/login application/json  {\"user\": \"clerk\"}",
            "GET https://house/papers/b  \"7\" ",
            "GET https://house/papers/b  \"7\" ",
        }));
    }

    [Test]
    public async Task It_stops_at_the_first_answer_that_was_not_expected()
    {
        using var server = new Recorder((HttpStatusCode.Forbidden, "{}"));
        using var client = new HttpClient(server);

        var steps = await new HttpFileRunner(HttpFile.Parse(Sample), client, new Dictionary<string, string>(StringComparer.Ordinal)).RunAsync();

        Assert.That(steps.Select(step => step.IsAsExpected), Is.EqualTo(new[] { false }));
    }

    [TestCase("$.a.b[1].c", "found")]
    [TestCase("$.a.b[7].c", null)]
    [TestCase("$.x", null)]
    public void A_place_in_an_answer_is_found(string path, string? expected) =>
        Assert.That((string?)HttpFileRunner.At(JsonNode.Parse("""{"a": {"b": [0, {"c": "found"}]}}"""), path), Is.EqualTo(expected));

    private sealed class Recorder(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var (status, answer) = answers[Seen.Count];
            Seen.Add($"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType} {request.Headers.IfMatch} {body}");
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json"), Headers = { { "ETag", "\"7\"" } } };
        }
    }
}
