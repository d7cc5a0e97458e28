using System.Net;
using System.Text.RegularExpressions;

namespace Dispatch.Api.Tests.Pages;

/// <summary>Reads pages and sends their forms, as a browser without script does.</summary>
internal sealed partial class PageVisitor(HttpClient http) : IDisposable
{
    /// <summary>A visitor of a house at an address.</summary>
    public PageVisitor(Uri address)
        : this(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address })
    {
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return WebUtility.HtmlDecode(text);
    }

    /// <summary>Opens a page and sends one of its forms.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string action, params (string Name, string Value)[] typed) =>
        await SendAsync(action, HiddenOf(await ReadAsync(page), action), typed);

    /// <summary>Sends fields as they are, whatever page they came from.</summary>
    public Task<HttpResponseMessage> SendAsync(string action, IEnumerable<(string Name, string Value)> hidden, params (string Name, string Value)[] typed) =>
        http.PostAsync(action, new FormUrlEncodedContent(hidden.Concat(typed).Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Sends a form with a file, as a form of several parts.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string action, IEnumerable<(string Name, string Value)> fields, (string Name, byte[] Bytes) file)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(file.Bytes), "file", file.Name);
        return await http.PostAsync(action, form);
    }

    /// <summary>The hidden fields of a page's form: its token, its key, the version it was made for.</summary>
    public static IReadOnlyList<(string Name, string Value)> HiddenOf(string page, string action)
    {
        var form = Form().Matches(page).Select(match => match.Value).First(text => text.Contains($"action=\"{action}\"", StringComparison.Ordinal));
        return [.. Hidden().Matches(form).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value))];
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" */?>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
