using Microsoft.AspNetCore.HttpOverrides;

namespace Dispatch.Api.Http;

/// <summary>A proxy before the server ends TLS and says for whom it asks. It is believed when the office named its address, and nobody else is.</summary>
internal static class BehindProxy
{
    /// <summary>First of all, so that everything after it sees the caller and not the proxy.</summary>
    public static WebApplication UseNamedProxies(this WebApplication app, ServerSettings settings)
    {
        if (settings.Proxies.Count > 0)
        {
            app.UseForwardedHeaders(Options(settings.Proxies));
        }

        return app;
    }

    private static ForwardedHeadersOptions Options(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        // Each address of the chain is believed only as long as the one that told it is a named proxy.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        return options;
    }
}
