using System.Security.Claims;
using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
#pragma warning disable RS0030 // The composition root is where the clock comes from.
builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
var data = builder.Configuration["DataFolder"] ?? "data";
System.IO.Directory.CreateDirectory(data);
var settings = new EngineSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "d.db")}", data, builder.Configuration["Workflows"] ?? "../../workflows");
builder.Services.AddDispatchEngine(settings);
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddDispatchPages();
var app = builder.Build();
await DatabaseStart.PrepareAsync(app.Services, default);
await DemoPlay.PrepareAsync(settings, default);
app.UseAuthentication();
app.Use(async (http, next) =>
{
    if (http.User.FindFirstValue("org") is { } org)
    {
        http.RequestServices.GetRequiredService<ActContext>().Actor = new Actor(
            Id<Person>.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!, null), http.User.FindFirstValue(ClaimTypes.Name)!, Id<Body>.Parse(org, null),
            http.User.FindFirstValue("unit") is { } unit ? Id<Body>.Parse(unit, null) : null, Enum.Parse<Role>(http.User.FindFirstValue("roles")!));
    }

    await next();
});
app.MapDispatchPages();
await app.RunAsync();
