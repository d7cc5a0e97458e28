using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Directory.Accounts;

/// <summary>
/// What people do to their own account and administrators to others: ChangePassword, BeginSecondFactor, ConfirmSecondFactor, RenewRecoveryCodes, RemoveSecondFactor, CreateToken, ListAccounts,
/// ChangePerson, ClosePerson, ReopenPerson, ResetSecondFactor, ResetPassword.
/// </summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class KeepAccountTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private AnAccount Clerk => new(Office, "clerk.bng");

    private TestActor Admin => Office.As("admin.bng");

    [Test]
    public async Task A_new_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        var (here, elsewhere) = (await Clerk.InAsync(), await Clerk.InAsync());
        var me = await Clerk.UnderAsync(here);

        var wrong = await me.Do(new ChangePassword("sai mật khẩu", "bốn từ không liên quan"));
        var common = await me.RefusalOf(new ChangePassword(Clerk.Password, "matkhau123456"));
        var changed = await me.Do(new ChangePassword(Clerk.Password, "bốn từ không liên quan"));

        Assert.That((wrong.Refusal, common, changed.Ended), Is.EqualTo((AccountRefusals.WrongPassword, "access.common-password", 1)));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(elsewhere.Id)), Is.EqualTo("access.sign-in"));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(here.Id)), Is.Null);
        Assert.That(await Clerk.InAsync("bốn từ không liên quan"), Is.Not.Null);
    }

    [Test]
    public async Task A_second_factor_counts_from_its_first_code_on_and_may_be_given_up_where_none_is_demanded()
    {
        var me = await Clerk.UnderAsync(await Clerk.InAsync());
        var none = await me.RefusalOf(new ConfirmSecondFactor("123456"));
        await me.Do(new BeginSecondFactor());
        var pending = (await me.Do(new FindAccount())).Pending!;
        var wrong = await me.RefusalOf(new ConfirmSecondFactor("123"));
        var codes = await me.Do(new ConfirmSecondFactor(await Clerk.CodeAsync()));
        var renewed = await me.Do(new RenewRecoveryCodes());
        var again = await me.RefusalOf(new BeginSecondFactor());
        await me.Do(new RemoveSecondFactor());

        Assert.That((none, wrong, again), Is.EqualTo(("access.second-factor-not-begun", "access.wrong-code", "access.second-factor-there")));
        Assert.That(pending.Uri, Does.StartWith("otpauth://totp/Dispatch%3Aclerk.bng?secret=" + pending.Key));
        Assert.That(codes.Codes.Intersect(renewed.Codes, StringComparer.Ordinal), Is.Empty);
        Assert.That((await Clerk.RowAsync()).TotpSecret, Is.Null);
        Assert.That(await Clerk.NotedAsync(), Is.SupersetOf(new[] { "access.second-factor-begun", "access.second-factor-added", "access.recovery-codes-renewed", "access.second-factor-removed" }));
    }

    [Test]
    public async Task Where_it_is_demanded_a_signer_does_nothing_before_there_is_a_second_factor()
    {
        var signer = new AnAccount(Office, "signer.bng");
        await using var node = signer.NodeWith(new AccountRules(DemandsSecondFactor: true));
        var begun = (await new TestActor(node, null).Do(new SignIn("signer.bng", signer.Password, null, AnAccount.ByProgram))).Begun!;
        var me = await signer.UnderAsync(begun, node);

        var before = await me.RefusalOf(new Engine.Workflows.ListTasks());
        await me.Do(new BeginSecondFactor());
        await me.Do(new ConfirmSecondFactor(await signer.CodeAsync()));
        me = await signer.UnderAsync(begun, node);

        Assert.That((begun.Owes, before), Is.EqualTo((Owed.SecondFactor, "access.finish-account")));
        Assert.That(await me.RefusalOf(new Engine.Workflows.ListTasks()), Is.Null);
        Assert.That(await me.RefusalOf(new RemoveSecondFactor()), Is.EqualTo("access.second-factor-demanded"));
    }

    [Test]
    public async Task The_key_of_a_second_factor_and_recovery_codes_are_not_kept_readable()
    {
        var codes = await Clerk.AddFactorAsync();
        var row = await Clerk.RowAsync();

        Assert.That(row.TotpSecret, Does.StartWith("CfDJ8"), "sealed by the server's own keys");
        Assert.That(row.RecoveryCodes, Has.All.Matches<string>(kept => kept.Length == 64 && !codes.Contains(kept, StringComparer.Ordinal)));
    }

    [Test]
    public async Task A_personal_token_does_what_its_scopes_say_and_never_what_asks_for_a_proof()
    {
        var me = await Clerk.UnderAsync(await Clerk.InAsync());
        var reader = await Clerk.UnderAsync(await me.Do(new CreateToken("báo cáo", TokenScope.Read, 30)));
        var actor = await Clerk.UnderAsync(await me.Do(new CreateToken("nhập liệu", TokenScope.Read | TokenScope.Act, 30)));

        Assert.That(await reader.RefusalOf(new Engine.Registering.ListDispatches()), Is.Null);
        Assert.That(await reader.RefusalOf(new Engine.Numbering.OpenSeries(Engine.Registering.RegisterBook.Outgoing, 2024, 5, "x")), Is.EqualTo("access.token-scope"));
        Assert.That(await actor.RefusalOf(new Engine.Numbering.OpenSeries(Engine.Registering.RegisterBook.Outgoing, 2024, 5, "x")), Is.Null);
        Assert.That(await actor.RefusalOf(new Engine.Numbering.AssignNumber(default)), Is.EqualTo("access.token-scope"));
        Assert.That(await actor.RefusalOf(new CreateToken("nữa", TokenScope.Act, 1)), Is.EqualTo("access.token-scope"));
        Office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession((await Office.As("admin.bng").Do(new ListSessions(Office.Person("clerk.bng")))).Items.Select(s => s.Id).FirstOrDefault())), Is.EqualTo("access.sign-in"));
    }

    [Test]
    public async Task A_first_password_holds_a_day_and_opens_nothing_but_the_change_of_it()
    {
        await Admin.Do(new AddPerson(Office.Body("bng"), Office.Body("bng-cnv"), "Người Mới", "Chuyên viên", Role.Drafter, "nguoi.moi", "cửa sổ mùa thu"));
        var newcomer = new AnAccount(Office, "nguoi.moi");
        var begun = await newcomer.InAsync("cửa sổ mùa thu");
        var me = new TestActor(Office.Root, (await Office.AsNobody().Do(new RecogniseSession(begun.Id))).Actor, (await Office.AsNobody().Do(new RecogniseSession(begun.Id))).Session);

        var before = await me.RefusalOf(new Engine.Workflows.ListTasks());
        await me.Do(new ChangePassword("cửa sổ mùa thu", "mật khẩu của riêng tôi"));

        Assert.That((begun.Owes, before), Is.EqualTo((Owed.Password, "access.finish-account")));
        Assert.That((await Office.AsNobody().Do(new RecogniseSession(begun.Id))).Session.Owes, Is.EqualTo(Owed.Nothing));

        var reset = await Admin.Do(new ResetPassword(begun.Person.Id));
        Office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.That((await Office.AsNobody().Do(new SignIn("nguoi.moi", reset.Password, null, AnAccount.ByProgram))).Refusal, Is.EqualTo(AccountRefusals.FirstPasswordOver));
    }

    [Test]
    public async Task A_password_given_anew_does_not_go_round_the_second_factor()
    {
        await Clerk.AddFactorAsync();
        var reset = await Admin.Do(new ResetPassword(Office.Person("clerk.bng")));

        Assert.That((await Office.AsNobody().Do(new SignIn("clerk.bng", reset.Password, null, AnAccount.ByProgram))).Refusal, Is.EqualTo(AccountRefusals.CodeFirst));
    }

    [Test]
    public async Task A_closed_account_is_nobody_at_once_and_may_be_opened_again()
    {
        var begun = await Clerk.InAsync();

        var closed = await Admin.Do(new ClosePerson(Office.Person("clerk.bng")));

        Assert.That(closed.Ended, Is.EqualTo(1));
        Assert.That(await Office.AsNobody().RefusalOf(new RecogniseSession(begun.Id)), Is.EqualTo("access.sign-in"));
        Assert.That((await Office.AsNobody().Do(new SignIn("clerk.bng", Clerk.Password, null, AnAccount.ByProgram))).Refusal, Is.EqualTo(AccountRefusals.WrongPassword));
        await Admin.Do(new ReopenPerson(Office.Person("clerk.bng")));
        Assert.That(await Clerk.InAsync(), Is.Not.Null);
    }

    [Test]
    public async Task A_changed_role_holds_from_the_next_request_on_and_is_noted()
    {
        var begun = await Clerk.InAsync();

        await Admin.Do(new ChangePerson(Office.Person("clerk.bng"), null, "Trưởng phòng", Role.Auditor));

        Assert.That((await Office.AsNobody().Do(new RecogniseSession(begun.Id))).Actor.Roles, Is.EqualTo(Role.Auditor));
        Assert.That(await Clerk.NotedAsync(), Does.Contain("access.person-changed"));
    }

    [Test]
    public async Task An_administrator_keeps_only_others_and_only_those_of_the_house()
    {
        var self = Office.Person("admin.bng");
        var stranger = Office.Person("clerk.db");

        Assert.That(await Admin.RefusalOf(new ClosePerson(self)), Is.EqualTo("access.not-yourself"));
        Assert.That(await Admin.RefusalOf(new ResetPassword(self)), Is.EqualTo("access.not-yourself"));
        Assert.That(await Admin.RefusalOf(new ResetSecondFactor(self)), Is.EqualTo("access.not-yourself"));
        Assert.That(await Admin.RefusalOf(new ChangePerson(self, null, "", Role.Administrator | Role.Signer)), Is.EqualTo("access.not-yourself"));
        Assert.That(await Admin.RefusalOf(new ClosePerson(stranger)), Is.EqualTo("access.unknown"));
        Assert.That((await Admin.Do(new ListSessions(stranger))).Items, Is.Empty);
        Assert.That((await Admin.Do(new ListAccounts())).Items.Select(account => account.Person.OrganisationId).Distinct(), Is.EqualTo(new[] { Office.Body("bng") }));
    }

    [Test]
    public async Task What_a_role_does_not_allow_is_noted_in_the_log_when_somebody_tries()
    {
        await Office.As("drafter.bng").Try(new ClosePerson(Office.Person("clerk.bng")));

        Assert.That(await Clerk.NotedAsync(), Does.Contain("access.refused"));
    }

    [Test]
    public async Task A_sign_in_that_breaks_off_before_its_end_was_never_there()
    {
        var before = await Office.ContentsAsync();
        Office.Crash.At(CrashPoints.BeforeCommit);

        Assert.That(() => Clerk.InAsync(), Throws.InstanceOf<CrashException>());

        Office.Crash.At(null);
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }
}
