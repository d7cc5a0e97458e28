using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Dispatch.Api.Security;

/// <summary>Where an operator's collector is, from the section <c>Telemetry</c> of the settings. The server tells it; nobody can ask the server (<c>docs/adr/0063</c>).</summary>
/// <param name="Endpoint">Its address for OTLP over HTTP, without the path; null tells nobody.</param>
/// <param name="Headers">What it asks to be sent along, such as <c>Authorization=Bearer …</c>; null for nothing.</param>
internal sealed record TelemetrySettings(Uri? Endpoint, string? Headers)
{
    private const string Name = "DISPATCH_Telemetry__Endpoint";

    /// <summary>Reads the section; a refusal names the setting and what to write there, and never repeats the headers.</summary>
    /// <param name="section">The section.</param>
    /// <param name="mayBePlain">Whether another machine may be told over http.</param>
    public static Outcome<TelemetrySettings> Read(IConfigurationSection section, bool mayBePlain)
    {
        if (section["Endpoint"] is not { Length: > 0 } given)
        {
            return new TelemetrySettings(Endpoint: null, Headers: null);
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
        {
            return ServerSettings.No(Name, "không phải địa chỉ http hoặc https của máy thu số liệu (OTLP/HTTP), không kèm đường dẫn. Hãy viết ví dụ https://giamsat.example.vn:4318.");
        }

        return url.Scheme == "http" && !mayBePlain && !DatabaseTransport.IsHere(url.Host)
            ? ServerSettings.No(Name, "gửi tới máy khác qua http không được mã hóa. Hãy dùng https, hoặc đặt DISPATCH_Tls=Open nếu mạng đã được bảo vệ cách khác.")
            : new TelemetrySettings(url, section["Headers"]);
    }
}

/// <summary>Sends meters and the program's own log to an operator's collector (OTLP), where one is set.</summary>
internal static class Telemetry
{
    // What a collector may learn: kinds, ends and durations. A tag that is not named here is left out, whoever adds it to a meter.
    private static readonly string[] Tags =
        ["request", "outcome", "code", "http.request.method", "http.response.status_code", "http.route", "error.type", "gc.heap.generation", "cpu.mode", "db.client.connection.state"];

    private static readonly string[] Meters = ["Dispatch", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    /// <summary>Adds the senders; nothing at all where no collector is set.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        if (settings.Endpoint is not { } endpoint)
        {
            return services;
        }

        services.AddLogging(logging => logging.AddOpenTelemetry(log =>
        {
            // Scopes hold the paths of requests, and those the names people searched for.
            (log.IncludeScopes, log.IncludeFormattedMessage) = (false, true);
            log.SetResourceBuilder(Resource());
            log.AddOtlpExporter(target => Aim(target, endpoint, "v1/logs", settings.Headers));
        }));
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(Meters)
            .AddView(_ => new MetricStreamConfiguration { TagKeys = Tags })
            .AddOtlpExporter(target => Aim(target, endpoint, "v1/metrics", settings.Headers))
            .Build());
        return services.AddHostedService<MeterService>();
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty().AddService("dispatch", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: true);

    private static void Aim(OtlpExporterOptions target, Uri endpoint, string path, string? headers)
    {
        (target.Protocol, target.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(endpoint, path));
        target.Headers = headers ?? target.Headers;
    }

    /// <summary>Meters are heard from when somebody asks for their provider: this does, as long as the server runs.</summary>
    private sealed class MeterService(MeterProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider.ForceFlush(timeoutMilliseconds: 2_000);
            return Task.CompletedTask;
        }
    }
}
