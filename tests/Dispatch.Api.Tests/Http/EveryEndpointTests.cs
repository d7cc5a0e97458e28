using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Http;

/// <summary>
/// Bad input to every address there is, read from the server itself: never a fault, always a refusal in the form of its door (a problem with a code, or a Vietnamese page), and what was
/// refused changed nothing.
/// </summary>
public sealed partial class EveryEndpointTests
{
    /// <summary>Texts that programs stumble over: controls, direction marks, decomposed letters, half letters, markup, paths, formulas, very long ones.</summary>
    private static readonly string[] Naughty =
    [
        "", " ", "\u0000", "a\u0000b", "\u202Egnp.exe", "\u2066x\u2069", "Nguye\u0302\u0303n Va\u0306n A", "đ\u0336\u0336\u0336\u0336\u0336\u0336", "\uFEFF", "\u200B", "\uD83D", "\uDC00\uD800",
        "<script>alert(1)</script>", "'; DROP TABLE dispatches; --", "${7*7}{{7*7}}", "../../etc/passwd", "..\\..\\CON", "=HYPERLINK(\"http://x\")", "１２３", "NaN", "-1", "99999999999999999999",
        "0001-01-01", "9999-12-31", "2023-02-29", "null", "\r\nSet-Cookie: x=1", "MẬT", new string('ế', 20_000),
    ];

