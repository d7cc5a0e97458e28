using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AuthorityTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly string[] Minister = ["BỘ TRƯỞNG"];
    private static readonly string[] Authorised = ["TUQ. BỘ TRƯỞNG", "CỤC TRƯỞNG"];
    private static readonly string[] Ordered = ["TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"];

    private DateOnly Today => OfficeTime.DateAt(Office.Clock.GetUtcNow());

    [Test]
    public async Task Nobody_signs_in_a_capacity_they_were_not_given()
    {
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Capacity = Minister } }.AtAsync(OutgoingState.AwaitingSignature);
        var before = await Office.ContentsAsync();

        var refused = await Office.As("signer.bng").Try(new SignDispatch(waiting.Id));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("signing.no-authority"));
        Assert.That(refused.Refusal?.Message, Does.Contain("BỘ TRƯỞNG").And.Contain("THỨ TRƯỞNG THƯỜNG TRỰC"), "it says what was asked and what there is");
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        await GrantAsync("signer.bng", Minister);
        Assert.That((await Office.As("signer.bng").Do(new SignDispatch(waiting.Id))).State, Is.EqualTo(OutgoingState.Signed));
    }

    [Test]
    public async Task A_block_left_blank_is_the_one_on_record_where_that_is_one()
    {
        var blank = new DraftDispatch(ADispatch.Words() with { Capacity = [] }, Office.Person("signer.bng"));
        var drafter = Office.As("drafter.bng");
        var several = await drafter.Try(blank);
        var recorded = (await Office.As("admin.bng").Do(new ListAuthorities(Office.Person("signer.bng")))).Items;
        await RevokeAsync(recorded.Single(one => one.Capacity[0] == "TL. ỦY BAN NHÂN DÂN"));
        // For another kind, or not begun yet: neither is a choice for this paper.
        await GrantAsync("signer.bng", Minister, kinds: ["quyết định"]);
        await Office.As("admin.bng").Do(new GrantAuthority(Office.Person("signer.bng"), Ordered, Kinds: null, Today.AddDays(1), To: null, "Quy chế"));

        var draft = await drafter.Do(blank);
        var written = await drafter.Do(new ReviseDispatch(draft.Id, draft.Text with { Capacity = Minister }), version: draft.Version);
        var blankAgain = await drafter.Do(new ReviseDispatch(draft.Id, written.Text with { Capacity = [" ", ""] }), version: written.Version);
        await RevokeAsync(recorded.Single(one => one.Capacity[0] == "KT. BỘ TRƯỞNG"));
        var none = await drafter.Try(blank);

        Assert.That((several.Refusal?.Code, several.Refusal?.Message), Is.EqualTo((
            "shape.capacity", "Người ký được ký công văn theo nhiều quyền hạn: KT. BỘ TRƯỞNG / THỨ TRƯỞNG THƯỜNG TRỰC; TL. ỦY BAN NHÂN DÂN / CHÁNH VĂN PHÒNG. Hãy ghi quyền hạn, chức vụ dùng cho văn bản này.")));
        Assert.That(draft.Text.Capacity, Is.EqualTo(new[] { "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC" }));
        Assert.That(written.Text.Capacity, Is.EqualTo(Minister));
        Assert.That(blankAgain.Text.Capacity, Is.EqualTo(draft.Text.Capacity));
        Assert.That((none.Refusal?.Code, none.Refusal?.Message), Is.EqualTo((
            "shape.capacity", "Người ký chưa được ghi nhận thẩm quyền ký công văn. Hãy ghi quyền hạn, chức vụ, hoặc nhờ quản trị viên ghi nhận thẩm quyền.")));

        Task RevokeAsync(AuthorityView authority) => Office.As("admin.bng").Do(new RevokeAuthority(authority.Id, "Thôi giao"));
    }

    [TestCase("báo cáo", true)]
    [TestCase("quyết định", false)]
    public async Task An_authority_covers_its_kinds_only(string granted, bool covers)
    {
        await GrantAsync("signer.bng", Minister, kinds: [granted]);
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Kind = "báo cáo", Addressees = [], Recipients = ["Lưu: VT."], Capacity = Minister } }.AtAsync(OutgoingState.AwaitingSignature);

        var signed = await Office.As("signer.bng").Try(new SignDispatch(waiting.Id));

        Assert.That(signed.IsRefused, Is.Not.EqualTo(covers));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public async Task An_authority_ends_with_its_last_day(int daysAfter, bool stands)
    {
        await GrantAsync("signer.bng", Minister, to: Today);
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Capacity = Minister } }.AtAsync(OutgoingState.AwaitingSignature);
        Office.Clock.Advance(TimeSpan.FromDays(daysAfter));

        Assert.That((await Office.As("signer.bng").Try(new SignDispatch(waiting.Id))).IsRefused, Is.Not.EqualTo(stands));
    }

    [Test]
    public async Task What_is_taken_back_signs_no_more_and_says_so()
    {
        var granted = await GrantAsync("signer.bng", Minister);
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Capacity = Minister } }.AtAsync(OutgoingState.AwaitingSignature);

        await Office.As("admin.bng").Do(new RevokeAuthority(granted.Id, "Chuyển công tác"));

        Assert.That((await Office.As("signer.bng").Try(new SignDispatch(waiting.Id))).Refusal?.Message, Does.Contain("thu hồi"));
        Assert.That(await Office.As("admin.bng").RefusalOf(new RevokeAuthority(granted.Id, "Lần nữa")), Is.EqualTo("signing.already-revoked"));
    }

    [Test]
    public async Task A_signer_passes_on_what_is_theirs_once_and_within_its_bounds()
    {
        var own = await GrantAsync("signer.bng", Minister, kinds: ["công văn"], to: Today.AddDays(30));
        DelegateAuthority To(string person, Id<SigningAuthority> from, string[]? kinds = null, int days = 10) =>
            new(from, Office.Person(person), Authorised, kinds, Today, Today.AddDays(days), "Giấy ủy quyền số 01/GUQ-BNG");

        Assert.That(await Office.As("signer2.bng").RefusalOf(To("signer2.bng", own.Id)), Is.EqualTo("signing.not-your-authority"));
        Assert.That(await Office.As("signer.bng").RefusalOf(To("signer2.bng", own.Id, days: 31)), Is.EqualTo("signing.beyond-source"));
        Assert.That(await Office.As("signer.bng").RefusalOf(To("signer2.bng", own.Id, ["báo cáo"])), Is.EqualTo("signing.beyond-source"));
        Assert.That(await Office.As("signer.bng").RefusalOf(To("clerk.bng", own.Id)), Is.EqualTo("signing.unknown-signer"));
        var passed = await Office.As("signer.bng").Do(To("signer2.bng", own.Id));
        Assert.That((passed.Form, passed.DelegatedFromId), Is.EqualTo((SigningForm.ByAuthorisation, (Id<SigningAuthority>?)own.Id)));
        Assert.That(passed.Kinds, Is.EqualTo(own.Kinds));
        Assert.That(await Office.As("signer2.bng").RefusalOf(To("signer.bng", passed.Id)), Is.EqualTo("signing.no-redelegation"));
    }

    [Test]
    public async Task What_was_passed_on_falls_with_its_source()
    {
        var own = await GrantAsync("signer.bng", Minister);
        await Office.As("signer.bng").Do(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc"));
        var draft = await Office.As("drafter.bng").Do(new Dispatch.Engine.Registering.DraftDispatch(ADispatch.Words() with { Capacity = Ordered }, Office.Person("signer2.bng")));
        var waiting = await new ADispatch(Office).WalkAsync(draft, OutgoingState.AwaitingSignature);

        await Office.As("admin.bng").Do(new RevokeAuthority(own.Id, "Nghỉ hưu"));

        Assert.That(await Office.As("signer2.bng").RefusalOf(new SignDispatch(waiting.Id)), Is.EqualTo("signing.no-authority"));
    }

    [Test]
    public async Task What_fell_with_its_source_does_not_stand_in_the_way_of_what_was_given_directly()
    {
        var own = await GrantAsync("signer.bng", Minister);
        await Office.As("signer.bng").Do(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc"));
        await Office.As("admin.bng").Do(new RevokeAuthority(own.Id, "Nghỉ hưu"));
        await GrantAsync("signer2.bng", Ordered);
        var draft = await Office.As("drafter.bng").Do(new Dispatch.Engine.Registering.DraftDispatch(ADispatch.Words() with { Capacity = Ordered }, Office.Person("signer2.bng")));
        var waiting = await new ADispatch(Office).WalkAsync(draft, OutgoingState.AwaitingSignature);

        Assert.That((await Office.As("signer2.bng").Do(new SignDispatch(waiting.Id))).State, Is.EqualTo(OutgoingState.Signed));
    }

    [Test]
    public async Task Who_passed_it_on_takes_it_back_and_others_do_not()
    {
        var own = await GrantAsync("signer.bng", Minister);
        var passed = await Office.As("signer.bng").Do(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc"));

        Assert.That(await Office.As("signer2.bng").RefusalOf(new RevokeAuthority(own.Id, "Không thích")), Is.EqualTo("signing.not-your-authority"));
        Assert.That(await Office.As("admin.db").RefusalOf(new RevokeAuthority(own.Id, "Cơ quan khác")), Is.EqualTo("access.unknown"));
        Assert.That((await Office.As("signer.bng").Do(new RevokeAuthority(passed.Id, "Đã về"))).RevokedBecause, Is.EqualTo("Đã về"));
    }

    [Test]
    public async Task The_list_shows_each_authority_with_its_person_to_its_organisation_only()
    {
        var granted = await GrantAsync("signer.bng", Minister);

        var seen = await Office.As("auditor.bng").Do(new ListAuthorities(Office.Person("signer.bng")));

        Assert.That(seen.Items.Single(view => view.Id == granted.Id).PersonName, Is.EqualTo("Nguyễn Minh Vũ"));
        Assert.That((await Office.As("auditor.db").Do(new ListAuthorities(Office.Person("signer.bng")))).Items, Is.Empty);
    }

    [TestCase(null, 0, "signing.already-granted")]
    [TestCase("công văn", 0, "signing.already-granted")]
    [TestCase("quyết định", 0, null)]
    [TestCase(null, 10, "signing.already-granted")]
    [TestCase(null, 11, null)]
    public async Task The_same_authority_is_not_given_twice_over_the_same_time(string? kind, int daysAfter, string? code)
    {
        await GrantAsync("signer.bng", Minister, kinds: ["công văn", "báo cáo"], to: Today.AddDays(10));

        var again = await Office.As("admin.bng").Try(new GrantAuthority(
            Office.Person("signer.bng"), ["bộ  trưởng"], kind is null ? null : [kind], Today.AddDays(daysAfter), null, "Quy chế làm việc số 02/QC-BNG"));

        Assert.That(again.Refusal?.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task What_was_taken_back_may_be_given_again_and_another_person_or_source_is_another_authority()
    {
        var own = await GrantAsync("signer.bng", Minister);
        var passed = await Office.As("signer.bng").Do(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc"));
        Assert.That(await Office.As("signer.bng").RefusalOf(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc")), Is.EqualTo("signing.already-granted"));

        await Office.As("signer.bng").Do(new RevokeAuthority(passed.Id, "Chuyển công tác"));

        await Office.As("signer.bng").Do(new DelegateAuthority(own.Id, Office.Person("signer2.bng"), Ordered, null, Today, null, "Quy chế làm việc"));
        await GrantAsync("signer2.bng", Ordered);
        await GrantAsync("signer2.bng", Minister);
    }

    [Test]
    public async Task Of_two_administrators_who_give_the_same_at_once_one_is_told()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            Office.As("admin.bng").Try(new GrantAuthority(Office.Person("signer.bng"), Minister, null, Today, null, "Quy chế làm việc số 01/QC-BNG")))));

        Assert.That(outcomes.Select(outcome => outcome.Refusal?.Code), Is.EquivalentTo(new[] { null, "signing.already-granted" }));
    }

    [TestCaseSource(nameof(Shapes))]
    public async Task What_is_badly_shaped_is_refused_by_name(string[] capacity, string[]? kinds, int? days, string basis, string? certificate, string code) =>
        Assert.That(
            await Office.As("admin.bng").RefusalOf(new GrantAuthority(Office.Person("signer.bng"), capacity, kinds, Today, days is { } after ? Today.AddDays(after) : null, basis, certificate)),
            Is.EqualTo(code));

    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return new TestCaseData(Array.Empty<string>(), null, null, "QC", null, "shape.capacity").SetArgDisplayNames("no line");
        yield return new TestCaseData(Minister, new[] { "sắc lệnh" }, null, "QC", null, "shape.kinds").SetArgDisplayNames("a kind the law does not know");
        yield return new TestCaseData(Minister, null, -1, "QC", null, "shape.to").SetArgDisplayNames("ends before it begins");
        yield return new TestCaseData(Minister, null, null, " ", null, "shape.basis").SetArgDisplayNames("no basis");
        yield return new TestCaseData(Minister, null, null, "QC", "abc", "shape.certificateHash").SetArgDisplayNames("no hash");
        yield return new TestCaseData(Authorised, null, null, "QC", null, "signing.authorisation-without-end").SetArgDisplayNames("TUQ. without end");
    }

    private Task<AuthorityView> GrantAsync(string person, string[] capacity, string[]? kinds = null, DateOnly? to = null) =>
        Office.As("admin.bng").Do(new GrantAuthority(Office.Person(person), capacity, kinds, Today, to, "Quy chế làm việc số 01/QC-BNG"));
}
