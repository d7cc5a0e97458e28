namespace Dispatch.Api.Distributing;

/// <summary>Puts the outbox to work beside the requests.</summary>
internal static class OutboxSetup
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services.AddSingleton<OutboxNudge>().AddHostedService<OutboxService>().AddHostedService<ExchangeService>().AddHostedService<MailService>();

    /// <summary>After every request that may have acted, from the API or from a page, the outbox looks.</summary>
    public static WebApplication UseOutboxNudge(this WebApplication app)
    {
        var nudge = app.Services.GetRequiredService<OutboxNudge>();
        app.Use(async (http, next) =>
        {
            await next(http);
            if (!HttpMethods.IsGet(http.Request.Method) && http.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                nudge.Ring();
            }
        });
        return app;
    }
}
