using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Kernel;

/// <summary>SignIn, AddPerson, ListPeople, FindBodies.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AccountTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private AddPerson NewPerson => new(Office.Body("bng"), Office.Body("bng-cnv"), "Người Mới", "Chuyên viên", Role.Drafter, "Nguoi.Moi", "mật khẩu đủ dài");

    [Test]
    public async Task A_person_signs_in_with_name_and_password_in_any_case_of_the_name()
    {
        var added = await Office.As("admin.bng").Do(NewPerson);

        var signedIn = await Office.AsNobody().Do(new SignIn("NGUOI.MOI", "mật khẩu đủ dài"));

        Assert.That(signedIn, Is.EqualTo(added));
        Assert.That((signedIn.UserName, signedIn.Organisation, signedIn.Roles), Is.EqualTo(("nguoi.moi", "Bộ Ngoại giao", Role.Drafter)));
    }

    [TestCase("clerk.bng", "sai mật khẩu")]
    [TestCase("khong.co", "mật khẩu của clerk.bng")]
    [TestCase("", "")]
    [TestCase("clerk.bng", "Mật khẩu của clerk.bng")]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike(string name, string password)
    {
        var outcome = await Office.AsNobody().Try(new SignIn(name, password));

        Assert.That((outcome.Refusal?.Code, outcome.Refusal?.Kind), Is.EqualTo(("access.wrong-password", (RefusalKind?)RefusalKind.Anonymous)));
    }

    [Test]
    public async Task A_user_name_is_given_once()
    {
        await Office.As("admin.bng").Do(NewPerson);

        Assert.That(await Office.As("admin.bng").RefusalOf(NewPerson with { UserName = "NGUOI.MOI" }), Is.EqualTo("directory.user-name-taken"));
    }

    [TestCase("ab", "mật khẩu đủ dài", "shape.userName")]
    [TestCase("tên.có.dấu", "mật khẩu đủ dài", "shape.userName")]
    [TestCase("ten.moi", "ngắn", "shape.password")]
    public async Task An_account_has_a_plain_name_and_a_long_password(string name, string password, string code) =>
        Assert.That(await Office.As("admin.bng").RefusalOf(NewPerson with { UserName = name, Password = password }), Is.EqualTo(code));

    [TestCase(Role.None)]
    [TestCase(Role.System)]
    [TestCase(Role.Clerk | Role.System)]
    public async Task No_person_is_the_system_and_none_is_nothing(Role roles) =>
        Assert.That(await Office.As("admin.bng").RefusalOf(NewPerson with { Roles = roles }), Is.EqualTo("shape.roles"));

    [TestCase("bng-cnv", null, TestName = "A unit employs nobody by itself")]
    [TestCase("bng", "ubnd-dien-bien-vp", TestName = "A unit of another house is no place")]
    public async Task A_person_works_at_a_house_and_in_a_unit_of_it(string house, string? unit) =>
        Assert.That(
            await Office.AsSystem("bng").RefusalOf(NewPerson with { OrganisationId = Office.Body(house), UnitId = unit is null ? null : Office.Body(unit) }),
            Is.EqualTo("directory.unknown-body"));

    [Test]
    public async Task People_are_listed_by_role_and_only_those_of_the_house()
    {
        var signers = await Office.As("drafter.bng").Do(new ListPeople(Role.Signer));

        Assert.That(signers.Items.Select(person => person.UserName), Is.EquivalentTo(new[] { "signer.bng", "signer2.bng" }));
    }

    [Test]
    public async Task Bodies_are_found_as_they_stand_today_and_by_key_whenever_they_stood()
    {
        var clerk = Office.As("clerk.db");

        var units = await clerk.Do(new FindBodies(ParentId: Office.Body("ubnd-dien-bien")));
        var gone = await clerk.Do(new FindBodies(Key: "ubnd-dien-bien-cu"));

        Assert.That(units.Items.Select(body => body.Key), Does.Contain("ubnd-dien-bien-vp").And.Not.Contain("ubnd-dien-bien-cu"));
        Assert.That(gone.Items.Single().ValidTo, Is.EqualTo(new DateOnly(2024, 1, 1)));
    }
}
