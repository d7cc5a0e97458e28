using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Directory;

/// <summary>AddPerson, ListPeople, FindBodies, SearchDirectory.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class PeopleTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private AddPerson NewPerson => new(Office.Body("bng"), Office.Body("bng-cnv"), "Người Mới", "Chuyên viên", Role.Drafter, "Nguoi.Moi", "mật khẩu đủ dài");

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

    [TestCase("lai chau", "Ủy ban nhân dân tỉnh Lai Châu")]
    [TestCase("CSĐN", "Vụ Chính sách đối ngoại")]
    [TestCase("  ", null)]
    [TestCase("không có ai", null)]
    public async Task A_search_box_finds_by_words_with_and_without_diacritics(string typed, string? name)
    {
        var found = (await Office.As("clerk.bng").Do(new SearchDirectory(typed))).Items;

        Assert.That(found.Select(match => match.Name), name is null ? Is.Empty : Is.EqualTo(new[] { name }));
    }

    [Test]
    public async Task A_search_box_takes_200_letters() =>
        Assert.That(await Office.As("clerk.bng").RefusalOf(new SearchDirectory(new string('a', 201))), Is.EqualTo("shape.text"));
}
