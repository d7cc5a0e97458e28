using Dispatch.Api.Auditing;
using Dispatch.Api.Copying;
using Dispatch.Api.Directory;
using Dispatch.Api.Distributing;
using Dispatch.Api.Intake;
using Dispatch.Api.Issuing;
using Dispatch.Api.Numbering;
using Dispatch.Api.Recalling;
using Dispatch.Api.Receiving;
using Dispatch.Api.Registering;
using Dispatch.Api.Security;
using Dispatch.Api.Signing;
using Dispatch.Api.Tracing;
using Dispatch.Api.Workflows;

namespace Dispatch.Api.Http;

/// <summary>The API: what it needs and what it serves.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => StrictJson.Apply(options.SerializerOptions));
        // A parameter that cannot be read is answered in one place, and in every environment alike.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddDispatchOpenApi();
        services.AddSingleton<VerificationDoor>();
        services.AddSingleton<Intake.ReadingDoor>();
        services.AddSingleton<Intake.FileLook>();
        services.AddSingleton<OutsidePrograms>();
        services.AddHostedService<OutsideProgramsService>();
        services.AddSingleton<RoundLog>();
        services.AddSingleton<OutageLog>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>(DatabaseHealth.Name).AddCheck<StorageHealth>(StorageHealth.Name).AddCheck<IndexHealth>(IndexHealth.Name).AddCheck<OutsideProgramsHealth>(OutsideProgramsHealth.Name).AddCheck<ScannerHealth>(ScannerHealth.Name);
        return services;
    }

    /// <summary>Every address under /api, by stage of a paper's life.</summary>
    public static WebApplication MapApi(this WebApplication app)
    {
        var api = app.MapGroup(ApiErrors.Root).BehindTheDoor();
        api.MapSignIn();
        api.MapAccounts();
        api.MapRegistering();
        api.MapSigning();
        api.MapVerify();
        api.MapAuthorities();
        api.MapSigningSessions();
        api.MapSealCertificates();
        api.MapNumbering();
        api.MapIssuing();
        api.MapDistributing();
        api.MapReceiving();
        api.MapCopying();
        api.MapRecalling();
        api.MapTracing();
        api.MapIntake();
        api.MapWorkflows();
        api.MapProcedures();
        api.MapAuditing();
        api.MapDirectory();
        return app;
    }
}
