using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Directory.Accounts;

/// <summary>Signing in, sessions, second factor: SignIn, PresentCode, RecogniseSession, RenewSession, ProveAgain, EndSession, ListSessions, FindAccount.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AccountTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private AnAccount Clerk => new(Office, "clerk.bng");

    [TestCase("clerk.bng", "sai mật khẩu")]
    [TestCase("khong.co", "mật khẩu của clerk.bng")]
    [TestCase("clerk.bng", "Mật khẩu của clerk.bng")]
    [TestCase("clerk.bng", " mật khẩu của clerk.bng")]
    [TestCase("clerk.bng", "m\u00e2\u0323t kh\u00e2\u0309u cu\u0309a clerk.bng", TestName = "A password is taken exactly as typed: decomposed letters are others")]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike_and_noted(string name, string password)
    {
        var answer = await Office.AsNobody().Do(new SignIn(name, password, null, AnAccount.ByProgram));

        Assert.That((answer.Begun, answer.Refusal), Is.EqualTo(((BegunSession?)null, AccountRefusals.WrongPassword)));
        Assert.That(await Clerk.NotedAsync(name == "khong.co" ? Installation.Id : Office.Body("bng")), Does.Contain("access.failed"));
    }

    [Test]
    public async Task A_person_signs_in_in_any_case_of_the_name_and_is_recognised_until_the_session_ends()
    {
        var begun = (await Office.AsNobody().Do(new SignIn("CLERK.BNG", Clerk.Password, null, AnAccount.ByProgram))).Begun!;

        var recognised = await Office.AsNobody().Do(new RecogniseSession(begun.Id));
        var ended = await (await Clerk.UnderAsync(begun)).Do(new EndSession());

        Assert.That((begun.Owes, recognised.Actor.Roles, recognised.Session.IsFresh, recognised.Session.Organisation), Is.EqualTo((Owed.Nothing, Role.Clerk, true, "Bộ Ngoại giao")));
        Assert.That(ended.Id, Is.EqualTo(begun.Id));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(begun.Id)), Is.EqualTo("access.sign-in"));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(default)), Is.EqualTo("access.sign-in"));
    }

    [TestCase(29, true)]
    [TestCase(31, false)]
    public async Task A_session_nobody_uses_ends_after_half_an_hour(int minutes, bool lives)
    {
        var begun = await Clerk.InAsync();
        Office.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That((await Office.AsNobody().Try(new RecogniseSession(begun.Id))).IsRefused, Is.EqualTo(!lives));
    }

    [Test]
    public async Task A_session_of_a_clock_that_was_put_back_lives_on_and_is_asked_for_its_proof()
    {
        var right = Office.Clock.GetUtcNow();
        Office.Clock.Advance(TimeSpan.FromHours(5));
        var begun = await Clerk.InAsync();
        Office.Clock.Set(right);

        var recognised = await Office.AsNobody().Do(new RecogniseSession(begun.Id));
        Office.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.That(recognised.Session.IsFresh, Is.False, "else it would count as given a moment ago for five hours");
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(begun.Id)), Is.EqualTo("access.sign-in"), "and unused for half an hour it ends");
    }

    [Test]
    public async Task A_session_in_use_ends_after_twelve_hours_and_an_open_stream_keeps_none_alive()
    {
        var (used, watched) = (await Clerk.InAsync(), await Clerk.InAsync());
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(used.Id)), Is.Null, $"after {minutes} minutes");
            Assert.That((await Office.AsNobody().Try(new RecogniseSession(watched.Id, IsUsed: false))).IsRefused, Is.EqualTo(minutes >= 30));
            Office.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(used.Id)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task Ten_wrong_tries_hold_an_account_back_for_strangers_and_not_for_its_owner_at_their_own_browser()
    {
        for (var tries = 0; tries < AccountRules.Tries; tries++)
        {
            Assert.That((await Office.AsNobody().Do(new SignIn("clerk.bng", "sai mật khẩu", null, AnAccount.ByProgram))).Refusal, Is.EqualTo(AccountRefusals.WrongPassword));
        }

        var stranger = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram));
        var owner = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram with { IsKnown = true }));

        var nobody = await Office.AsNobody().Do(new SignIn("khong.ai.ca", Clerk.Password, null, AnAccount.ByProgram));

        Assert.That((stranger.Refusal, owner.Begun is null), Is.EqualTo((nobody.Refusal, false)), "what is held back is answered as a name nobody has");
        Assert.That(await Clerk.NotedAsync(), Does.Contain("access.held"));
    }

    [Test]
    public async Task An_account_held_back_opens_by_itself_after_a_quarter_of_an_hour()
    {
        for (var tries = 0; tries < AccountRules.Tries; tries++)
        {
            await Office.AsNobody().Do(new SignIn("clerk.bng", "sai mật khẩu", null, AnAccount.ByProgram));
        }

        Office.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.That((await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram))).Begun, Is.Not.Null);
    }

    [Test]
    public async Task With_a_second_factor_a_program_gives_the_code_at_once_and_each_code_opens_once()
    {
        await Clerk.AddFactorAsync();
        var code = await Clerk.CodeAsync();

        var without = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram));
        var wrong = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, "000000", AnAccount.ByProgram));
        var right = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, code, AnAccount.ByProgram));
        var again = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, code, AnAccount.ByProgram));

        Assert.That(new[] { without, wrong, again }.Select(answer => answer.Refusal), Is.EqualTo(new[] { AccountRefusals.CodeFirst, AccountRefusals.WrongCode, AccountRefusals.WrongCode }));
        Assert.That(right.Begun?.Owes, Is.EqualTo(Owed.Nothing));
    }

    [Test]
    public async Task A_browser_is_let_in_half_until_the_code_and_then_gets_another_session()
    {
        await Clerk.AddFactorAsync();
        var half = (await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByBrowser))).Begun!;
        var waiting = await Clerk.UnderAsync(half);

        var early = await waiting.RefusalOf(new ListSessions());
        var wrong = await waiting.Do(new PresentCode("123", AnAccount.ByBrowser));
        var whole = (await waiting.Do(new PresentCode(await Clerk.CodeAsync(), AnAccount.ByBrowser))).Begun!;

        Assert.That((half.Owes, early, wrong.Refusal, whole.Owes), Is.EqualTo((Owed.Code, "access.code-needed", AccountRefusals.WrongCode, Owed.Nothing)));
        Assert.That(whole.Id, Is.Not.EqualTo(half.Id));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(half.Id)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task After_ten_wrong_codes_the_right_one_opens_nothing()
    {
        await Clerk.AddFactorAsync();
        var waiting = await Clerk.UnderAsync((await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByBrowser))).Begun!);
        for (var tries = 0; tries < AccountRules.Tries; tries++)
        {
            Assert.That((await waiting.Do(new PresentCode("không phải mã", AnAccount.ByBrowser))).Refusal, Is.EqualTo(AccountRefusals.WrongCode));
        }

        var right = await waiting.Do(new PresentCode(await Clerk.CodeAsync(), AnAccount.ByBrowser));

        Assert.That((right.Begun, right.Refusal), Is.EqualTo(((BegunSession?)null, AccountRefusals.TooManyTries)));
    }

    [Test]
    public async Task A_half_session_waits_five_minutes_for_its_code_and_a_whole_one_takes_none()
    {
        await Clerk.AddFactorAsync();
        var half = (await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByBrowser))).Begun!;
        var whole = (await (await Clerk.UnderAsync(half)).Do(new PresentCode(await Clerk.CodeAsync(), AnAccount.ByBrowser))).Begun!;
        Office.Clock.Advance(TimeSpan.FromSeconds(Totp.Step));
        var late = (await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByBrowser))).Begun!;

        Assert.That(await (await Clerk.UnderAsync(whole)).RefusalOf(new PresentCode(await Clerk.CodeAsync(), AnAccount.ByBrowser)), Is.EqualTo("access.sign-in"));
        Office.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(late.Id)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task A_recovery_code_opens_once_however_it_is_typed()
    {
        var codes = await Clerk.AddFactorAsync();
        var typed = codes[3].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();

        var first = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, typed, AnAccount.ByProgram));
        var second = await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, typed, AnAccount.ByProgram));

        Assert.That((codes.Count, first.Begun is null, second.Refusal), Is.EqualTo((AccountKeeper.RecoveryCodes, false, AccountRefusals.WrongCode)));
        var account = await (await Clerk.UnderAsync(first.Begun!)).Do(new FindAccount());
        Assert.That((account.HasSecondFactor, account.RecoveryCodes, account.Pending), Is.EqualTo((true, AccountKeeper.RecoveryCodes - 1, (PendingKey?)null)));
    }

    [Test]
    public async Task A_token_is_renewed_once_and_one_that_comes_back_ends_the_session()
    {
        var begun = await Clerk.InAsync();

        var second = (await Office.AsNobody().Do(new RenewSession(begun.Id, begun.Turn))).Begun!;
        var stolen = await Office.AsNobody().Do(new RenewSession(begun.Id, begun.Turn));

        Assert.That((second.Turn, stolen.Refusal?.Code), Is.EqualTo((begun.Turn + 1, "access.sign-in")));
        Assert.That(await Office.AsNobody().RefusalOf(new RenewSession(begun.Id, second.Turn)), Is.EqualTo("access.sign-in"));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(begun.Id)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task A_token_is_renewed_while_its_session_lives_and_keeps_it_alive()
    {
        var begun = await Clerk.InAsync();
        Office.Clock.Advance(TimeSpan.FromMinutes(29));
        var second = (await Office.AsNobody().Do(new RenewSession(begun.Id, begun.Turn))).Begun!;
        Office.Clock.Advance(TimeSpan.FromMinutes(29));
        var third = (await Office.AsNobody().Do(new RenewSession(begun.Id, second.Turn))).Begun!;
        var browsers = (await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByBrowser))).Begun!;

        Assert.That(await Office.AsNobody().RefusalOf(new RenewSession(browsers.Id, browsers.Turn)), Is.EqualTo("access.sign-in"), "a cookie is not renewed");
        Office.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.That(await Office.AsNobody().RefusalOf(new RenewSession(begun.Id, third.Turn)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task After_ten_wrong_proofs_the_right_one_proves_nothing([Values] bool byCode)
    {
        await Clerk.AddFactorAsync();
        var signedIn = (await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, await Clerk.CodeAsync(), AnAccount.ByProgram))).Begun!;
        var me = await Clerk.UnderAsync(signedIn);
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var tries = 0; tries < AccountRules.Tries; tries++)
        {
            var wrong = await me.Do(byCode ? new ProveAgain(null, "không phải mã") : new ProveAgain("sai mật khẩu", null));
            Assert.That(wrong.Refusal, Is.EqualTo(byCode ? AccountRefusals.WrongCode : AccountRefusals.WrongPassword));
        }

        var right = await me.Do(byCode ? new ProveAgain(null, await Clerk.CodeAsync()) : new ProveAgain(Clerk.Password, null));

        Assert.That((right.Until, right.Refusal), Is.EqualTo(((DateTimeOffset?)null, AccountRefusals.TooManyTries)));
    }

    [Test]
    public async Task Numbering_asks_again_who_one_is_after_a_quarter_of_an_hour()
    {
        var begun = await Clerk.InAsync();
        var fresh = await (await Clerk.UnderAsync(begun)).RefusalOf(new Engine.Numbering.AssignNumber(default));
        Office.Clock.Advance(TimeSpan.FromMinutes(16));
        var stale = await Clerk.UnderAsync(begun);

        var later = await stale.RefusalOf(new Engine.Numbering.AssignNumber(default));
        var wrong = await stale.Do(new ProveAgain("sai mật khẩu", null));
        var right = await stale.Do(new ProveAgain(Clerk.Password, null));

        Assert.That((fresh, later), Is.EqualTo(("access.unknown", "access.prove-again")));
        Assert.That((wrong.Refusal, right.Refusal), Is.EqualTo((AccountRefusals.WrongPassword, (Refusal?)null)));
        Assert.That(await (await Clerk.UnderAsync(begun)).RefusalOf(new Engine.Numbering.AssignNumber(default)), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task A_person_without_a_session_has_proved_nothing()
    {
        await using var scope = Office.Root.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Office.As("clerk.bng").Actor;

        var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Engine.Numbering.AssignNumber(default));

        Assert.That(outcome.Refusal, Is.EqualTo(AccountRefusals.ProveAgain));
    }

    [Test]
    public async Task One_ends_ones_own_sessions_and_nobody_elses()
    {
        var (mine, theirs) = (await Clerk.InAsync(), await new AnAccount(Office, "drafter.bng").InAsync());
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        var me = await Clerk.UnderAsync(await Clerk.InAsync());

        var listed = await me.Do(new ListSessions());
        await me.Do(new EndSession(mine.Id));

        Assert.That(listed.Items.Select(session => session.IsThis), Is.EqualTo(new[] { true, false }));
        Assert.That(await me.RefusalOf(new EndSession(theirs.Id)), Is.EqualTo("access.unknown"));
        Assert.That((await me.Do(new ListSessions(Office.Person("drafter.bng")))).Items, Is.Empty);
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(mine.Id)), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task A_password_made_with_fewer_rounds_is_hashed_anew_when_its_person_signs_in()
    {
        var weak = new Passwords(new PasswordRounds(2)).Hash(Clerk.Password);
        await Office.Look(db => db.Set<Person>().Where(p => p.UserName == "clerk.bng").ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, weak)));

        await using var node = Clerk.NodeWith(new PasswordRounds(1_000));
        await new TestActor(node, null).Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram));

        Assert.That((await Clerk.RowAsync()).PasswordHash, Is.Not.EqualTo(weak));
    }
}
