using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Microsoft.Data.Sqlite;

namespace Dispatch.Benchmarks;

/// <summary>The pages over books of 100,000 lines on SQLite: the program as it is served, asked over loopback, by one and by many who are signed in.</summary>
internal static partial class PagesBenchmark
{
    private const int Papers = 100_000;
    private const int People = 200;

    private static readonly string Address = $"http://127.0.0.1:{FreePort()}";

    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(20);

    private static readonly string[] Lists =
    [
        "/", "/dispatches", "/dispatches?state=Issued", "/incoming", "/incoming?state=Arrived", "/copies", "/registers/outgoing?year=2023", "/registers/outgoing?year=2023&contains=80+n%C4%83m", "/search?q=%C4%91%E1%BB%91i+ngo%E1%BA%A1i", "/reports?year=2023",
        "/deliveries", "/deliveries/late", "/trace", "/directory", "/calendar", "/account",
        "/api/dispatches", "/api/incoming", "/api/registers/outgoing?year=2023", "/api/tasks", "/api/deliveries", "/api/deliveries/late",
    ];

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-bench-pages-").FullName;
        var server = Start(folder);
        try
        {
            await ReadyAsync(cancellationToken);
            await VerifiedAsync(Path.Combine(folder, "dispatch.db"), cancellationToken);
            await StopAsync(server, cancellationToken);
            await GrowAsync(Path.Combine(folder, "dispatch.db"), cancellationToken);
            var start = Stopwatch.GetTimestamp();
            server = Start(folder);
            await ReadyAsync(cancellationToken);
            output.WriteLine(FormattableString.Invariant($"ready over {2 * Papers:N0} papers that no index knows: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
            await ReadyAsync(cancellationToken, said => said.Contains("search index: whole", StringComparison.Ordinal));
            output.WriteLine(FormattableString.Invariant($"every one of them indexed beside the requests: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
            await MeasureAsync(server, output, cancellationToken);
        }
        finally
        {
            await StopAsync(server, cancellationToken);
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Process server, TextWriter output, CancellationToken cancellationToken)
    {
        var cookies = new CookieContainer();
        using var clerk = await SignInAsync(DemoPeople.Clerk, cookies, cancellationToken);
        using var auditor = await SignInAsync(DemoPeople.All.Single(person => person.UserName == "kiemtra.bng"), new CookieContainer(), cancellationToken);
        foreach (var page in Lists)
        {
            await OneAsync(server, page.StartsWith("/reports", StringComparison.Ordinal) ? auditor : clerk, page, output, cancellationToken);
        }

        if (PrintingBrowser.Find() is { } program)
        {
            await using var browser = await PrintingBrowser.StartAsync(program, cancellationToken);
            foreach (var page in Lists.Where(page => !page.StartsWith("/reports", StringComparison.Ordinal) && !page.StartsWith("/api", StringComparison.Ordinal)).Append("/").ToList())
            {
                var address = new Uri(Address + page);
                output.WriteLine(FormattableString.Invariant($"first paint of {page}: {await browser.PaintAsync(address, cookies.GetCookies(address), cancellationToken):0} ms"));
            }
        }

        await ManyAsync(output, cancellationToken);
    }

    private static async Task StopAsync(Process server, CancellationToken cancellationToken)
    {
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync(cancellationToken);
        server.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dispatch.dll")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DISPATCH_DataFolder"] = folder;
        start.Environment["DISPATCH_Urls"] = Address;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static async Task ReadyAsync(CancellationToken cancellationToken, Predicate<string>? isEnough = null)
    {
        using var http = new HttpClient();
        for (var i = 0; i < 3_000; i++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address + "/health/ready"), cancellationToken);
                if (answer.IsSuccessStatusCode && (isEnough is null || isEnough(await answer.Content.ReadAsStringAsync(cancellationToken))))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200, cancellationToken);
        }

        throw new TimeoutException($"No server at {Address}.");
    }

    /// <summary>The server verifies what has arrived beside the requests; what is multiplied is one that it has verified.</summary>
    private static async Task VerifiedAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM incoming_verifications";
        for (var i = 0; i < 600 && await command.ExecuteScalarAsync(cancellationToken) is 0L; i++)
        {
            await Task.Delay(200, cancellationToken);
        }
    }

