using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Tracing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SearchPapersTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task What_is_asked_for_without_marks_is_found_with_any()
    {
        var right = await DraftAsync("tăng cường công tác đối ngoại địa phương");
        var slip = await DraftAsync("tăng cường công tác đổi ngoại địa phương");
        await DraftAsync("quản lý biên chế năm 2025");

        Assert.That(await FoundAsync("doi ngoai"), Is.EqualTo(new[] { slip, right }), "the newest first");
    }

    [Test]
    public async Task What_has_the_marks_that_were_asked_for_stands_above_what_has_others()
    {
        var right = await DraftAsync("tăng cường công tác đối ngoại địa phương");
        var apart = await DraftAsync("đối chiếu hồ sơ tuyến ngoại tỉnh");
        var slip = await DraftAsync("tăng cường công tác đổi ngoại địa phương");

        Assert.That(await FoundAsync("đối ngoại"), Is.EqualTo(new[] { right, apart, slip }));
        Assert.That((await FoundAsync("đổi ngoại"))[0], Is.EqualTo(slip));
    }

    [TestCase("đối ngoại")]
    [TestCase("doi ngoai")]
    public async Task What_is_about_the_words_stands_above_what_only_speaks_of_them_and_a_slip_below(string typed)
    {
        var about = await DraftAsync("định hướng công tác đối ngoại");
        var speaks = await DraftAsync("chuẩn bị hội nghị", "Thực hiện công tác đối ngoại năm 2025.");
        var slip = await DraftAsync("đẩy mạnh công tác đổi ngoại", "Để công tác đối ngoại đạt hiệu quả.");

        Assert.That(await FoundAsync(typed), Is.EqualTo(new[] { about, slip, speaks }));
    }

    [TestCase("hoà giải", TestName = "A_tone_on_the_other_letter_is_the_same_word")]
    [TestCase("HÒA GIẢI", TestName = "Capital_letters_are_the_same_word")]
    [TestCase("ho\u0300a gia\u0309i", TestName = "Letters_typed_apart_are_the_same_word")]
    [TestCase("giải hoa", TestName = "The_order_of_words_does_not_matter")]
    [TestCase("hòa giả", TestName = "The_last_word_may_be_begun_only")]
    [TestCase("hoa gi", TestName = "The_last_word_may_be_begun_without_marks")]
    public async Task Found_however_it_is_typed(string typed)
    {
        var paper = await DraftAsync("công tác hòa giải ở cơ sở");

        Assert.That(await FoundAsync(typed), Is.EqualTo(new[] { paper }));
    }

    [Test]
    public async Task A_paper_is_found_by_any_of_its_words_and_by_its_new_ones_after_it_was_revised()
    {
        var text = ADispatch.Words("mở lớp bồi dưỡng") with { Body = ["Sông Nậm Rốm chảy qua thành phố."], Recipients = ["Như trên", "Hội Chữ thập đỏ", "Lưu: VT"] };
        var draft = await new ADispatch(Office) { Text = text }.DraftAsync();
        foreach (var words in new[] { "nam rom", "chữ thập đỏ", "UBND tỉnh Điện Biên", "thứ trưởng", "công văn", "Nguyễn Minh Vũ", "BNG-CNV" })
        {
            Assert.That(await FoundAsync(words), Is.EqualTo(new[] { draft.Id.Value }), words);
        }

        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, text with { Body = ["Suối Nậm Lay."] }), version: draft.Version);

        Assert.That((await FoundAsync("nậm rốm"), await FoundAsync("nậm lay")), Is.EqualTo((Array.Empty<Guid>(), new[] { draft.Id.Value })).Using<Guid[]>((one, other) => one.AsSpan().SequenceEqual(other)));
    }

    [Test]
    public async Task A_number_finds_the_paper_that_bears_it_before_those_that_speak_of_it()
    {
        var first = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var speaking = await new ADispatch(Office) { Text = ADispatch.Words() with { Body = [$"Tiếp theo công văn số {first.NumberAndSymbol} của Bộ Ngoại giao."] } }.DraftAsync();

        Assert.That(await FoundAsync(first.NumberAndSymbol!), Is.EqualTo(new[] { first.Id.Value, speaking.Id.Value }));
        Assert.That((await FoundAsync($"số 0{first.Number}"))[0], Is.EqualTo(first.Id.Value));
        Assert.That((await FoundAsync($"{first.Number} / bng-cnv"))[0], Is.EqualTo(first.Id.Value));
    }

    [Test]
    public async Task A_number_is_found_at_once_and_among_the_words_of_its_paper_when_the_round_has_passed()
    {
        var paper = await new ADispatch(Office) { Text = ADispatch.Words("mở lớp bồi dưỡng") }.AtAsync(OutgoingState.Issued);
        var both = $"lớp bồi dưỡng {paper.Number}";
        Assert.That(await FoundAsync(paper.NumberAndSymbol!), Is.EqualTo(new[] { paper.Id.Value }));
        Assert.That((await FoundAsync("lớp bồi dưỡng"), await FoundAsync(both)), Is.EqualTo((new[] { paper.Id.Value }, Array.Empty<Guid>())).Using<Guid[]>((one, other) => one.AsSpan().SequenceEqual(other)));

        await Office.Root.GetRequiredService<IndexRound>().RunAsync(CancellationToken.None);

        Assert.That(await FoundAsync(both), Is.EqualTo(new[] { paper.Id.Value }));
        Assert.That(await FoundAsync(paper.NumberAndSymbol!), Is.EqualTo(new[] { paper.Id.Value }));
    }

    [Test]
    public async Task A_receiver_finds_what_came_by_its_whole_text_and_nobody_finds_what_is_not_theirs()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        var hit = (await Office.As("clerk.db").Do(new SearchPapers("trân trọng cảm ơn"))).Items.Single();

        Assert.That((hit.Kind, hit.Title, hit.Organisation), Is.EqualTo((PaperKind.Incoming, sent.NumberAndSymbol, "Bộ Ngoại giao")));
        Assert.That((await Office.As("auditor.lc").Do(new SearchPapers("trân trọng cảm ơn"))).Items, Is.Empty);
        Assert.That(await Office.As("admin.db").RefusalOf(new SearchPapers("trân trọng cảm ơn")), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task The_copy_the_paper_and_what_answers_stand_apart_by_kind_and_day()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);

        var copies = await Office.As("clerk.db").Do(new SearchPapers("đối ngoại", PaperKind.Copy));
        var later = await Office.As("clerk.db").Do(new SearchPapers("đối ngoại", From: Office.Clock.Today.AddDays(1)));
        var today = await Office.As("clerk.db").Do(new SearchPapers("đối ngoại", To: Office.Clock.Today));

        Assert.That(copies.Items.Select(hit => hit.PaperId), Is.EqualTo(new[] { copy.Id.Value }));
        Assert.That((later.Items.Count, today.Items.Count), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task Pages_follow_each_other_over_the_ranks_without_a_gap_or_a_repeat()
    {
        for (var i = 0; i < 7; i++)
        {
            await DraftAsync(i % 2 == 0 ? $"công tác đối ngoại lần {i}" : $"công tác đổi ngoại lần {i}");
        }

        var all = await FoundAsync("đối ngoại");
        var walked = new List<Guid>();
        string? after = null;
        do
        {
            var page = await Office.As("auditor.bng").Do(new SearchPapers("đối ngoại", After: after, Take: 2));
            walked.AddRange(page.Items.Select(hit => hit.PaperId));
            after = page.Next;
        }
        while (after is not null);

        Assert.That(walked, Is.EqualTo(all));
        Assert.That(all, Has.Length.EqualTo(7));
    }

    [Test]
    public async Task What_was_looked_for_is_marked_in_the_subject_or_shown_where_it_stands()
    {
        var text = ADispatch.Words("công tác Đối  ngoại năm 2025") with { Body = ["Đoạn đầu.", "Đề nghị quý Ủy ban xem xét việc trồng rừng phòng hộ tại các xã biên giới."] };
        await new ADispatch(Office) { Text = text }.DraftAsync();

        var subject = (await Office.As("auditor.bng").Do(new SearchPapers("doi ngoai"))).Items.Single();
        var body = (await Office.As("auditor.bng").Do(new SearchPapers("rừng phòng hộ"))).Items.Single();

        Assert.That(string.Concat(subject.Subject.Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text)), Is.EqualTo("công tác [Đối  ngoại] năm 2025"));
        Assert.That(subject.Excerpt, Is.Empty);
        Assert.That(string.Concat(body.Excerpt.Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text)), Does.Contain("việc trồng [rừng phòng hộ] tại các xã"));
    }

    [TestCase("\" OR 1=1 --")]
    [TestCase("owner:*")]
    [TestCase("a' & b | !c :*")]
    [TestCase("%_[]")]
    [TestCase("NEAR(x y)")]
    public async Task What_means_something_to_a_database_means_nothing_here(string typed)
    {
        await DraftAsync("công tác đối ngoại");

        Assert.That(await FoundAsync(typed), Is.Empty);
    }

    [Test]
    public async Task Nothing_to_look_for_is_said_so()
    {
        Assert.That(await Office.As("clerk.bng").RefusalOf(new SearchPapers("  ")), Is.EqualTo("shape.text"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new SearchPapers("x", After: "y")), Is.EqualTo("shape.after"));
    }

    [Test]
    public async Task Papers_that_an_older_version_left_without_words_are_brought_in_beside_the_requests_and_said_to_be_missing_until_then()
    {
        var paper = await DraftAsync("công tác đối ngoại");
        await Office.Look(async db =>
        {
            await db.Set<PaperEntry>().ExecuteDeleteAsync();
            return await db.Database.ExecuteSqlRawAsync("DROP TABLE paper_words");
        });

        await DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None);
        var meanwhile = await Office.As("auditor.bng").Do(new SearchPapers("đối ngoại"));
        var brought = await Office.Root.GetRequiredService<IndexRound>().RunAsync(CancellationToken.None);
        var afterwards = await Office.As("auditor.bng").Do(new SearchPapers("đối ngoại"));

        Assert.That((meanwhile.Items.Count, meanwhile.Unindexed), Is.EqualTo((0, 1)));
        Assert.That((brought, Office.Root.GetRequiredService<IndexProgress>().IsWhole), Is.EqualTo((1, true)));
        Assert.That((afterwards.Items.Single().PaperId, afterwards.Unindexed), Is.EqualTo((paper, 0)));
    }

    [Test]
    public async Task What_acts_leave_in_the_index_is_brought_together_beside_them_and_found_as_before()
    {
        var first = await DraftAsync("công tác đối ngoại");
        for (var i = 0; i < 5; i++)
        {
            await DraftAsync($"quản lý biên chế lần {i}");
        }

        await Office.Root.GetRequiredService<IndexRound>().RunAsync(CancellationToken.None);
        var isUntidy = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            return await db.Words.TidyAsync(db, CancellationToken.None);
        });

        Assert.That(isUntidy, Is.False, "nothing is left to do");
        Assert.That((await Office.As("auditor.bng").Do(new SearchPapers("đối ngoại"))).Items.Single().PaperId, Is.EqualTo(first));
        Assert.That((await Office.As("auditor.bng").Do(new SearchPapers("biên chế"))).Items, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Of_common_words_the_newest_are_ranked_among_each_other_and_then_the_next_without_a_gap_or_a_repeat()
    {
        var drafted = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            drafted.Add(await DraftAsync(i % 2 == 0 ? $"công tác đối ngoại lần {i}" : $"công tác đổi ngoại lần {i}"));
        }

        var walked = new List<SearchPlace>();
        var isCut = false;
        for (var (after, isMore) = (SearchPlace.Start, true); isMore;)
        {
            await Office.Look(async db =>
            {
                var search = new RankedSearch(db, Office.Body("bng"), SearchTerms.Of("đối ngoại"), new EntryFilter(null, null, null), take: 2, window: 3);
                var page = new List<SearchPlace>();
                await foreach (var place in search.AfterAsync(SearchPlace.Read(after.ToString())!, CancellationToken.None))
                {
                    page.Add(place);
                    if (page.Count == 2)
                    {
                        break;
                    }
                }

                isCut |= search.IsCut;
                walked.AddRange(page);
                isMore = page.Count == 2;
                after = page.Count > 0 ? page[^1] : after;
                return isMore;
            });
        }

        // In windows of three, newest first: 7 6 5, 4 3 2, 1 0; in each the right marks before the others.
        var papers = await Office.Look(db => db.Set<PaperEntry>().ToDictionaryAsync(entry => entry.Id, entry => entry.PaperId));
        Assert.That(walked.Select(place => drafted.IndexOf(papers[place.Entry])), Is.EqualTo(new[] { 6, 7, 5, 4, 2, 3, 0, 1 }));
        Assert.That(isCut, Is.True);
    }

    private async Task<Guid> DraftAsync(string subject, string body = "Nội dung.") =>
        (await new ADispatch(Office) { Text = ADispatch.Words(subject) with { Body = [body], Addressees = ["Ủy ban nhân dân tỉnh Điện Biên"] } }.DraftAsync()).Id.Value;

    private async Task<Guid[]> FoundAsync(string text) => [.. (await Office.As("auditor.bng").Do(new SearchPapers(text))).Items.Select(hit => hit.PaperId)];
}
