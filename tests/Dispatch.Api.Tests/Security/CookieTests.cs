using System.Net;
using System.Security.Claims;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Tests.Security;

/// <summary>The session of the pages: a browser sends its cookie by itself, so the cookie may look and never act through the API.</summary>
public sealed class CookieTests
{
    private ApiHouse house = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public async Task A_cookie_may_look_and_not_act()
    {
        var browser = await BrowserAsync();

        var looked = await browser.GetAsync("/api/tasks");
        var acted = await browser.ActAsync("/api/dispatches", await house.DraftAsync());

        Assert.That(looked.Status, Is.EqualTo(HttpStatusCode.OK), looked.Text);
        Assert.That((acted.Status, acted.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "access.sign-in")));
    }

    [Test]
    public void No_script_reads_the_cookie_and_no_other_site_sends_it()
    {
        var cookie = Options.Cookie;

        Assert.That((cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Path), Is.EqualTo(("dispatch", true, SameSiteMode.Lax, "/")));
    }

    [Test]
    public async Task A_session_of_nobody_is_no_session()
    {
        await using var scope = house.Services.CreateAsyncScope();
        var recognised = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new RecognisePerson(Id<Person>.New(DateTimeOffset.UnixEpoch)));

        Assert.That(recognised.Refusal, Is.EqualTo(KernelRefusals.SignInFirst));
        Assert.That(Sessions.PersonOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "x")], "x"))), Is.Null);
    }

    private CookieAuthenticationOptions Options => house.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Cookie);

    private async Task<ApiClient> BrowserAsync()
    {
        var id = new Id<Person>(Guid.Parse(await house.PersonAsync("bo", "Drafter")));
        await using var scope = house.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new RecognisePerson(id))).Value;
        var ticket = new AuthenticationTicket(Sessions.Of(person, Sessions.Cookie), new AuthenticationProperties(), Sessions.Cookie);
        var browser = house.Stranger();
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"{Options.Cookie.Name}={Options.TicketDataFormat.Protect(ticket)}");
        return browser;
    }
}