    /// <summary>Multiplies the ministry's rows: the pages read rows, whoever wrote them.</summary>
    private static async Task GrowAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        const string Ministry = "(SELECT \"OrganisationId\" FROM dispatches LIMIT 1)";
        const string NewId = "unhex(printf('%08X%04X70008000%012X', 25300000 + n / 100, n % 100, n))";
        // The index tells papers apart by their ids alone.
        const string NewIncomingId = "unhex(printf('%08X%04X70009000%012X', 25300000 + n / 100, n % 100, n))";
        await MultiplyAsync(connection, "dispatches", $"\"OrganisationId\" = {Ministry} AND \"State\" = 'Issued'", new(StringComparer.Ordinal) { ["Id"] = NewId }, cancellationToken);
        await MultiplyAsync(connection, "incoming", "\"DeliveryId\" IS NOT NULL", new(StringComparer.Ordinal) { ["Id"] = NewIncomingId, ["OrganisationId"] = Ministry, ["DeliveryId"] = "NULL", ["FamilyId"] = NewIncomingId }, cancellationToken);
        // What has arrived was verified when it did: a server that has 100,000 files to verify is not what is measured.
        await MultiplyAsync(connection, "incoming_verifications", "\"Verdict\" IS NOT NULL", new(StringComparer.Ordinal) { ["IncomingId"] = NewIncomingId, ["OrganisationId"] = Ministry }, cancellationToken);
        await MultiplyAsync(connection, "register_lines", $"\"OrganisationId\" = {Ministry}", new(StringComparer.Ordinal) { ["Year"] = "2023", ["Number"] = "n", ["PaperId"] = NewId }, cancellationToken);
        await using var series = connection.CreateCommand();
        series.CommandText = $"INSERT INTO number_series (\"OrganisationId\", \"Book\", \"Year\", \"Last\") SELECT \"OrganisationId\", \"Book\", 2023, {Papers} FROM register_lines WHERE \"Year\" = 2023 LIMIT 1";
        await series.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task MultiplyAsync(SqliteConnection connection, string table, string which, Dictionary<string, string> changed, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                columns.Add(reader.GetString(0));
            }
        }

        command.CommandText = $"""
            WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {Papers})
            INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
            SELECT {string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, $"one.\"{column}\"")))} FROM counter, (SELECT * FROM {table} WHERE {which} LIMIT 1) AS one
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<HttpClient> SignInAsync(DemoPerson person, CookieContainer cookies, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(Address) };
        var form = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken);
        var hidden = Hidden().Matches(form[form.IndexOf("action=\"/sign-in\"", StringComparison.Ordinal)..]).Select(field => KeyValuePair.Create(field.Groups["name"].Value, field.Groups["value"].Value)).DistinctBy(field => field.Key, StringComparer.Ordinal);
        using var body = new FormUrlEncodedContent([.. hidden, KeyValuePair.Create("userName", person.UserName), KeyValuePair.Create("password", DemoPeople.Password)]);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), body, cancellationToken);
        return answer.StatusCode is HttpStatusCode.SeeOther ? http : throw new InvalidOperationException($"{person.UserName} was not let in: {answer.StatusCode}.");
    }

    private static async Task OneAsync(Process server, HttpClient http, string page, TextWriter output, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var bytes = 0;
        var processor = TimeSpan.Zero;
        for (var i = 0; i < 60; i++)
        {
            server.Refresh();
            processor = i == 10 ? server.TotalProcessorTime : processor;
            var (time, length) = await ReadAsync(http, page, cancellationToken);
            bytes = length;
            if (i >= 10)
            {
                times.Add(time);
            }
        }

        server.Refresh();
        output.WriteLine(FormattableString.Invariant($"{page}: median {At(times, 0.5):0.0} ms, p95 {At(times, 0.95):0.0} ms, processor {(server.TotalProcessorTime - processor).TotalMilliseconds / times.Count:0.0} ms, {bytes / 1024.0:0} KiB"));
    }

    /// <summary>Many people, each reading a page, thinking a second or three, reading the next. Sixteen accounts lend them their sessions: passwords are slow to check by intention.</summary>
    private static async Task ManyAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var sessions = new List<HttpClient>();
        foreach (var person in DemoPeople.All)
        {
            sessions.Add(await SignInAsync(person, new CookieContainer(), cancellationToken));
        }

        var pages = Lists.Where(page => !page.StartsWith("/reports", StringComparison.Ordinal)).ToArray();
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, People).Select(async number =>
        {
            var chance = new Random(number);
            var times = new List<double>();
            while (watch.Elapsed < Rush)
            {
                await Task.Delay(chance.Next(1_000, 3_000), cancellationToken);
                var (time, _) = await ReadAsync(sessions[number % sessions.Count], pages[chance.Next(pages.Length)], cancellationToken);
                times.Add(time);
            }

            return times;
        }));
        sessions.ForEach(session => session.Dispose());
        var together = all.SelectMany(times => times).ToList();
        output.WriteLine(FormattableString.Invariant(
            $"{People} people at once: {together.Count / watch.Elapsed.TotalSeconds:0} pages/s, median {At(together, 0.5):0.0} ms, p99 {At(together, 0.99):0.0} ms, slowest {together.Max():0} ms"));
    }

    private static async Task<(double Time, int Bytes)> ReadAsync(HttpClient http, string page, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        // An administrator reads no papers: being told so is a page too.
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden ? (time, bytes.Length) : throw new InvalidOperationException($"{page}: {answer.StatusCode}.");
    }

    private static double At(IEnumerable<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" */?>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
