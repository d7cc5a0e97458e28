using System.Net.Http.Headers;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>The way to the services of certification authorities.</summary>
public interface ICertificateServices
{
    /// <summary>Sends a question and gives the answer's body.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="contentType">What kind of question.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="HttpRequestException">No answer, too late, too large, or not a success.</exception>
    Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken);

    /// <summary>Fetches a file, such as a revocation list.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="HttpRequestException">No answer, too late, too large, or not a success.</exception>
    Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken);
}

/// <summary>The way over HTTP, with limits: an authority that hangs or floods must not take the office with it.</summary>
/// <param name="client">Should follow no redirections.</param>
/// <param name="patience">How long one answer may take.</param>
/// <param name="hosts">The only hosts that may be asked, as <c>host</c> or <c>host:port</c>; null for any. Addresses in certificates were written by others.</param>
public sealed class HttpCertificateServices(HttpClient client, TimeSpan patience, IReadOnlyCollection<string>? hosts = null) : ICertificateServices
{
    private const int LargestAnswer = 1 << 20;
    private const int LargestFile = 32 << 20;

    /// <inheritdoc />
    public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        SendAsync(
            address,
            LargestAnswer,
            () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new ReadOnlyMemoryContent(question) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(address, LargestFile, () => new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);

    private bool MayAsk(Uri address) =>
        hosts is null || hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || hosts.Contains($"{address.Host}:{address.Port}", StringComparer.OrdinalIgnoreCase);

    private async Task<byte[]> SendAsync(Uri address, int most, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        if ((address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || !MayAsk(address))
        {
            throw new HttpRequestException($"The address {address} is not one that may be asked.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var request = make();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            response.EnsureSuccessStatusCode();
            return await ReadAsync(response.Content, most, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address} did not answer within {patience.TotalSeconds} s.", late);
        }
        catch (IOException broken)
        {
            throw new HttpRequestException($"The answer of {address} broke off.", broken);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            read.Write(buffer, 0, count);
            if (read.Length > most)
            {
                throw new HttpRequestException($"The answer is longer than {most} bytes.");
            }
        }

        return read.ToArray();
    }
}
