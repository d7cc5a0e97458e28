using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Benchmarks;

/// <summary>A headless Chromium kept warm, that prints web pages when told so over its debugging protocol.</summary>
internal sealed class PrintingBrowser : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private string? session;
    private string frame = "";
    private int last;

    private PrintingBrowser(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    public static string? Find() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<PrintingBrowser> StartAsync(string program, CancellationToken cancellationToken)
    {
        var fresh = System.IO.Directory.CreateTempSubdirectory("dispatch-browser");
        var start = new ProcessStartInfo(
            program, ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0", "--user-data-dir=" + fresh.FullName, "about:blank"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var browser = new PrintingBrowser(Process.Start(start)!, fresh);
        await browser.ConnectAsync(cancellationToken);
        return browser;
    }

    /// <summary>Milliseconds from the page's words to the whole PDF.</summary>
    public async Task<double> PrintAsync(string html, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await AskAsync("Page.setDocumentContent", new JsonObject { ["frameId"] = frame, ["html"] = html }, cancellationToken);
        var printed = await AskAsync("Page.printToPDF", new JsonObject { ["preferCSSPageSize"] = true, ["generateTaggedPDF"] = true }, cancellationToken);
        var bytes = Convert.FromBase64String(printed["data"]!.GetValue<string>());
        return bytes.Length > 10_000 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException("The browser printed an empty page.");
    }

    /// <summary>Milliseconds from asking for a page until its first words are painted (First Contentful Paint, as the browser itself measures it).</summary>
    /// <param name="page">The page.</param>
    /// <param name="cookies">Who is signed in.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<double> PaintAsync(Uri page, System.Net.CookieCollection cookies, CancellationToken cancellationToken)
    {
        foreach (System.Net.Cookie cookie in cookies)
        {
            await AskAsync("Network.setCookie", new JsonObject { ["name"] = cookie.Name, ["value"] = cookie.Value, ["url"] = page.GetLeftPart(UriPartial.Authority), ["httpOnly"] = true }, cancellationToken);
        }

        await AskAsync("Page.navigate", new JsonObject { ["url"] = page.ToString() }, cancellationToken);
        for (var waited = 0; waited < 100; waited++)
        {
            await Task.Delay(50, cancellationToken);
            var told = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = $"location.href === {JsonSerializer.Serialize(page.AbsoluteUri)} ? performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 : 0" }, cancellationToken);
            if (told["result"]?["value"]?.GetValue<double>() is > 0 and var painted)
            {
                return painted;
            }
        }

        throw new TimeoutException($"{page} was not painted.");
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _ = process.StandardError.ReadToEndAsync(cancellationToken);
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var file = Path.Combine(profile.FullName, "DevToolsActivePort");
        for (var waited = 0; !File.Exists(file) || (await File.ReadAllLinesAsync(file, cancellationToken)).Length < 2; waited++)
        {
            await Task.Delay(waited < 300 ? 100 : throw new InvalidOperationException("The browser did not start."), cancellationToken);
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{int.Parse(lines[0], CultureInfo.InvariantCulture)}{lines[1]}"), cancellationToken);
        var page = await AskAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, cancellationToken);
        var attached = await AskAsync("Target.attachToTarget", new JsonObject { ["targetId"] = page["targetId"]!.GetValue<string>(), ["flatten"] = true }, cancellationToken);
        session = attached["sessionId"]!.GetValue<string>();
        var tree = await AskAsync("Page.getFrameTree", [], cancellationToken);
        frame = tree["frameTree"]!["frame"]!["id"]!.GetValue<string>();
    }

    private async Task<JsonNode> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var question = new JsonObject { ["id"] = ++last, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            question["sessionId"] = session;
        }

        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (true)
        {
            var answer = await ReceiveAsync(cancellationToken);
            if (answer["id"]?.GetValue<int>() == last)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(part, cancellationToken);
            await whole.WriteAsync(part.AsMemory(0, received.Count), cancellationToken);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!;
    }
}
