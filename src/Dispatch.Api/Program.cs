using System.Security.Claims;
using Dispatch.Api.Components;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(
#pragma warning disable RS0030 // The composition root is where the clock comes from.
    TimeProvider.System
#pragma warning restore RS0030
);
var data = builder.Configuration["DataFolder"] ?? "data";
System.IO.Directory.CreateDirectory(data);
builder.Services.AddDispatchEngine(new EngineSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "d.db")}", data, builder.Configuration["Workflows"] ?? "../../workflows"));
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddDispatchPages();
var app = builder.Build();
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