    private static readonly (string Name, string Body)[] BadJson =
    [
        ("empty", ""), ("cut off", "{\"reason\":"), ("null", "null"), ("a list", "[]"), ("a text", "\"x\""), ("a number", "1e400"), ("twice", "{\"reason\":\"a\",\"reason\":\"b\"}"),
        ("unknown", "{\"no-such-member\":1}"), ("deep", new string('[', 100_000)), ("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 5_000))), ("comment", "{/* x */}"), ("half letter", "{\"reason\":\"\\ud800\"}"),
        ("too large", "{\"reason\":\"" + new string('x', 1_100_000) + "\"}"), ("type", "{\"$type\":\"System.Object\"}"),
    ];

    private ApiHouse house = null!;
    private JsonNode description = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        house = await ApiHouse.OpenAsync(services =>
        {
            ApiHouse.WithoutOutbox(services);
            // Nobody is turned away for asking often: what is behind the door is looked at here.
            services.AddSingleton(new Tally(new RacingClock()));
        });
        description = (await house.Stranger().GetAsync("/openapi/v1.json")).Json;
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [TestCase("clerk")]
    [TestCase("signer")]
    [TestCase("admin")]
    public async Task Bad_words_in_an_address_are_no_fault(string person)
    {
        var program = await house.SignInAsync(person + ".bo");
        var browser = new ApiClient(await house.BrowseAsync(person + ".bo"));
        var before = await RowsAsync();
        var wrong = new List<string>();
        foreach (var path in Served().Where(served => served.Method == "GET" && served.Path != "/live").Select(served => served.Path))
        {
            foreach (var asked in Addresses(path))
            {
                var caller = path.StartsWith("/api/", StringComparison.Ordinal) ? program : browser;
                Judge(await caller.SendAsync(new HttpRequestMessage(HttpMethod.Get, asked)), "GET", asked, wrong);
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(await RowsAsync(), Is.EqualTo(before), "to look changes nothing");
    }

    [TestCase("clerk")]
    [TestCase("drafter")]
    [TestCase("admin")]
    [TestCase(null)]
    public async Task A_bad_body_is_refused_with_a_code_and_leaves_nothing(string? person)
    {
        var program = person is null ? house.Stranger() : await house.SignInAsync(person + ".bo");
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (method, path) in Served().Where(served => served.Method != "GET" && served.Path.StartsWith("/api/", StringComparison.Ordinal) && served.Path != "/api/logout"))
        {
            foreach (var (name, content) in Bodies(method, path))
            {
                var before = await RowsAsync();
                var request = new HttpRequestMessage(new HttpMethod(method), ServedAddresses.Fill(path, ServedAddresses.Absent)) { Content = content };
                request.Headers.Add("Idempotency-Key", $"k{asked++}");
                var answer = await program.SendAsync(request);
                Judge(answer, method, $"{path} ({name})", wrong);
                if ((int)answer.Status >= 400 && await RowsAsync() is var after && after != before)
                {
                    wrong.Add($"{method} {path} ({name}): {answer.Status} {answer.Code}, and yet\n{Difference(before, after)}");
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(1000));
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("clerk")]
    [TestCase("drafter")]
    [TestCase("signer")]
    [TestCase("admin")]
    public async Task Bad_fields_in_a_form_are_refused_on_a_page_and_leave_nothing(string person)
    {
        using var browser = await house.BrowseAsync(person + ".bo");
        var client = new ApiClient(browser);
        var token = PageVisitor.HiddenOf((await client.GetAsync("/account")).Text, "/sign-out").Single(field => field.Name == "__token").Value;
        var fields = FieldsOfPages();
        var wrong = new List<string>();
        foreach (var path in Served().Where(served => served.Method == "POST" && !served.Path.StartsWith("/api/", StringComparison.Ordinal) && served.Path is not ("/sign-out" or "/account/prove")).Select(served => served.Path))
        {
            foreach (var text in Naughty)
            {
                var before = await RowsAsync();
                var typed = fields.SelectMany(field => new[] { KeyValuePair.Create(field, Sent(text)), KeyValuePair.Create(field, "hai lần") }).Prepend(KeyValuePair.Create("__token", token));
                var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, ServedAddresses.Fill(path, ServedAddresses.Absent)) { Content = Form(typed) });
                Judge(answer, "POST", $"{path} ({Short(text)})", wrong);
                if ((int)answer.Status >= 400 && await RowsAsync() is var after && after != before)
                {
                    wrong.Add($"POST {path} ({Short(text)}): {answer.Status}, and yet\n{Difference(before, after)}");
                }
            }
        }

        Assert.That(fields, Has.Count.GreaterThan(60));
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("text/xml", "<a/>")]
    [TestCase("application/x-www-form-urlencoded", "__token=x")]
    [TestCase("multipart/form-data", "no boundary")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a\u202Efdp.exe\"\r\n\r\ncut")]
    [TestCase("application/json", "{}")]
    [TestCase("a/b; charset=utf-7", "+ADw-")]
    public async Task A_form_of_another_kind_is_refused_on_every_page(string type, string body)
    {
        using var browser = await house.BrowseAsync("clerk.bo");
        var client = new ApiClient(browser);
        var before = await RowsAsync();
        var wrong = new List<string>();
        foreach (var path in Served().Where(served => served.Method == "POST" && !served.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(served => served.Path))
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, ServedAddresses.Fill(path, ServedAddresses.Absent)) { Content = content });
            Judge(answer, "POST", $"{path} ({type})", wrong);
            if ((int)answer.Status < 300)
            {
                wrong.Add($"POST {path} ({type}): {answer.Status}");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(await RowsAsync(), Is.EqualTo(before));
    }

    /// <summary>No fault, and a refusal has the form of its door.</summary>
    private static void Judge(ApiAnswer answer, string method, string what, List<string> wrong)
    {
        var status = (int)answer.Status;
        var type = answer.Response.Content.Headers.ContentType?.MediaType;
        var isApi = what.StartsWith("/api/", StringComparison.Ordinal);
        var isPage = !isApi && !what.StartsWith("/health", StringComparison.Ordinal) && !what.StartsWith("/openapi", StringComparison.Ordinal);
        if (status >= 500
            || (status >= 400 && isApi && (type != "application/problem+json" || answer.Code is null))
            || (status >= 400 && isPage && (type != "text/html" || !answer.Text.Contains("lang=\"vi\"", StringComparison.Ordinal))))
        {
            wrong.Add($"{method} {Short(what)}: {status} {type} {answer.Code} {(answer.Text.Length > 120 ? answer.Text[..120] : answer.Text)}");
        }
    }

    private static IEnumerable<string> Addresses(string path)
    {
        var plain = ServedAddresses.Fill(path, ServedAddresses.Absent);
        var names = new[] { "after", "take", "text", "year", "state", "asAt", "q", "from", "to", "number", "name", "format", "book", "so", "ngay", "sha256", "return", "list", "act", "onlyOpen", "kind" };
        yield return plain + "?" + new string('a', 7_000);
        yield return plain + "?" + string.Join('&', Enumerable.Range(0, 900).Select(at => FormattableString.Invariant($"n{at}={at}")));
        yield return plain + "?take=%ED%A0%80&after=%FF&text=%C0%AF&year=%00";
        yield return plain + "?take=1&take=2&after=a&after=b&year=1&year=2";
        foreach (var text in Naughty.Where(text => text.Length < 1000))
        {
            yield return plain + "?" + string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(Sent(text))}"));
        }

        // The server itself refuses an address with NUL; the test's has no such door.
        foreach (var text in ServedAddresses.HasPlace(path) ? Naughty.Where(text => text.Length is > 0 and < 1000 && !text.Contains('\0', StringComparison.Ordinal)) : [])
        {
            yield return ServedAddresses.FillEach(path, Uri.EscapeDataString(Sent(text)));
        }
    }

