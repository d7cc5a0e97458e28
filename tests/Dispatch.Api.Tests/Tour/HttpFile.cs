using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Api.Tests.Tour;

/// <summary>One request of an .http file.</summary>
/// <param name="Title">What follows <c>###</c>.</param>
/// <param name="Name">What follows <c># @name</c>; later requests refer to its answer by it.</param>
/// <param name="Expected">The status after <c># expect</c>.</param>
/// <param name="Until">The place after <c># until</c>: the request is sent again until its answer has something there.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Url">The address, with variables.</param>
/// <param name="Headers">The headers, with variables.</param>
/// <param name="Body">The body, with variables; null when there is none.</param>
internal sealed record HttpFileRequest(
    string Title, string? Name, int? Expected, string? Until, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body);

/// <summary>An .http file as editors know them: variables, requests parted by <c>###</c>, comments with <c>#</c> or <c>//</c>.</summary>
/// <param name="Variables">What the file declares with <c>@name = value</c>.</param>
/// <param name="Requests">In order.</param>
internal sealed partial record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<HttpFileRequest> Requests)
{
    public static HttpFile Parse(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = new List<HttpFileRequest>();
        foreach (var section in Separator().Split("### \n" + text.ReplaceLineEndings("\n")).Skip(1))
        {
            var lines = section.Split('\n');
            foreach (var declared in lines.Select(line => Declaration().Match(line)).Where(match => match.Success))
            {
                variables[declared.Groups["name"].Value] = declared.Groups["value"].Value.Trim();
            }

            if (Request(lines) is { } request)
            {
                requests.Add(request);
            }
        }

        return new HttpFile(variables, requests);
    }

    private static HttpFileRequest? Request(string[] lines)
    {
        var comments = lines.Select(line => Comment().Match(line)).Where(match => match.Success).ToLookup(match => match.Groups["word"].Value, match => match.Groups["rest"].Value.Trim(), StringComparer.Ordinal);
        var at = Array.FindIndex(lines, 1, line => RequestLine().IsMatch(line));
        if (at < 0)
        {
            return null;
        }

        var first = RequestLine().Match(lines[at]);
        var end = Array.FindIndex(lines, at, string.IsNullOrWhiteSpace);
        var headers = lines[(at + 1)..(end < 0 ? lines.Length : end)].Where(line => !line.StartsWith('#')).Select(line => line.Split(':', 2)).Select(pair => (pair[0].Trim(), pair[1].Trim()));
        var body = end < 0 ? "" : string.Join('\n', lines[end..]).Trim();
        return new HttpFileRequest(
            lines[0].Trim(), comments["@name"].FirstOrDefault(), comments["expect"].Select(int.Parse).Cast<int?>().FirstOrDefault(), comments["until"].FirstOrDefault(),
            first.Groups["method"].Value, first.Groups["url"].Value.Trim(), [.. headers], body.Length == 0 ? null : body);
    }

    [GeneratedRegex(@"^###[ \t]*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(?<name>\w+)\s*=\s*(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(#|//)\s*(?<word>@name|expect|until)\s+(?<rest>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|DELETE)\s+(?<url>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestLine();
}
