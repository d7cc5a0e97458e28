using System.Net;
using Dispatch.Api.Demo;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Pages;

/// <summary>Who gets in, and which forms are taken, asked without a browser.</summary>
public sealed class DoorTests : PageFixture
{
    private static readonly string[] NotPages = ["api", "health", "openapi", "sign-in", "verify", "{*path", "demo/authority"];

    [Test]
    public async Task Every_page_sends_a_stranger_to_sign_in_and_back()
    {
        using var stranger = House.Visitor();
        var pages = House.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET", StringComparer.Ordinal) is true)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => !Array.Exists(NotPages, start => route.StartsWith(start, StringComparison.Ordinal)))
            .Select(route => "/" + route.Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{name:alpha}", "Sign", StringComparison.Ordinal).Replace("{name}", "bodies.csv", StringComparison.Ordinal).Replace("{key}", "bng", StringComparison.Ordinal).Replace("{book}", "outgoing", StringComparison.Ordinal)
                .Replace("{page:int}", "1", StringComparison.Ordinal).Replace("{kind:alpha}", "Receipt", StringComparison.Ordinal)
                .Replace("{definitionId}/{owner:alpha}/{number:int}", "issue-dispatch/Shipped/4", StringComparison.Ordinal))
            .ToList();

        Assert.That(pages, Has.Count.GreaterThan(10));
        foreach (var page in pages)
        {
            var answer = await stranger.GetAsync(page);
            Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/sign-in?return=" + Uri.EscapeDataString(page)), page);
        }
    }

    [Test]
    public async Task Whoever_was_signed_out_while_typing_comes_back_to_the_page_of_the_form()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        Assert.That(await SentFromAsync(new Uri(House.Address, "/incoming/new?form=SaoY")), Is.EqualTo("/sign-in?return=" + Uri.EscapeDataString("/incoming/new?form=SaoY") + "&undone=yes"));
        Assert.That(await SentFromAsync(new Uri("https://elsewhere.example/incoming/new")), Is.EqualTo("/sign-in?return=%2F&undone=yes"), "only to a page of ours");
        Assert.That(await SentFromAsync(from: null), Is.EqualTo("/sign-in?return=%2F&undone=yes"));
        Assert.That(WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(House.Address, "/sign-in?return=%2F&undone=yes"))), Does.Contain("việc vừa bấm chưa được thực hiện"));
        Assert.That(WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(House.Address, "/sign-in?return=%2F"))), Does.Not.Contain("việc vừa bấm"));

        async Task<string?> SentFromAsync(Uri? from)
        {
            using var act = new HttpRequestMessage(HttpMethod.Post, new Uri(House.Address, "/incoming/new"));
            act.Content = new FormUrlEncodedContent([]);
            act.Headers.Referrer = from;
            using var answer = await http.SendAsync(act);
            return answer.Headers.Location?.OriginalString;
        }
    }

    [Test]
    public async Task A_wrong_password_opens_nothing_and_says_so()
    {
        using var visitor = House.Visitor();
        var answer = await visitor.PostAsync("/sign-in", "/sign-in", ("userName", DemoPeople.Clerk.UserName), ("password", "sai-mat-khau-roi"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Tên đăng nhập hoặc mật khẩu không đúng."));
        Assert.That((await visitor.GetAsync("/")).Headers.Location, Is.Not.Null);
    }

    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example")]
    [TestCase("https://elsewhere.example/")]
    [TestCase("javascript:alert(1)")]
    public async Task Signing_in_never_leads_to_another_host(string back)
    {
        using var visitor = House.Visitor();
        var page = await visitor.ReadAsync("/sign-in");
        var hidden = PageVisitor.HiddenOf(page, "/sign-in").Where(field => field.Name != "return");
        var answer = await visitor.SendAsync("/sign-in", hidden, ("return", back), ("userName", DemoPeople.Clerk.UserName), ("password", DemoPeople.Password));

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_form_without_its_token_does_nothing()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var answer = await clerk.SendAsync("/incoming/new", [], ("author", "Bộ Tư pháp"), ("numberAndSymbol", "1/BTP"), ("date", "2024-01-02"), ("subject", "thử"), ("kind", "công văn"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await clerk.ReadAsync("/incoming"), Does.Not.Contain("1/BTP"));
    }

    [Test]
    public async Task A_form_sent_twice_acts_once()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var hidden = PageVisitor.HiddenOf(await clerk.ReadAsync("/incoming/new"), "/incoming/new");
        (string, string)[] typed = [("author", "Bộ Tài chính"), ("numberAndSymbol", "77/BTC-VP"), ("date", "2024-01-02"), ("subject", "thử gửi hai lần"), ("kind", "công văn")];

        var first = await clerk.SendAsync("/incoming/new", hidden, typed);
        var second = await clerk.SendAsync("/incoming/new", hidden, typed);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await first.Content.ReadAsStringAsync());
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
    }

    [Test]
    public async Task The_file_of_a_paper_is_for_its_own_organisation_only()
    {
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        using var stranger = await House.SignInAsync(DemoPeople.HanoiClerk);
        var register = await clerk.ReadAsync("/registers/outgoing?year=2024");
        var file = "/papers/" + register.Split("href=\"/dispatches/")[2].Split('"')[0] + "/file";

        var answer = await clerk.GetAsync(file);

        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/pdf"));
        Assert.That((await answer.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("%PDF-"u8), Is.True);
        Assert.That((await stranger.GetAsync(file)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_name_typed_in_part_is_searched_in_the_directory()
    {
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);

        // SearchDirectory, as the search box asks it.
        Assert.That(await clerk.ReadAsync("/directory/choices?name=uy+ban+nhan+dan+tinh+dien+bien"), Does.Contain("Ủy ban nhân dân tỉnh Điện Biên"));
        Assert.That(await clerk.ReadAsync("/directory/choices?name=hoa+phuong"), Does.Contain("Danh mục không có tên nào như vậy."));
    }

    [Test]
    public async Task A_page_allows_nothing_inline_and_nothing_from_elsewhere()
    {
        using var visitor = House.Visitor();
        var answer = await visitor.GetAsync("/sign-in");

        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'self';").And.Not.Contain("unsafe"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("style=").And.Not.Contain("onclick"));
    }

    [Test]
    public async Task A_list_begins_with_the_newest_paper_and_pages_on_to_the_oldest()
    {
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        var list = await clerk.ReadAsync("/dispatches");
        await using var scope = House.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var organisation = (await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<Person>().SingleAsync(person => person.UserName == DemoPeople.Clerk.UserName)).OrganisationId;
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(organisation) with { Roles = Role.Clerk };

        var first = (await mediator.Send(new ListDispatches(Take: 1, NewestFirst: true))).Value;
        var second = (await mediator.Send(new ListDispatches(After: Id<OfficialDispatch>.Parse(first.Next!, null), Take: 1, NewestFirst: true))).Value;

        Assert.That(list.IndexOf("6983/BNG-CNV", StringComparison.Ordinal), Is.LessThan(list.IndexOf("1349/BNG-CNV", StringComparison.Ordinal)));
        Assert.That(new[] { first, second }.Select(page => page.Items.Single().NumberAndSymbol), Is.EqualTo(new[] { "6983/BNG-CNV", "1349/BNG-CNV" }));
        Assert.That(second.Next, Is.Null);
    }
}
