using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tests.Intake;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

/// <summary>What papers from outside cite and answer: kept with them, found again, shown as doubtful where it is, put right by the clerk.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CitationTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly PaperFacts Face = new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Paper,
        Author = "Văn phòng Chính phủ",
        Kind = "công văn",
        NumberAndSymbol = "1304/VPCP-QHQT",
        Date = new DateOnly(2024, 2, 23),
        Subject = "về công tác đối ngoại địa phương",
        Signer = "Trần Văn Sơn",
    };

    private static PaperFacts Citing => Face with { NumberAndSymbol = "88/UBND-NC", Author = "Ủy ban nhân dân tỉnh Lai Châu", Date = new DateOnly(2024, 3, 5) };

    [Test]
    public async Task A_paper_from_outside_leads_to_what_it_cites_and_back()
    {
        var cited = await EnterAsync(Face);
        var citing = await EnterAsync(Citing with { Cites = [new("1304/VPCP-QHQT", "công văn", Face.Date, "Văn phòng Chính phủ"), new("34-NQ/TW", "nghị quyết", new DateOnly(2023, 1, 9))] });

        var there = await ReferencesAsync(citing);
        var back = await ReferencesAsync(cited);

        Assert.That(there.Cites.Select(paper => (paper.Text, paper.Paper?.PaperId, paper.MayBe.Count)), Is.EqualTo(new (string, Guid?, int)[] { ("1304/VPCP-QHQT", cited.Id.Value, 0), ("34-NQ/TW", null, 0) }));
        Assert.That(back.CitedBy.Select(paper => (paper.PaperId, paper.Author)), Is.EqualTo(new[] { (citing.Id.Value, "Ủy ban nhân dân tỉnh Lai Châu") }));
    }

    [Test]
    public async Task What_comes_after_its_citation_is_found_by_it_all_the_same()
    {
        var citing = await EnterAsync(Citing with { Cites = [new("01304 / VPCP-QHQT")] });

        var cited = await EnterAsync(Face);

        Assert.That((await ReferencesAsync(citing)).Cites.Single().Paper?.PaperId, Is.EqualTo(cited.Id.Value));
    }

    [Test]
    public async Task Of_two_that_it_may_be_both_are_shown_until_the_clerk_says_which()
    {
        var first = await EnterAsync(Face);
        var second = await EnterAsync(Face with { Date = new DateOnly(2023, 6, 1) });
        var citing = await EnterAsync(Citing with { Cites = [new("1304/VPCP-QHQT", Issuer: "Văn phòng Chính phủ")] });

        var doubtful = (await ReferencesAsync(citing)).Cites.Single();
        await Office.As("clerk.db").Do(new CorrectCitations(citing.Id, [new("1304/VPCP-QHQT", "công văn", second.Facts.Date, "Văn phòng Chính phủ")]));
        var decided = (await ReferencesAsync(citing)).Cites.Single();

        Assert.That((doubtful.Paper, doubtful.MayBe.Select(paper => paper.PaperId)), Is.EqualTo(((LinkedPaper?)null, new[] { second.Id.Value, first.Id.Value })));
        Assert.That((decided.Paper?.PaperId, decided.MayBe.Count), Is.EqualTo(((Guid?)second.Id.Value, 0)));
        Assert.That((await ReferencesAsync(first)).CitedBy, Is.Empty);
    }

    [Test]
    public async Task A_number_under_another_issuers_name_is_a_guess_and_shown_as_one()
    {
        var other = await EnterAsync(Face with { Author = "Bộ Nội vụ" });

        var citing = await EnterAsync(Citing with { Cites = [new("1304/VPCP-QHQT", Issuer: "Văn phòng Chính phủ")] });

        var cited = (await ReferencesAsync(citing)).Cites.Single();
        Assert.That((cited.Paper, cited.MayBe.Single().PaperId), Is.EqualTo(((LinkedPaper?)null, other.Id.Value)));
        Assert.That((await ReferencesAsync(other)).CitedBy, Is.Empty);
    }

    [Test]
    public async Task An_issuer_is_the_same_under_every_name_the_directory_knows()
    {
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var received = await new AnIncoming(Office).ArrivedAsync();

        var citing = await EnterAsync(Citing with { Cites = [new(sent.NumberAndSymbol!, Issuer: "BNG")] });

        Assert.That((await ReferencesAsync(citing)).Cites.Single().Paper?.PaperId, Is.EqualTo(received.Id.Value));
    }

    [Test]
    public async Task A_paper_that_answers_stands_with_what_it_answers()
    {
        var asked = await new ADispatch(Office) { House = "db" }.To("Bộ Ngoại giao").AtAsync(OutgoingState.Issued);

        var answer = await EnterAsync(Citing with { Cites = [new(asked.NumberAndSymbol!, "công văn", asked.IssuedOn, null, IsAnswered: true)] });

        var atHome = (await Office.As("auditor.db").Do(new TraceFamily(asked.Id.Value))).References;
        Assert.That((await ReferencesAsync(answer)).Answers.Single().PaperId, Is.EqualTo(asked.Id.Value));
        Assert.That((atHome.AnsweredBy.Single().PaperId, atHome.CitedBy.Count), Is.EqualTo((answer.Id.Value, 0)));
    }

    [Test]
    public async Task A_paper_is_found_by_what_it_cites_and_no_longer_when_that_was_struck()
    {
        var citing = await EnterAsync(Citing with { Cites = [new("1304/VPCP-QHQT")] });
        var found = await Office.As("clerk.db").Do(new SearchPapers("1304/VPCP-QHQT"));

        await Office.As("clerk.db").Do(new CorrectCitations(citing.Id, []));

        Assert.That(found.Items.Select(hit => hit.PaperId), Is.EqualTo(new[] { citing.Id.Value }));
        Assert.That((await Office.As("clerk.db").Do(new SearchPapers("1304/VPCP-QHQT"))).Items, Is.Empty);
        Assert.That((await ReferencesAsync(citing)).Cites, Is.Empty);
    }

    [Test]
    public async Task At_a_past_moment_nothing_is_linked_that_was_not_here_yet()
    {
        var citing = await EnterAsync(Citing with { Cites = [new("1304/VPCP-QHQT")] });
        var before = Office.Clock.GetUtcNow();
        Office.Clock.Advance(TimeSpan.FromHours(1));
        var cited = await EnterAsync(Face);

        var then = (await Office.As("auditor.db").Do(new TraceFamily(citing.Id.Value, before))).References.Cites.Single();
        var now = (await Office.As("auditor.db").Do(new TraceFamily(citing.Id.Value, Office.Clock.GetUtcNow()))).References.Cites.Single();

        Assert.That((then.Paper, now.Paper?.PaperId), Is.EqualTo(((LinkedPaper?)null, (Guid?)cited.Id.Value)));
    }

    [Test]
    public async Task What_one_house_wrote_down_no_other_reads()
    {
        var lc = await Office.As("clerk.lc").Do(new RegisterPaper(Citing with { Cites = [new("1304/VPCP-QHQT")] }));
        var cited = await EnterAsync(Face);

        Assert.That((await ReferencesAsync(cited)).CitedBy, Is.Empty);
        Assert.That(await Office.As("clerk.db").RefusalOf(new CorrectCitations(lc.Id, [])), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task A_paper_whose_text_is_here_cites_by_itself()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("clerk.db").RefusalOf(new CorrectCitations(incoming.Id, [])), Is.EqualTo("receiving.cites-its-text"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [TestCase("theo công văn nọ")]
    [TestCase("12")]
    public async Task A_line_that_names_no_paper_is_refused_by_its_words(string line)
    {
        var paper = await EnterAsync(Citing);

        var refused = await Office.As("clerk.db").Try(new CorrectCitations(paper.Id, [PaperCitation.Read(line)]));

        Assert.That((refused.Refusal?.Code, refused.Refusal?.Message), Is.EqualTo(("shape.cites", $"Văn bản được dẫn “{line}” không đọc được. Mỗi dòng một văn bản, có số, ký hiệu; ví dụ: công văn 1304/VPCP-QHQT ngày 23/02/2024 của Văn phòng Chính phủ.")));
    }

    [TestCase("công văn 1304/VPCP-QHQT ngày 23/02/2024 của Văn phòng Chính phủ")]
    [TestCase("trả lời công văn 12/UBND ngày 01/03/2024")]
    [TestCase("34-NQ/TW")]
    [TestCase("luật 38/2019/QH14")]
    [TestCase("77/BNV-VP của Bộ Nội vụ")]
    public void A_line_is_read_as_it_is_written(string line) => Assert.That(PaperCitation.Read(line).Line, Is.EqualTo(line));

    [TestCase("Phúc đáp Công văn số 1304/VPCP-QHQT, ngày 23/02/2024 của Văn phòng Chính phủ.", "trả lời Công văn 1304/VPCP-QHQT ngày 23/02/2024 của Văn phòng Chính phủ")]
    [TestCase("- Nghị quyết số: 34-NQ/TW ngày 09/01/2023;", "Nghị quyết 34-NQ/TW ngày 09/01/2023")]
    public void A_line_is_read_however_a_clerk_writes_it(string line, string kept) => Assert.That(PaperCitation.Read(line).Line, Is.EqualTo(kept));

    [TestCase("Trả lời Công văn số 1304/VPCP-QHQT ngày 23/02/2024 của Văn phòng Chính phủ về đối ngoại, Bộ Nội vụ có ý kiến như sau.", true)]
    [TestCase("Phúc đáp công văn số 1304/VPCP-QHQT, Bộ Nội vụ có ý kiến.", true)]
    [TestCase("Trả lời đề nghị của quý cơ quan và thực hiện Công văn số 1304/VPCP-QHQT, Bộ Nội vụ có ý kiến.", false)]
    [TestCase("Đề nghị trả lời trước ngày 30/3 theo Công văn số 1304/VPCP-QHQT.", false)]
    [TestCase("Theo Công văn số 1304/VPCP-QHQT, Bộ Nội vụ trả lời như sau.", false)]
    public void A_text_answers_what_its_sentence_begins_by_answering(string sentence, bool answers) =>
        Assert.That(IntakeReader.Read(new ADispatchText { Body = sentence + "\n\nTrân trọng./." }.Text(), new DateOnly(2024, 12, 17)).References.Single().IsAnswered, Is.EqualTo(answers));

    private Task<IncomingView> EnterAsync(PaperFacts facts) => Office.As("clerk.db").Do(new RegisterPaper(facts));

    private async Task<FamilyReferences> ReferencesAsync(IncomingView paper) => (await Office.As("auditor.db").Do(new TraceFamily(paper.Id.Value))).References;
}
