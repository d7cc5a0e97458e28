using System.Text;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Tests.Directory;

namespace Dispatch.Engine.Tests.Distributing;

public sealed class RecipientReaderTests
{
    private const string AllProvinces = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.";

    private static readonly DateOnly SeedDay = new(2024, 12, 17);
    private static readonly DateOnly Spring = new(2024, 3, 15);
    private static readonly DateOnly Merger = new(2025, 7, 1);

    private DemoDirectory directory = null!;

    [OneTimeSetUp]
    public async Task FillAsync() => directory = await DemoDirectory.FilledAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await directory.DisposeAsync();

    [Test]
    public async Task The_block_of_6983_is_read_line_by_line()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [AllProvinces],
        [
            "- Như trên;", "- Văn phòng tỉnh ủy, thành ủy trực thuộc Trung ương;", "- Sở Ngoại vụ các tỉnh/thành phố;", "- Các đơn vị: CSDN, TCCB, VP;", "- Lưu: HC, CNV.",
        ]);

        Assert.That(plan.Lines.Select(line => (line.Kind, line.Recipients.Count)), Is.EqualTo(new[]
        {
            (RecipientLineKind.Group, 63), (RecipientLineKind.SameAsAddressees, 0), (RecipientLineKind.Group, 63), (RecipientLineKind.Group, 63),
            (RecipientLineKind.Units, 2), (RecipientLineKind.Archive, 0),
        }));
        Assert.That(plan.Lines[1].SameAs, Is.EqualTo(new[] { 1 }));
        Assert.That(plan.Recipients, Has.Count.EqualTo(191).And.Property("Count").EqualTo(plan.Recipients.Select(recipient => recipient.BodyId).Distinct().Count()));
        Assert.That(plan.Archive!.Units.Select(unit => unit.Name), Is.EqualTo(new[] { "Phòng Hành chính", "Cục Ngoại vụ" }));
        Assert.That(plan.Findings, Is.Empty);
        var unknown = plan.Unresolved.Single();
        Assert.That((unknown.Line, unknown.Unknown.Text, unknown.Unknown.Reason), Is.EqualTo((5, "CSDN", UnknownRecipientReason.NotFound)));
        Assert.That(unknown.Unknown.NearMatches[0], Has.Property("Abbreviation").EqualTo("CSĐN").And.Property("Name").EqualTo("Vụ Chính sách đối ngoại"));
    }

    [Test]
    public async Task The_block_of_1349_names_18_units_one_of_which_is_served_by_a_group_and_one_of_which_is_misprinted()
    {
        var plan = await directory.ReadAsync("bng", Spring, [AllProvinces],
        [
            "- Như trên;", "- Văn phòng Chính phủ;", "- Sở Ngoại vụ các tỉnh/thành phố trực thuộc Trung ương;",
            "- Các đơn vị: CSĐN, TCCB, ĐNA, ĐBA, CẤu, CM, TĐCP, THKT, KTĐP, NGVH-UNESCO, LPQT, BC, LS, TTra, SNV, UBNV, UBBG, HVNG;", "- Lưu: HC, CNV.",
        ]);

        var units = plan.Lines[4];
        Assert.That(units.Recipients, Has.Count.EqualTo(16));
        Assert.That(units.Repeated.Single(), Is.EqualTo(new RepeatedRecipient(await directory.IdOfAsync("songoaivu-ho-chi-minh"), "Sở Ngoại vụ Thành phố Hồ Chí Minh", 4)));
        Assert.That(units.Unknown.Single().Text, Is.EqualTo("CẤu"));
        Assert.That(units.Unknown.Single().NearMatches[0].Name, Is.EqualTo("Vụ Châu Âu"));
        Assert.That(plan.Recipients, Has.Count.EqualTo(63 + 1 + 63 + 16));
    }

    [Test]
    public async Task The_block_of_1349_is_complete_when_the_misprint_is_decided()
    {
        const string units = "- Các đơn vị: CSĐN, TCCB, ĐNA, ĐBA, CẤu, CM, TĐCP, THKT, KTĐP, NGVH-UNESCO, LPQT, BC, LS, TTra, SNV, UBNV, UBBG, HVNG;";

        var plan = await directory.ReadAsync("bng", Spring, [AllProvinces], ["- Như trên;", "- Văn phòng Chính phủ;", "- Sở Ngoại vụ các tỉnh/thành phố trực thuộc Trung ương;", units],
            new RecipientDecision(units, "CẤu", RecipientDecisionKind.DeliverTo, await directory.IdOfAsync("bng-cau")));

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Lines[4].Recipients.Count + plan.Lines[4].Repeated.Count, Is.EqualTo(18));
        Assert.That(plan.Recipients, Has.Count.EqualTo(63 + 1 + 63 + 17));
    }

    [Test]
    public async Task A_block_given_as_one_text_or_one_line_is_taken_apart()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay, ["Kính gửi: - Văn phòng Chính phủ; - Bộ Ngoại giao."], ["Nơi nhận:\r\n- Như trên;\r\n- Sở Nội vụ;\r\n- Lưu: VT."]);

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Lines.Select(line => (line.Kind, line.Recipients.Count)), Is.EqualTo(new[]
        {
            (RecipientLineKind.Units, 2), (RecipientLineKind.SameAsAddressees, 0), (RecipientLineKind.Body, 1), (RecipientLineKind.Archive, 0),
        }));
    }

    [Test]
    public async Task The_block_of_the_copy_reaches_the_departments_and_districts_of_Dien_Bien_only()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay.AddDays(7), [],
            ["- Các sở, ban, ngành, đoàn thể tỉnh;", "- UBND các huyện, thị xã, thành phố;", "- Lưu: VT, NCNVB."]);

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Lines.Select(line => line.Recipients.Count), Is.EqualTo(new[] { 24, 10, 0 }));
        Assert.That(plan.Archive!.Units, Is.EqualTo(new[] { new ArchiveUnit("VT", await directory.IdOfAsync("vpubnd-dien-bien-vt"), "Văn thư"), new ArchiveUnit("NCNVB", null, null) }));
        Assert.That(plan.Findings.Single().Code, Is.EqualTo("recipients.archive-unit-unknown"));
    }

    [Test]
    public async Task Clerks_keep_a_copy_in_an_office_that_never_listed_them() =>
        Assert.That((await directory.ReadAsync("ubnd-lao-cai", SeedDay, [], ["- Như trên;", "- Lưu: VT."])).Findings, Is.Empty);

    [Test]
    public async Task A_decomposed_block_in_other_spelling_reads_the_same()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, ["Kính gửi: UỶ BAN NHÂN DÂN CÁC TỈNH/THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG;".Normalize(NormalizationForm.FormD)],
            ["Như trên".Normalize(NormalizationForm.FormD), "  –  Văn phòng  Chính phủ ; ".Normalize(NormalizationForm.FormD), "Lưu: VT, HC.".Normalize(NormalizationForm.FormD)]);

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Recipients, Has.Count.EqualTo(64));
        Assert.That(plan.Archive!.Units.Select(unit => unit.Name), Is.All.EqualTo("Phòng Hành chính"));
    }

    [Test]
    public async Task After_the_merger_the_group_has_34_members()
    {
        var plan = await directory.ReadAsync("bng", Merger, [AllProvinces], []);

        Assert.That(plan.Recipients, Has.Count.EqualTo(34));
        Assert.That(plan.Recipients.Count(recipient => recipient.Name == "Ủy ban nhân dân tỉnh Tuyên Quang"), Is.EqualTo(1));
    }

    [Test]
    public async Task After_the_merger_the_districts_are_refused_with_the_day_they_ended()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", Merger, [], ["UBND các huyện, thị xã, thành phố;"]);

        var unknown = plan.Unresolved.Single().Unknown;
        Assert.That(unknown.Reason, Is.EqualTo(UnknownRecipientReason.Ended));
        Assert.That(unknown.Message, Does.Contain("01/07/2025"));
        Assert.That(plan.Recipients, Is.Empty);
    }

    [Test]
    public async Task A_unit_that_was_merged_away_names_its_successor()
    {
        var plan = await directory.ReadAsync("bng", Merger, [], ["Các đơn vị: THKT, TCCB"]);

        Assert.That(plan.Unresolved.Single().Unknown.Message, Does.Contain("01/03/2025").And.Contain("Vụ Ngoại giao kinh tế"));
    }

    [Test]
    public async Task The_same_words_mean_another_body_in_another_mouth()
    {
        var ministry = await directory.ReadAsync("bng", SeedDay, [], ["Các đơn vị: VP"]);
        var province = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], ["VP", "Sở Ngoại vụ", "Văn phòng Tỉnh ủy"]);
        var department = await directory.ReadAsync("so-noi-vu-dien-bien", SeedDay, [], ["UBND tỉnh", "Sở Tài chính"]);

        Assert.That(ministry.Recipients.Single().Name, Is.EqualTo("Văn phòng Bộ"));
        Assert.That(province.Unresolved.Single().Unknown.Text, Is.EqualTo("VP"));
        Assert.That(province.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { "Sở Ngoại vụ tỉnh Điện Biên", "Văn phòng Tỉnh ủy Điện Biên" }));
        Assert.That(department.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên", "Sở Tài chính tỉnh Điện Biên" }));
    }

    [Test]
    public async Task A_department_has_its_own_clerk_and_does_not_speak_of_the_provinces_units()
    {
        var plan = await directory.ReadAsync("so-noi-vu-dien-bien", SeedDay, [], ["Phòng Nội chính", "Văn phòng UBND tỉnh Điện Biên", "Lưu: VT, NC."]);

        Assert.That(plan.Archive!.Units.Select(unit => unit.BodyId), Is.All.Null);
        Assert.That(plan.Unresolved.Single().Unknown, Has.Property("Text").EqualTo("Phòng Nội chính").And.Property("NearMatches").Empty);
        Assert.That(plan.Recipients.Single().Name, Is.EqualTo("Văn phòng Ủy ban nhân dân tỉnh"));
    }

    [Test]
    public async Task A_unit_speaks_with_the_mouth_of_its_organisation()
    {
        var plan = await directory.ReadAsync("bng-hc", SeedDay, [], ["Các đơn vị: CSĐN, VP"]);

        Assert.That(plan.Recipients, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_unknown_line_is_left_for_the_clerk_with_what_it_may_mean()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, ["Ủy ban nhân dân tỉnh Điên Biên"], ["Công ty Cổ phần Cấp nước"]);

        Assert.That(plan.Recipients, Is.Empty);
        Assert.That(plan.Unresolved.Select(open => open.Unknown.Text), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Điên Biên", "Công ty Cổ phần Cấp nước" }));
        Assert.That(plan.Unresolved[0].Unknown.NearMatches[0].Name, Is.EqualTo("Ủy ban nhân dân tỉnh Điện Biên"));
        Assert.That(plan.Unresolved[1].Unknown.NearMatches, Is.Empty);
    }

    [Test]
    public async Task A_body_named_twice_is_delivered_to_once_and_the_first_line_serves_it()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, ["UBND tỉnh Điện Biên", AllProvinces], ["Như trên", "UBND tỉnh Điện Biên (để biết)"]);

        Assert.That(plan.Recipients, Has.Count.EqualTo(63));
        Assert.That(plan.Lines[1].Recipients, Has.Count.EqualTo(62));
        Assert.That(plan.Lines[1].Repeated.Single().FirstLine, Is.EqualTo(1));
        Assert.That(plan.Lines[3].Repeated.Single().FirstLine, Is.EqualTo(1));
        Assert.That(plan.Lines[2].SameAs, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_body_does_not_send_to_itself()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], [AllProvinces]);

        Assert.That(plan.Recipients, Has.Count.EqualTo(62));
        Assert.That(plan.Findings.Single().Code, Is.EqualTo("recipients.itself"));
    }

    [Test]
    public async Task Same_as_above_with_nothing_above_must_be_decided()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], ["Như trên;"]);

        Assert.That(plan.Unresolved.Single().Unknown.Reason, Is.EqualTo(UnknownRecipientReason.NothingAbove));
    }

    [TestCase("Thủ tướng Chính phủ (để b/c)", RecipientPurpose.ForReport)]
    [TestCase("Thủ tướng Chính phủ; (để báo cáo);", RecipientPurpose.ForReport)]
    [TestCase("Các Thứ trưởng (để p/h);", RecipientPurpose.ForCoordination)]
    [TestCase("Đ/c Bí thư Thành ủy (để t/h)", RecipientPurpose.ForAction)]
    [TestCase("Lãnh đạo Bộ (để biết và chỉ đạo)", RecipientPurpose.ForInformation)]
    public async Task An_office_holder_has_a_purpose_and_waits_for_a_decision(string line, RecipientPurpose purpose)
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], [line]);

        Assert.That((plan.Lines[0].Kind, plan.Lines[0].Purpose), Is.EqualTo((RecipientLineKind.Role, purpose)));
        Assert.That(plan.Unresolved.Single().Unknown.Reason, Is.EqualTo(UnknownRecipientReason.Role));
    }

    [Test]
    public async Task An_office_before_a_known_body_is_delivered_to_that_body()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, ["Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"], ["Giám đốc Sở Ngoại vụ tỉnh Điện Biên (để th/h)"]);

        Assert.That(plan.Lines.Select(line => (line.Kind, line.Role, line.Recipients.Count)), Is.EqualTo(new[]
        {
            (RecipientLineKind.Group, "Chủ tịch", 63), (RecipientLineKind.Role, "Giám đốc", 1),
        }));
    }

    [Test]
    public async Task An_office_that_stands_for_itself_is_not_lost_beside_a_body()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], ["Chủ tịch, Sở Nội vụ", "CT, các PCT UBND tỉnh", "Lãnh đạo Văn phòng UBND tỉnh"]);

        Assert.That(plan.Unresolved.Single().Unknown.Text, Is.EqualTo("Chủ tịch"));
        Assert.That(plan.Findings.Single().Code, Is.EqualTo("recipients.itself"));
        Assert.That(plan.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { "Sở Nội vụ tỉnh Điện Biên", "Văn phòng Ủy ban nhân dân tỉnh" }));
    }

    [TestCase("Như trên;")]
    [TestCase("- Nhưkinh gửi;")]
    [TestCase("NHƯ TRÊN (qua mạng)")]
    public async Task Same_as_above_is_read_from_scans_too(string line)
    {
        var plan = await directory.ReadAsync("bng", SeedDay, ["Văn phòng Chính phủ"], [line]);

        Assert.That((plan.IsComplete, plan.Lines[1].Kind), Is.EqualTo((true, RecipientLineKind.SameAsAddressees)));
    }

    [Test]
    public async Task A_group_is_found_with_and_without_its_first_word()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], ["Sở, ban, ngành tỉnh"]);

        Assert.That(plan.Recipients, Has.Count.EqualTo(18));
    }

    [Test]
    public async Task A_name_that_several_bodies_bear_is_not_chosen_from()
    {
        await using var other = await DemoDirectory.FilledAsync();
        await other.ImportAsync(
            "key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases\nhuyen-khac,DistrictCommittee,Ủy ban nhân dân huyện Điện Biên,UBND,,,,,,,,\n",
            "key,name,owner,from,to,aliases\n", "group,body,from,to\n");

        var plan = await other.ReadAsync("bng", SeedDay, ["UBND huyện Điện Biên"], []);

        Assert.That(plan.Unresolved.Single().Unknown, Has.Property("Reason").EqualTo(UnknownRecipientReason.Ambiguous).And.Property("NearMatches").Count.EqualTo(2));
    }

    [Test]
    public async Task A_closed_unit_offers_its_successor_and_a_clerk_may_take_it()
    {
        string[] lines = ["Các đơn vị: THKT"];
        var open = await directory.ReadAsync("bng", Merger, [], lines);
        var decided = await directory.ReadAsync("bng", Merger, [], lines,
            new RecipientDecision(lines[0], "THKT", RecipientDecisionKind.DeliverTo, open.Unresolved[0].Unknown.NearMatches.Single().BodyId));

        Assert.That(decided.IsComplete, Is.True);
        Assert.That(decided.Recipients.Single().Name, Is.EqualTo("Vụ Ngoại giao kinh tế"));
    }

    [Test]
    public async Task A_misprinted_group_is_decided_as_a_group()
    {
        string[] lines = ["Ủy ban nhân dân các tình, thành phố trực thuộc Trung ương"];
        var open = await directory.ReadAsync("bng", SeedDay, lines, []);
        var decided = await directory.ReadAsync("bng", SeedDay, lines, [],
            new RecipientDecision(lines[0], lines[0], RecipientDecisionKind.DeliverToGroup, GroupId: open.Unresolved[0].Unknown.NearMatches[0].GroupId));

        Assert.That(decided.Recipients, Has.Count.EqualTo(63));
        Assert.That(decided.IsComplete, Is.True);
    }

    [Test]
    public async Task A_line_said_twice_is_decided_once()
    {
        string[] lines = ["Lãnh đạo Bộ", "Lãnh đạo Bộ"];

        var plan = await directory.ReadAsync("bng", SeedDay, [], lines, new RecipientDecision(lines[0], lines[0], RecipientDecisionKind.NotDelivered, Reason: "Trình trực tiếp"));

        Assert.That(plan.IsComplete, Is.True);
    }

    [Test]
    public async Task A_plan_asks_the_database_few_questions_however_long_the_block()
    {
        directory.Questions.Count = 0;

        await directory.ReadAsync("bng", SeedDay, [AllProvinces], ["Như trên", "Văn phòng tỉnh ủy, thành ủy trực thuộc Trung ương", "Sở Ngoại vụ các tỉnh/thành phố", "Các đơn vị: CSDN, TCCB, VP", "Lưu: HC, CNV"]);

        // The issuer's key, its superior, names of bodies, of groups, the groups, their members, and near matches for the one unknown.
        Assert.That(directory.Questions.Count, Is.LessThanOrEqualTo(7));
    }

    [Test]
    public async Task Brackets_that_are_no_purpose_stay_in_the_name()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], ["Văn phòng Chính phủ (Cục KSTTHC)", "Văn phòng Chính phủ (để p/hợp)"]);

        Assert.That(plan.Unresolved.Single().Unknown.Text, Is.EqualTo("Cục KSTTHC"));
        Assert.That(plan.Recipients.Single().Purpose, Is.EqualTo(RecipientPurpose.ForCoordination));
    }

    [Test]
    public async Task An_article_of_the_text_is_decided_by_naming_each_body()
    {
        var line = "- Như Điều 3;";
        var open = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], [line]);
        var decisions = new[] { "so-noi-vu-dien-bien", "so-tai-chinh-dien-bien" }
            .Select(key => new RecipientDecision(line, "Như Điều 3", RecipientDecisionKind.DeliverTo, directory.IdOfAsync(key).Result)).ToArray();
        var decided = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], [line], decisions);

        Assert.That(open.Unresolved.Single().Unknown.Reason, Is.EqualTo(UnknownRecipientReason.Article));
        Assert.That(decided.IsComplete, Is.True);
        Assert.That(decided.Recipients, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_clerks_decisions_complete_the_plan()
    {
        string[] lines = ["- Các đơn vị: CSDN, TCCB;", "- Thủ tướng Chính phủ (để b/c);"];

        var plan = await directory.ReadAsync("bng", SeedDay, [], lines,
            new RecipientDecision(lines[0], "CSDN", RecipientDecisionKind.DeliverTo, await directory.IdOfAsync("bng-csdn")),
            new RecipientDecision(lines[1], "Thủ tướng Chính phủ", RecipientDecisionKind.NotDelivered, Reason: "Trình bằng bản giấy"));

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { "Vụ Chính sách đối ngoại", "Vụ Tổ chức cán bộ" }));
        Assert.That(plan.Lines[1].Withheld.Single(), Is.EqualTo(new WithheldRecipient("Thủ tướng Chính phủ", "Trình bằng bản giấy")));
        Assert.That(plan.Findings, Is.Empty);
    }

    [Test]
    public async Task A_decision_that_cannot_stand_leaves_the_words_open_and_says_why()
    {
        string[] lines = ["Các đơn vị: XYZ"];

        var noReason = await directory.ReadAsync("bng", SeedDay, [], lines, new RecipientDecision(lines[0], "XYZ", RecipientDecisionKind.NotDelivered, Reason: " "));
        var ended = await directory.ReadAsync("bng", Merger, [], lines, new RecipientDecision(lines[0], "XYZ", RecipientDecisionKind.DeliverTo, await directory.IdOfAsync("bng-thkt")));
        var unused = await directory.ReadAsync("bng", SeedDay, [], ["Văn phòng Chính phủ"], new RecipientDecision(lines[0], "XYZ", RecipientDecisionKind.NotDelivered, Reason: "thừa"));

        Assert.That(noReason.IsComplete, Is.False);
        Assert.That(noReason.Findings.Single().Code, Is.EqualTo("recipients.decision-invalid"));
        Assert.That(ended.IsComplete, Is.False);
        Assert.That(ended.Findings.Single().Message, Does.Contain("01/07/2025"));
        Assert.That(unused.IsComplete, Is.True);
        Assert.That(unused.Findings.Single().Code, Is.EqualTo("recipients.decision-unused"));
    }

    [Test]
    public async Task A_list_of_provinces_after_their_kind_names_each()
    {
        var plan = await directory.ReadAsync("vpcp", SeedDay, ["Ủy ban nhân dân các tỉnh, thành phố: Hà Tĩnh, Bà Rịa - Vũng Tàu, Đà Nẵng, Hà Đông"], []);

        Assert.That(plan.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[]
        {
            "Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", "Ủy ban nhân dân thành phố Đà Nẵng",
        }));
        Assert.That(plan.Unresolved.Single().Unknown.Text, Is.EqualTo("Hà Đông"));
    }

    [Test]
    public async Task A_name_with_commas_is_found_within_a_list()
    {
        var plan = await directory.ReadAsync("ubnd-dien-bien", SeedDay, [], ["Các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch, Y tế", "Sở Xây dựng, Sở Tư pháp"]);

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[]
        {
            "Sở Nội vụ tỉnh Điện Biên", "Sở Văn hóa, Thể thao và Du lịch tỉnh Điện Biên", "Sở Y tế tỉnh Điện Biên", "Sở Xây dựng tỉnh Điện Biên", "Sở Tư pháp tỉnh Điện Biên",
        }));
    }

    [Test]
    public async Task Units_of_another_body_are_understood_in_its_mouth()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], ["VPCP: BTCN, các PCN, Công TTĐT, các Vụ: QHQT"]);

        Assert.That(plan.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { "Văn phòng Chính phủ", "Vụ Quan hệ quốc tế" }), "an office of the body in the head is that body's");
        Assert.That(plan.Unresolved.Single().Unknown, Has.Property("Text").EqualTo("Công TTĐT"));
        Assert.That(plan.Unresolved.Single().Unknown.NearMatches[^1].Name, Is.EqualTo("Văn phòng Chính phủ"));
    }

    [Test]
    public async Task A_unit_within_a_body_is_asked_for_there_and_each_of_a_line_has_its_own_purpose()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], ["Vụ Quan hệ quốc tế - VPCP", "UBND tỉnh Điện Biên (để b/c); Sở Ngoại vụ tỉnh Điện Biên (để p/h)"]);

        Assert.That(plan.IsComplete, Is.True);
        Assert.That(plan.Recipients.Select(recipient => (recipient.Name, recipient.Purpose)), Is.EqualTo(new (string, RecipientPurpose?)[]
        {
            ("Vụ Quan hệ quốc tế", null), ("Ủy ban nhân dân tỉnh Điện Biên", RecipientPurpose.ForReport), ("Sở Ngoại vụ tỉnh Điện Biên", RecipientPurpose.ForCoordination),
        }));
    }

    [Test]
    public async Task Organs_that_share_a_place_are_each_of_that_place()
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], ["HĐND, UBND các tỉnh, thành phố trực thuộc TW", "CVP, các PCVP UBND tỉnh Điện Biên"]);

        Assert.That(plan.Lines[0].Recipients, Has.Count.EqualTo(63));
        Assert.That(plan.Unresolved.Single().Unknown.Text, Is.EqualTo("HĐND các tỉnh, thành phố trực thuộc TW"), "the councils are asked for as what they are");
        Assert.That(plan.Lines[1].Kind, Is.EqualTo(RecipientLineKind.Role));
    }

    [Test]
    public async Task No_line_is_lost_whatever_it_says()
    {
        string[] words =
        [
            "UBND", "tỉnh", "Điện Biên", "các", "Các đơn vị", "Sở", "Nội vụ", ":", ";", ",", "(", ")", "(để b/c)", "Như trên", "Như Điều 3", "Lưu", "VT", "Chủ tịch", "VPCP", "CSĐN", "CSDN",
            "/", "-", ".", " ", "\uD800", "\u0301", "%", "\t", "'", "\"", "Kính gửi", "Nơi nhận", "2b", "trực thuộc Trung ương", "thành phố", "và", "\uFDFA",
        ];
        var random = new Random(20241217);
        var lines = Enumerable.Range(0, 600).Select(_ => string.Join(random.Next(3) == 0 ? string.Empty : " ", random.GetItems(words, random.Next(1, 9)))).ToArray();

        var plan = await directory.ReadAsync("bng", SeedDay, ["Văn phòng Chính phủ"], lines);

        var itself = plan.Findings.Where(finding => finding.Code == "recipients.itself").Select(finding => finding.Line).ToHashSet();
        var silent = plan.Lines.Where(line => line.Archive is null && line.Recipients.Count + line.Repeated.Count + line.SameAs.Count + line.Unknown.Count == 0 && !itself.Contains(line.Number));
        Assert.That(silent.Select(line => line.Text), Is.Empty);
        Assert.That(plan.Lines, Has.Count.GreaterThan(500));
        Assert.That(plan.Recipients.Select(recipient => recipient.BodyId), Is.Unique);
    }

    [Test]
    public async Task A_head_without_items_and_a_line_without_end_are_left_for_the_clerk()
    {
        var endless = string.Join(", ", Enumerable.Repeat("CSĐN", 1000));

        var plan = await directory.ReadAsync("bng", SeedDay, [], ["Các đơn vị:", endless]);

        Assert.That(plan.Unresolved.Select(open => open.Unknown.Text), Is.EqualTo(new[] { "Các đơn vị:", endless }));
    }

    [TestCase("Các đơn vị: TCCB; Bộ Nội vụ: VP, LS", "Bộ Nội vụ: VP, LS", 1)]
    [TestCase("Bộ Nội vụ: VP, LS", "Bộ Nội vụ: VP, LS", 0)]
    [TestCase("Bộ Nội vụ các đơn vị: VP, LS", "Bộ Nội vụ các đơn vị: VP, LS", 0)]
    public async Task Units_behind_a_head_nobody_knows_are_not_taken_for_the_issuers(string line, string unknown, int recipients)
    {
        var plan = await directory.ReadAsync("bng", SeedDay, [], [line]);

        Assert.That(plan.Unresolved.Single().Unknown.Text, Is.EqualTo(unknown));
        Assert.That(plan.Recipients, Has.Count.EqualTo(recipients));
    }

    [TestCase("Lưu: VT, NN (2b).", "VT|NN", null, 2)]
    [TestCase("- Lưu: Văn thư, TCCV (02).", "Văn thư|TCCV", null, 2)]
    [TestCase("Lưu: VT, CĐSQG (NTDLS).", "VT|CĐSQG", "NTDLS", null)]
    [TestCase("Lưu: VT, PVHCC (B_04b).", "VT|PVHCC", "B", 4)]
    [TestCase("Lưu: VT, TH (NTA, 3).", "VT|TH", "NTA", 3)]
    [TestCase("Lưu VT, KTTH 5.", "VT|KTTH", null, 5)]
    [TestCase("Lưu: VT, KT9.", "VT|KT9", null, null)]
    [TestCase("Lưu: VT, VP (Nguyễn Bằng Thắng).", "VT|VP", "Nguyễn Bằng Thắng", null)]
    [TestCase("Lưu: VT, (VX/MT.Tấn).", "VT", "VX/MT.Tấn", null)]
    [TestCase("Lưu: VT, 5b.", "VT", null, 5)]
    [TestCase("Lưu: VT, TH (2b) Q.Bình.", "VT|TH", "Q.Bình", 2)]
    [TestCase("- Lưu: Văn thư, NC (03). ABC", "Văn thư|NC", "ABC", 3)]
    [TestCase("Lưu Văn phòng Tỉnh ủy.", "Văn phòng Tỉnh ủy", null, null)]
    [TestCase("Lưu HCTĐ, Vụ TH", "HCTĐ|Vụ TH", null, null)]
    [TestCase("Lưu: VT, CST (05", "VT|CST", null, 5)]
    public async Task The_archive_line_says_where_who_and_how_many(string line, string units, string? drafter, int? copies)
    {
        var archive = (await directory.ReadAsync("bng", SeedDay, [], [line])).Archive!;

        Assert.That(string.Join('|', archive.Units.Select(unit => unit.Text)), Is.EqualTo(units));
        Assert.That((archive.Drafter, archive.Copies), Is.EqualTo((drafter, copies)));
    }
}
