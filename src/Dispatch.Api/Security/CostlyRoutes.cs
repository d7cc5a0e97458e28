using System.Collections.Frozen;
using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Security;

/// <summary>
/// What costs the server much, or makes what cannot be taken back, and how often in a minute: by account, and by address for strangers and for all who share one. One table for pages and
/// programs; a route that is not in it is not counted.
/// </summary>
internal static class CostlyRoutes
{
    /// <summary>How many accounts' worth one address may ask: an office stands behind one.</summary>
    public const int AccountsBehindAddress = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Method and pattern of each, by what it is counted as.</summary>
    public static readonly FrozenDictionary<string, Cost> All = new (Cost Cost, string[] Routes)[]
    {
        (new Cost("sign", 120), [
            "POST /api/dispatches/{id:guid}/sign", "POST /api/dispatches/{id:guid}/signing-sessions", "POST /api/dispatches/{id:guid}/sign-with-held-key", "POST /api/dispatches/{id:guid}/seal",
            "PUT /api/signing-sessions/{id:guid}", "POST /api/dispatches/{id:guid}/number", "POST /api/dispatches/{id:guid}/issue", "POST /api/copies/{id:guid}/approve", "POST /api/copies/{id:guid}/issue",
            "POST /signing", "POST /dispatches/{id:guid}/{name:alpha}", "POST /copies/{id:guid}/{name:alpha}", "POST /bulk"]),
        (new Cost("picture", 240), ["GET /api/signing-sessions/{id:guid}/pages/{page:int}.png", "GET /signing/{id:guid}/pages/{page:int}.png"]),
        // The page of a draft is laid out anew for each who looks.
        (new Cost("file", 240), ["GET /api/dispatches/{id:guid}/file", "GET /api/incoming/{id:guid}/file", "GET /api/copies/{id:guid}/file", "GET /papers/{id:guid}/file", "GET /signing/{id:guid}"]),
        (new Cost("search", 240), ["GET /api/search", "GET /api/papers", "POST /api/papers/locate", "GET /search", "POST /trace"]),
        (new Cost("export", 60), [
            "GET /api/registers/{book}/file", "GET /registers/{book}/file", "GET /api/directory/files", "GET /directory/files/{name}", "GET /reports/file", "GET /api/papers/{id:guid}/evidence", "GET /papers/{id:guid}/evidence", "GET /papers/{id:guid}/deliveries/file",
            "GET /api/audit/log/file", "GET /log/file", "GET /api/reconciliation/register", "GET /reconciliation/register", "POST /api/reconciliation", "POST /reconciliation"]),
        (new Cost("audit", 12), ["GET /api/audit", "GET /audit/check"]),
        (new Cost("intake", 60), ["POST /api/intake", "POST /api/intake/check", "POST /intake", "POST /intake/check", "POST /dispatches/new/text", "POST /dispatches/{id:guid}/edit/text"]),
        (new Cost("verify", 60), ["POST /api/verify", "GET /verify", "POST /verify", "POST /api/incoming/{id:guid}/verify", "POST /incoming/{id:guid}/verification"]),
    }.SelectMany(group => group.Routes.Select(route => (Route: route, group.Cost))).ToFrozenDictionary(line => line.Route, line => line.Cost, StringComparer.Ordinal);

    /// <summary>Counts before anything is read; after the actor is known.</summary>
    public static WebApplication UseCostlyRoutes(this WebApplication app)
    {
        var tally = app.Services.GetRequiredService<Tally>();
        app.Use((http, next) => CostOf(http) is { } cost && LeftWhenTooMany(http, cost, tally) is { } left ? RefuseAsync(http, left) : next(http));
        return app;
    }

    private static Cost? CostOf(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? All.GetValueOrDefault($"{http.Request.Method} /{pattern.Trim('/')}") : null;

    private static TimeSpan? LeftWhenTooMany(HttpContext http, Cost cost, Tally tally)
    {
        var person = http.RequestServices.GetRequiredService<ActContext>().Actor?.PersonId;
        var address = tally.Add($"{cost.Name} from {SignInTries.AddressOf(http)}{(person is null ? " by strangers" : "")}", Window);
        var own = person is null ? address : tally.Add($"{cost.Name} by {person}", Window);
        return own.Times > cost.EachMinute ? own.Left : address.Times > AccountsBehindAddress * cost.EachMinute ? address.Left : null;
    }

    private static Task RefuseAsync(HttpContext http, TimeSpan left)
    {
        var seconds = (int)Math.Ceiling(left.TotalSeconds);
        var refusal = new Refusal("access.too-often", RefusalKind.Busy, $"Việc này đã làm quá nhiều lần trong một phút. Hãy đợi {seconds.ToString(CultureInfo.InvariantCulture)} giây rồi làm tiếp; chưa có gì thay đổi.");
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ApiErrors.IsApi(http) ? RefusalResults.Problem(refusal).ExecuteAsync(http) : PageResult.RefuseAsync(http, refusal);
    }
}

/// <summary>What a route is counted as.</summary>
/// <param name="Name">Routes of one name are counted together.</param>
/// <param name="EachMinute">How often one account, or one stranger's address, may ask.</param>
internal sealed record Cost(string Name, int EachMinute);