    private IEnumerable<(string Name, HttpContent Content)> Bodies(string method, string path)
    {
        foreach (var (name, body) in BadJson)
        {
            yield return (name, new StringContent(body, Encoding.UTF8, "application/json"));
        }

        yield return ("not UTF-8", Typed([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D], "application/json"));
        yield return ("UTF-16", Typed(Encoding.Unicode.GetBytes("{}"), "application/json; charset=utf-16"));
        yield return ("XML", Typed("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"u8.ToArray(), "text/xml"));
        yield return ("no kind", new ByteArrayContent([1, 2, 3]));
        yield return ("a lie", Typed("%PDF-1.7\nnot one"u8.ToArray(), "application/pdf"));
        var schema = description["paths"]?[Described(path)]?[method.ToLowerInvariant()]?["requestBody"]?["content"]?["application/json"]?["schema"];
        // A wrong proof is counted against its account: that is what it is for.
        foreach (var text in schema is null || path is "/api/account/prove" or "/api/account/password" ? [] : Naughty)
        {
            yield return (Short(text), new StringContent(Like(schema!, text, 0)?.ToJsonString() ?? "null", Encoding.UTF8, "application/json"));
        }
    }

    /// <summary>A body of the shape that is described, with this text in every place a text may stand.</summary>
    private JsonNode? Like(JsonNode schema, string text, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Like(description["components"]!["schemas"]![reference.Split('/')[^1]]!, text, depth);
        }

        if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } several)
        {
            return Like(several.FirstOrDefault(one => one?["$ref"] is not null) ?? several[0]!, text, depth);
        }

        if (schema["enum"] is JsonArray { Count: > 0 } choices)
        {
            return choices[0]?.DeepClone();
        }

        var type = schema["type"] is JsonArray types ? types.Select(one => (string?)one).First(one => one != "null") : (string?)schema["type"];
        return type switch
        {
            _ when depth > 6 => null,
            "object" => new JsonObject((schema["properties"] as JsonObject ?? []).Select(member => KeyValuePair.Create(member.Key, Like(member.Value!, text, depth + 1)))),
            "array" => schema["items"] is { } items ? new JsonArray(Like(items, text, depth + 1)) : new JsonArray(),
            "integer" or "number" => 1,
            "boolean" => false,
            "string" when (string?)schema["format"] == "uuid" => ServedAddresses.Absent,
            "string" when (string?)schema["format"] == "date" => "2024-12-17",
            "string" when (string?)schema["format"] == "date-time" => "2024-12-17T08:00:00+07:00",
            _ => Sent(text),
        };
    }

    private string Described(string path) => (description["paths"] as JsonObject)!.Select(member => member.Key).FirstOrDefault(known => known == "/" + Constraint().Replace(path, "{${name}}").Trim('/')) ?? path;

    private IEnumerable<(string Method, string Path)> Served() => ServedAddresses.Of(house.Services);

    /// <summary>Every field the endpoints of pages read, found in their source.</summary>
    private static List<string> FieldsOfPages() =>
        [.. System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Dispatch.Api"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Field().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)).Where(name => name != "__token").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>How many rows each table has, but for what tells of the asking itself: the log of refusals and the sessions.</summary>
    private async Task<string> RowsAsync()
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Where(table => table is not ("audit_leaves" or "audit_logs" or "account_sessions")).Distinct(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Join(" UNION ALL ", tables.Select(table => $"SELECT '{table}', (SELECT count(*) FROM \"{table}\"), (SELECT coalesce(sum({(db.Model.GetEntityTypes().First(entity => entity.GetTableName() == table).FindProperty("Version") is null ? "0" : "\"Version\"")}), 0) FROM \"{table}\")"));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new StringBuilder();
        while (await reader.ReadAsync())
        {
            rows.Append(CultureInfo.InvariantCulture, $"{reader.GetString(0)} {reader.GetInt64(1)} {reader.GetInt64(2)}\n");
        }

        return rows.ToString();
    }

    private static string Difference(string before, string after) => string.Join('\n', after.Split('\n').Except(before.Split('\n'), StringComparer.Ordinal));

    /// <summary>Half letters cannot be written as UTF-8; what a sloppy program sends in their place can.</summary>
    private static string Sent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static ByteArrayContent Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        Typed(Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"))), "application/x-www-form-urlencoded");

    private static ByteArrayContent Typed(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static string Short(string text) => text.Length > 150 ? text[..150] + "…" : text;

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex("""\.(Text|Optional|Lines|IsTicked|Ids?(<\w+>)?|Numbers|Date|Choice(<\w+>)?)\("(?<name>\w+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    /// <summary>Between two questions it is another hour.</summary>
    private sealed class RacingClock : TimeProvider
    {
        private long hours;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(60).AddHours(Interlocked.Increment(ref hours));
    }
}
