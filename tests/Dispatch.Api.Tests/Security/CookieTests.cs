using System.Net;
using System.Security.Claims;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Directory.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Tests.Security;

/// <summary>The session of the pages: a browser sends its cookie by itself, so the cookie may look and never act through the API.</summary>
public sealed class CookieTests : ApiFixture
{
    [Test]
    public async Task A_cookie_may_look_and_not_act()
    {
        var browser = await BrowserAsync();

        var looked = await browser.GetAsync("/api/tasks");
        var acted = await browser.ActAsync("/api/dispatches", await House.DraftAsync());

        Assert.That(looked.Status, Is.EqualTo(HttpStatusCode.OK), looked.Text);
        Assert.That((acted.Status, acted.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "access.sign-in")));
    }

    [TestCase("/API/dispatches")]
    [TestCase("/Api/logout")]
    public async Task Nor_where_the_address_is_written_in_other_letters(string address)
    {
        var browser = await BrowserAsync();

        var acted = await browser.ActAsync(address, await House.DraftAsync());
        var nowhere = await browser.GetAsync("/API/khong-co");

        Assert.That((acted.Status, acted.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "access.sign-in")));
        Assert.That((nowhere.Status, nowhere.Code), Is.EqualTo((HttpStatusCode.NotFound, "route.unknown")));
    }

    [Test]
    public void No_script_reads_the_cookie_and_no_other_site_sends_it()
    {
        var cookie = Options.Cookie;

        Assert.That((cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Path), Is.EqualTo(("dispatch", true, SameSiteMode.Lax, "/")));
    }

    [Test]
    public void A_cookie_that_names_no_session_is_none() =>
        Assert.That(Sessions.SessionOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Sid, "x")], "x"))), Is.Null);

    [Test]
    public async Task A_cookie_is_no_bearer_token_and_a_bearer_token_is_no_cookie()
    {
        var session = await BeginAsync(SessionKind.Api);

        Assert.That((await BrowserOf(session).GetAsync("/api/tasks")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private CookieAuthenticationOptions Options => House.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Cookie);

    private async Task<ApiClient> BrowserAsync() => BrowserOf(await BeginAsync(SessionKind.Browser));

    private async Task<BegunSession> BeginAsync(SessionKind kind)
    {
        await using var scope = House.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new SignIn("drafter.bo", ApiHouse.Password, null, new Door(kind, "::1", "thử")))).Value.Begun!;
    }

    private ApiClient BrowserOf(BegunSession session)
    {
        var ticket = new AuthenticationTicket(Sessions.Of(session.Id, session.Turn, Sessions.Cookie), new AuthenticationProperties(), Sessions.Cookie);
        var browser = House.Stranger();
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"{Options.Cookie.Name}={Options.TicketDataFormat.Protect(ticket)}");
        return browser;
    }
}
