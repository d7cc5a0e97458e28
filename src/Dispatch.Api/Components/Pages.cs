using Dispatch.Api.Auditing;
using Dispatch.Api.Copying;
using Dispatch.Api.Directory;
using Dispatch.Api.Distributing;
using Dispatch.Api.Http;
using Dispatch.Api.Intake;
using Dispatch.Api.Recalling;
using Dispatch.Api.Receiving;
using Dispatch.Api.Registering;
using Dispatch.Api.Security;
using Dispatch.Api.Signing;
using Dispatch.Api.Tracing;
using Dispatch.Api.Workflows;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Components;

/// <summary>The pages people work on: Razor components rendered on the server, one endpoint each, sending the same requests as the API.</summary>
internal static class Pages
{
    public static void AddDispatchPages(this IServiceCollection services, ServerSettings settings)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "__token";
            options.Cookie.Name = settings.CookieName("form");
            options.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddScoped<PageForms>();
        services.AddSingleton(EnglishTable.Load());
        services.AddSingleton<LiveNews>();
        services.AddHostedService<NewsService>();
    }

    /// <summary>Maps every page. Static files, authentication, and the middleware that fills the act's context must have run before.</summary>
    public static void MapDispatchPages(this WebApplication app)
    {
        // Not the framework's own challenge but the filter sends people to the sign-in page: it knows that a form cannot be gone back to.
        var open = app.MapGroup(string.Empty).ExcludeFromDescription().AllowAnonymous().AddEndpointFilter<PageHeaders>().AddEndpointFilter<InEnglish>();
        var doors = open.MapGroup(string.Empty).AddEndpointFilter<OurForms>();
        doors.MapAppearance();
        doors.MapSignInPage();
        doors.MapVerifyPage();
        // Who is nobody is sent away before a form is read.
        var pages = open.MapGroup(string.Empty).AddEndpointFilter<SignedIn>().AddEndpointFilter<OurForms>();
        // Said as IResult: what writes the binding of requests does not see the types Razor makes.
        pages.MapGet("/help", () => (IResult)new RazorComponentResult<HelpPage>());
        pages.MapLive();
        pages.MapHouse();
        pages.MapAuditPage();
        pages.MapLogPage();
        pages.MapEvidence();
        pages.MapBulk();
        pages.MapSavedFilters();
        pages.MapTour();
        pages.MapTasks();
        pages.MapAccountPages();
        pages.MapPeople();
        pages.MapProcedurePages();
        pages.MapDispatchPage();
        pages.MapSignerPage();
        pages.MapSealCertificatesPage();
        pages.MapAuthoritiesPage();
        pages.MapKeyFilePage();
        pages.MapDispatchList();
        pages.MapDraft();
        pages.MapRecipientDecision();
        pages.MapBoard();
        pages.MapChannels();
        pages.MapRecallAnswers();
        pages.MapReconciliation();
        pages.MapDirectoryChoices();
        pages.MapDirectoryPages();
        pages.MapSearchPage();
        pages.MapTracePages();
        pages.MapIncomingPage();
        pages.MapIncomingList();
        pages.MapPaper();
        pages.MapIntakePage();
        pages.MapCheckPage();
        pages.MapCorrectionList();
        pages.MapCopyPage();
        pages.MapCopyList();
        pages.MapRecallPage();
        pages.MapRegister();
        pages.MapRegisterFile();
        pages.MapPaperFile();
        pages.MapGraph();
        pages.MapReports();
    }

    /// <summary>An address that no page has. Not a fallback route: one would also match the API's addresses, and hide why those refuse a method or a kind of content.</summary>
    public static WebApplication UseUnknownPages(this WebApplication app)
    {
        app.Use((http, next) => http.GetEndpoint() is null ? PageResult.RefuseAsync(http, KernelRefusals.Unknown("trang")) : next(http));
        return app;
    }
}
