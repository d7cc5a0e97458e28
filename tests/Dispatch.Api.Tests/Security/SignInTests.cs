using System.Net;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Security;

/// <summary>Who one is, and until when.</summary>
public sealed class SignInTests : ApiFixture
{
    [Test]
    public async Task A_token_is_given_for_the_right_password_and_for_nothing_else()
    {
        var stranger = House.Stranger();

        var right = await stranger.PostAsync("/api/login", new { userName = "Clerk.Bo", password = ApiHouse.Password });
        var wrong = await stranger.PostAsync("/api/login", new { userName = "clerk.bo", password = "wrong" });
        var nobody = await stranger.PostAsync("/api/login", new { userName = "nobody", password = "wrong" });

        Assert.That(right.Json.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "accessToken", "tokenType", "expiresIn", "refreshToken", "owes" }));
        Assert.That(((string?)right.Json["tokenType"], (int?)right.Json["expiresIn"]), Is.EqualTo(("Bearer", 30 * 60)));
        Assert.That((wrong.Status, wrong.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "access.wrong-password")));
        Assert.That(nobody.Text, Is.EqualTo(wrong.Text));
    }

    [Test]
    public async Task A_token_that_was_tampered_with_is_none()
    {
        var client = House.Stranger();
        client.Http.DefaultRequestHeaders.Add("Authorization", "Bearer CfDJ8AAAA");

        Assert.That((await client.GetAsync("/api/tasks")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_closed_account_is_nobody_from_the_next_request_on()
    {
        var client = await House.SignInAsync("auditor.so");
        var before = await client.GetAsync("/api/tasks");
        await using (var scope = House.Services.CreateAsyncScope())
        {
            var at = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
            await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<Person>().Where(p => p.UserName == "auditor.so").ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, at));
        }

        var after = await client.GetAsync("/api/tasks");

        Assert.That((before.Status, after.Status, after.Code), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized, "access.sign-in")));
    }

    [Test]
    public async Task Guessing_at_an_account_is_stopped()
    {
        var stranger = House.Stranger();
        ApiAnswer answer;
        var tries = 0;
        do
        {
            answer = await stranger.PostAsync("/api/login", new { userName = "signer.so", password = "guess" });
        }
        while (answer.Status == HttpStatusCode.Unauthorized && ++tries < 2 * SignInTries.ForAccount);

        Assert.That((answer.Status, answer.Code, tries), Is.EqualTo((HttpStatusCode.TooManyRequests, "access.too-many-tries", SignInTries.ForAccount)));
        Assert.That(answer.Response.Headers.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task A_thousand_guesses_at_once_are_stopped_before_they_are_looked_at()
    {
        var stranger = House.Stranger();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => stranger.PostAsync("/api/login", new { userName = "admin.so", password = "guess" })));

        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized), Is.LessThanOrEqualTo(SignInTries.ForAccount));
        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests), Is.GreaterThanOrEqualTo(200 - SignInTries.ForAccount));
    }

    [Test]
    public async Task Guessing_at_a_name_nobody_has_is_answered_as_at_one_somebody_has()
    {
        var answers = await GuessAsync("khong.ai.ca");

        Assert.That(answers, Is.EqualTo(Enumerable.Repeat("access.wrong-password", SignInTries.ForAccount).Append("access.too-many-tries")));
    }

    [Test]
    public async Task Whatever_a_stranger_calls_themselves_the_owner_comes_in_at_their_own_browser()
    {
        using var owner = new PageVisitor(await House.BrowseAsync("drafter.tinh"));
        await owner.PostAsync("/", "/sign-out");
        await GuessAsync("known drafter.tinh");

        var answer = await owner.PostAsync("/sign-in", "/sign-in", ("userName", "drafter.tinh"), ("password", ApiHouse.Password));

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_browser_that_knows_somebody_else_is_held_back_like_any_other()
    {
        using var colleague = new PageVisitor(await House.BrowseAsync("head.tinh"));
        await colleague.PostAsync("/", "/sign-out");
        await GuessAsync("auditor.tinh");

        var answer = await colleague.PostAsync("/sign-in", "/sign-in", ("userName", "auditor.tinh"), ("password", ApiHouse.Password));

        Assert.That(answer.Headers.Location, Is.Null);
    }

    [Test]
    public async Task What_is_too_long_to_be_a_name_is_not_kept()
    {
        var tally = House.Services.GetRequiredService<Tally>();
        var stranger = House.Stranger();
        var before = tally.Count;
        for (var tries = 0; tries < 5; tries++)
        {
            var answer = await stranger.PostAsync("/api/login", new { userName = tries + new string('a', 100_000), password = "guess" });
            Assert.That(answer.Code, Is.EqualTo("access.wrong-password"));
        }

        Assert.That(tally.Count, Is.LessThanOrEqualTo(before + 1), "the address is counted, and nothing else");
    }

    [Test]
    public async Task A_refresh_token_is_good_once_and_no_access_token()
    {
        var stranger = House.Stranger();
        var first = await stranger.PostAsync("/api/login", new { userName = "drafter.so", password = ApiHouse.Password });
        var refresh = (string?)first.Json["refreshToken"];

        var second = await stranger.PostAsync("/api/login/refresh", new { refreshToken = refresh });
        stranger.Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + refresh);
        var asAccess = await stranger.GetAsync("/api/tasks");
        stranger.Http.DefaultRequestHeaders.Remove("Authorization");
        stranger.Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + (string?)second.Json["accessToken"]);
        var before = await stranger.GetAsync("/api/tasks");
        var again = await stranger.PostAsync("/api/login/refresh", new { refreshToken = refresh });

        Assert.That((second.Status, asAccess.Status, before.Status, again.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That((await stranger.GetAsync("/api/tasks")).Status, Is.EqualTo(HttpStatusCode.Unauthorized), "a token that came back was copied: the session is over");
    }

    [Test]
    public async Task Signing_out_ends_the_token_on_the_server()
    {
        var client = House.Stranger();
        await client.SignInAsync("head.so", ApiHouse.Password);
        var before = await client.GetAsync("/api/tasks");
        await client.PostAsync("/api/logout", new { });

        Assert.That((before.Status, (await client.GetAsync("/api/tasks")).Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task A_role_that_may_not_act_is_told_who_may()
    {
        var answer = await (await House.SignInAsync("auditor.bo")).ActAsync("/api/dispatches", await House.DraftAsync());

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, "access.forbidden")));
        Assert.That((string?)answer.Json["detail"], Does.Contain("người soạn thảo"));
    }

    [Test]
    public async Task An_administrator_adds_people_and_settles_how_copies_are_written()
    {
        var administrator = await House.SignInAsync("admin.bo");

        var added = await administrator.ActAsync("/api/people", new
        {
            organisationId = (await House.BodyAsync("bo")).Value,
            unitId = (Guid?)null,
            fullName = "Người Mới",
            title = "Văn thư",
            roles = "Clerk, Drafter",
            userName = "nguoi.moi",
            password = ApiHouse.Password,
        });
        var settled = await administrator.ActAsync("/api/House-settings", new { copySymbolNamesBody = false, saoYLabel = "SAO Y BẢN CHÍNH" }, method: HttpMethod.Put);

        Assert.That(added.Status, Is.EqualTo(HttpStatusCode.Created), added.Text);
        Assert.That((string?)added.Json["roles"], Is.EqualTo("Drafter, Clerk"));
        Assert.That((settled.Status, settled.ETag), Is.EqualTo((HttpStatusCode.OK, "\"0\"")), settled.Text);
        var newcomer = await House.SignInAsync("nguoi.moi");
        Assert.That((await newcomer.GetAsync("/api/tasks")).Code, Is.EqualTo("access.finish-account"));
        var changed = await newcomer.PostAsync("/api/account/password", new { current = ApiHouse.Password, @new = "mật khẩu của riêng tôi", keepsOthers = false });
        Assert.That(changed.Status, Is.EqualTo(HttpStatusCode.OK), changed.Text);
        Assert.That((await newcomer.GetAsync("/api/tasks")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>A stranger tries one time more than is allowed; gives the code of each answer.</summary>
    private async Task<List<string>> GuessAsync(string userName)
    {
        var stranger = House.Stranger();
        var codes = new List<string>();
        for (var tries = 0; tries <= SignInTries.ForAccount; tries++)
        {
            codes.Add((await stranger.PostAsync("/api/login", new { userName, password = "guess" })).Code!);
        }

        return codes;
    }
}
