using Dispatch.Api.Auditing;
using Dispatch.Api.Commands;
using Dispatch.Api.Components;
using Dispatch.Api.Distributing;
using Dispatch.Api.Http;
using Dispatch.Api.Security;
using Dispatch.Api.Signing;
using Dispatch.Api.Tracing;
using Dispatch.Api.Workflows;
using Dispatch.Engine;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;

#pragma warning disable RS0030 // The composition root is the one place that names the machine's clock; everything else is given it.
var clock = TimeProvider.System;
#pragma warning restore RS0030

if (!CommandLine.IsServer(args))
{
    return await CommandLine.InvokeAsync(args, new Terminal(Console.In, Console.Out, Console.Error, clock), CancellationToken.None);
}

var arguments = CommandLine.SettingsOf(args);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = ServerSettings.EnvironmentUnlessSet(arguments) });
ServerSettings.AddSources(builder.Configuration, arguments);
var settings = ServerSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
if (settings.IsRefused)
{
    await Console.Error.WriteLineAsync(settings.Refusal.Message);
    return CommandLine.Refused;
}

// The two halves of a start take a core each: the database and what it must hold, and the addresses the server answers at.
var model = Task.Run(() => DatabaseStart.BuildModel(settings.Value.Engine));
builder.WebHost.UseUrls(settings.Value.Urls.Split(';'));
builder.WebHost.ConfigureKestrel(ServerLimits.Set);
builder.Services.AddSingleton(clock);
builder.Services.AddSingleton<ISigningServices>(new KeyCabinet(settings.Value.Engine.DataFolder, settings.Value.Signing, clock));
builder.Services.AddDispatchEngine(settings.Value.Engine);
builder.Services.AddDrain(settings.Value);
builder.Services.AddOutbox();
builder.Services.AddHostedService<VerificationService>();
builder.Services.AddHostedService<HeadService>();
builder.Services.AddHostedService<IndexService>();
builder.Services.AddHostedService<FileService>();
builder.Services.AddDueClock();
builder.Services.AddSessions(settings.Value);
builder.Services.AddTelemetry(settings.Value.Telemetry);
builder.Services.AddApi();
builder.Services.AddDispatchPages(settings.Value);

await using var app = builder.Build();
var preparing = Task.Run(() => ServerStart.PrepareAsync(app, settings.Value, model, Console.Out, CancellationToken.None));
app.UseDrain();
app.UseNamedProxies(settings.Value);
app.UseApiErrors();
app.UseStaticFiles();
app.UseRouting();
app.UseUnknownRoutes();
app.UseAuthentication();
app.UseActor();
app.UseAuthorization();
app.UseCostlyRoutes();
app.UseOutboxNudge();
app.UseUnknownPages();
app.MapApi();
app.MapHealth();
app.MapOpenApi().AllowAnonymous();
app.MapDispatchPages();
app.MakeEndpoints();

if (await preparing is { } refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return CommandLine.Refused;
}

app.MapDemoAuthority();
return await ServerStart.RunAsync(app, Console.Error, CancellationToken.None);
