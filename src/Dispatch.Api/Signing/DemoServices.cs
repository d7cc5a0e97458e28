using Dispatch.Api.Demo;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Api.Signing;

/// <summary>
/// The way to the demonstration's authority and, for everything else, the way of any office. The authority's certificates name the address the server had at its first start; whatever port it has
/// now, it answers in this process, and nothing leaves it.
/// </summary>
internal sealed class DemoServices(DevelopmentServices own, ICertificateServices others) : ICertificateServices
{
    public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        WayTo(address).AskAsync(address, contentType, question, cancellationToken);

    public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) => WayTo(address).FetchAsync(address, cancellationToken);

    private ICertificateServices WayTo(Uri address) => address.IsLoopback && address.AbsolutePath.StartsWith(DemoAuthority.Path, StringComparison.Ordinal) ? own : others;
}
