using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dispatch.Api.Http;

/// <summary>What the server takes in at all, before any endpoint looks: said here, not left to what a version of the framework thinks right.</summary>
internal static class ServerLimits
{
    /// <summary>Room for the fields around the largest document of a form.</summary>
    private const int Room = 1024 * 1024;

    /// <summary>Sets them.</summary>
    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BoundedBody.DocumentLimit + Room;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
