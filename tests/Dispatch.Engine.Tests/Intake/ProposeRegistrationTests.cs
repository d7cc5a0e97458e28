using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Intake;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ProposeRegistrationTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly ADispatchText Letter = new()
    {
        Parent = null,
        Issuer = "BỘ NGOẠI GIAO",
        Number = "Số: 6983/BNG-CNV",
        Date = "Hà Nội, ngày 12 tháng 12 năm 2024",
        Addressee = "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        Recipients = "Nơi nhận:\n- Như trên;\n- Các đơn vị: CSĐN;\n- Lưu: VT, CNV.",
        Signature = "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nNguyễn Minh Vũ",
        Body = "Đề nghị các tỉnh báo cáo tình hình./.",
    };

    private static readonly PaperFacts Face = new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Paper,
        Author = "Bộ Ngoại giao",
        Kind = "công văn",
        NumberAndSymbol = "6983/BNG-CNV",
        Date = new DateOnly(2024, 12, 12),
        Subject = "về báo cáo",
        Signer = "Nguyễn Minh Vũ",
    };

    private Task<RegistrationProposal> ProposeAsync(ADispatchText text) => Office.As("clerk.db").Do(new ProposeRegistration(DocumentWords.Of(text.Text())));

    private static IEnumerable<string> Codes(RegistrationProposal proposal) => proposal.Reading.Findings.Select(f => f.Code);

    [Test]
    public async Task A_reading_is_laid_beside_the_directory()
    {
        var proposal = await ProposeAsync(Letter);

        Assert.That((proposal.Author, proposal.Reading.NumberAndSymbol, proposal.Duplicates.Count), Is.EqualTo(("Bộ Ngoại giao", "6983/BNG-CNV", 0)));
        Assert.That(proposal.Recipients.Select(r => (r.Line, r.Bodies, r.Doubt)), Is.EqualTo([("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", 2, (string?)null), ("Như trên", 0, null), ("Các đơn vị: CSĐN", 1, null)]));
        Assert.That(Codes(proposal), Is.Empty);
    }

    [Test]
    public async Task A_dispatch_that_is_already_here_is_shown_whatever_its_letters_look_like()
    {
        var there = await Office.As("clerk.db").Do(new RegisterPaper(Face));

        var proposal = await ProposeAsync(Letter);

        Assert.That(proposal.Duplicates.Select(d => d.Id), Is.EqualTo([there.Id]));
        Assert.That(proposal.Reading.Findings[0].Code, Is.EqualTo("intake.duplicate"));
    }

    [Test]
    public async Task Another_year_or_another_house_has_no_duplicate()
    {
        await Office.As("clerk.db").Do(new RegisterPaper(Face with { Date = new DateOnly(2023, 12, 12) }));
        await Office.As("clerk.lc").Do(new RegisterPaper(Face));

        Assert.That((await ProposeAsync(Letter)).Duplicates, Is.Empty);
    }

    [Test]
    public async Task A_department_is_known_by_the_province_above_it() =>
        Assert.That((await ProposeAsync(Letter with { Parent = "UBND TỈNH ĐIỆN BIÊN", Issuer = "SỞ NỘI VỤ", Number = "Số: 18/SNV-VP" })).Author, Is.EqualTo("Sở Nội vụ tỉnh Điện Biên"));

    [Test]
    public async Task An_unknown_issuer_and_an_unknown_recipient_are_pointed_out()
    {
        var proposal = await ProposeAsync(Letter with { Issuer = "BỘ KHÔNG CÓ", Recipients = "Nơi nhận:\n- Như trên;\n- Ủy ban nhân dân tỉnh Điện Biển;\n- Lưu: VT." });

        Assert.That(Codes(proposal), Is.SupersetOf(new[] { "intake.unknown-issuer", "intake.unknown-recipient" }));
        Assert.That(proposal.Reading.Findings.Single(f => f.Code == "intake.unknown-recipient").Suggestion, Is.EqualTo("Ủy ban nhân dân tỉnh Điện Biên"));
    }

    [Test]
    public async Task A_body_that_was_not_there_on_the_date_is_pointed_out() =>
        Assert.That(Codes(await ProposeAsync(Letter with { Recipients = "Nơi nhận:\n- Như trên;\n- Ủy ban nhân dân tỉnh Thành lập sau;\n- Lưu: VT." })), Has.Member("intake.recipient-closed"));

    [Test]
    public async Task A_paper_whose_every_line_means_others_may_have_gone_astray() =>
        Assert.That(Codes(await ProposeAsync(Letter with { Addressee = "Kính gửi: Ủy ban nhân dân tỉnh Lai Châu", Recipients = "Nơi nhận:\n- Như trên;\n- Lưu: VT." })), Has.Member("intake.not-for-us"));

    [Test]
    public async Task A_secret_is_refused_and_nothing_of_it_is_given_back()
    {
        var refused = await Office.As("clerk.db").Try(new ProposeRegistration(DocumentWords.Of((Letter with { Stamp = "TỐI MẬT" }).Text())));

        Assert.That((refused.Refusal?.Code, refused.Refusal!.Message.Contains("báo cáo", StringComparison.Ordinal)), Is.EqualTo(("secrecy.refused", false)));
    }

    [Test]
    public async Task Asking_changes_nothing()
    {
        var before = await Office.ContentsAsync();

        await ProposeAsync(Letter);

        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_no_dispatch_is_said_to_be_none() =>
        Assert.That((await Office.As("clerk.db").Do(new ProposeRegistration(DocumentWords.Of("Hôm nay trời nắng đẹp.")))).Reading.IsDispatch, Is.False);

    [TestCase(0)]
    [TestCase(1_000_001)]
    public async Task A_text_of_the_wrong_length_is_refused(int length) =>
        Assert.That(await Office.As("clerk.db").RefusalOf(new ProposeRegistration(DocumentWords.Of(new string('a', length)))), Is.EqualTo("shape.text"));

    [Test]
    public async Task An_administrator_reads_no_papers() =>
        Assert.That(await Office.As("admin.bng").RefusalOf(new ProposeRegistration(DocumentWords.Of(Letter.Text()))), Is.Not.Null);
}
