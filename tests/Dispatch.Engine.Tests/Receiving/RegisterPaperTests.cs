using System.Text;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Receiving;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RegisterPaperTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly PaperFacts Face = new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Paper,
        Author = "Bộ Nội vụ",
        Kind = "công văn",
        NumberAndSymbol = "12/BNV-VP",
        Date = new DateOnly(2024, 12, 10),
        Subject = "về biên chế năm 2025",
        Signer = "Phạm Thị Thanh Trà",
    };

    [Test]
    public async Task Paper_from_outside_takes_the_ordinary_road()
    {
        var paper = await Office.As("clerk.db").Do(new RegisterPaper(Face));

        var closed = await new AnIncoming(Office).WalkAsync(paper, IncomingState.Closed);

        Assert.That((paper.State, paper.ContentHash, closed.ArrivalNumber), Is.EqualTo((IncomingState.Arrived, (string?)null, 1)));
    }

    [TestCase("12/BNV-VP", "Bộ Nội vụ")]
    [TestCase("12 / bnv-vp", "BỘ  NỘI VỤ")]
    public async Task The_same_number_of_the_same_author_in_a_year_is_a_duplicate_until_the_clerk_says_it_is_another(string number, string author)
    {
        await Office.As("clerk.db").Do(new RegisterPaper(Face));
        var again = Face with { NumberAndSymbol = number, Author = author.Normalize(NormalizationForm.FormD) };
        var before = await Office.ContentsAsync();

        var refused = await Office.As("clerk.db").Try(new RegisterPaper(again));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("receiving.duplicate"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(again, AllowDuplicate: true)), Is.Null);
    }

    [Test]
    public async Task Another_year_another_author_another_house_or_a_copy_is_no_duplicate()
    {
        await Office.As("clerk.db").Do(new RegisterPaper(Face));

        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { Date = new DateOnly(2023, 12, 10) })), Is.Null);
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { Author = "Bộ Nông nghiệp" })), Is.Null);
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { Form = PaperForm.SaoY, CopyNumberAndSymbol = "9/SY-UBND" })), Is.Null);
        Assert.That(await Office.As("clerk.lc").RefusalOf(new RegisterPaper(Face)), Is.Null);
    }

    [Test]
    public async Task A_date_in_the_future_is_refused_by_the_day_in_Vietnam()
    {
        // 18:00 UTC on the 16th is the 17th in Hà Nội.
        Office.Clock.Set(new DateTimeOffset(2024, 12, 16, 18, 0, 0, TimeSpan.Zero));

        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { Date = new DateOnly(2024, 12, 18) })), Is.EqualTo("receiving.future-date"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { CopiedOn = new DateOnly(2024, 12, 18) })), Is.EqualTo("receiving.future-date"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(Face with { Date = new DateOnly(2024, 12, 17) })), Is.Null);
    }

    [TestCaseSource(nameof(Misshapen))]
    public async Task A_face_of_the_wrong_shape_is_refused(PaperFacts face, string code) => Assert.That(await Office.As("clerk.db").RefusalOf(new RegisterPaper(face)), Is.EqualTo(code));

    public static IEnumerable<TestCaseData> Misshapen()
    {
        yield return new TestCaseData(Face with { Author = "" }, "shape.facts.author").SetArgDisplayNames("no author");
        yield return new TestCaseData(Face with { NumberAndSymbol = "" }, "shape.facts.numberAndSymbol").SetArgDisplayNames("no number");
        yield return new TestCaseData(Face with { NumberAndSymbol = new string('1', 61) }, "shape.facts.numberAndSymbol").SetArgDisplayNames("a number of 61 letters");
        yield return new TestCaseData(Face with { Subject = new string('a', 501) }, "shape.facts.subject").SetArgDisplayNames("a subject of 501 letters");
        yield return new TestCaseData(Face with { Kind = "" }, "shape.facts.kind").SetArgDisplayNames("no kind");
        yield return new TestCaseData(Face with { Signer = new string('a', 101) }, "shape.facts.signer").SetArgDisplayNames("a signer of 101 letters");
        yield return new TestCaseData(Face with { Date = new DateOnly(1900, 1, 1) }, "shape.facts.date").SetArgDisplayNames("a date before the state");
        yield return new TestCaseData(Face with { SheetHash = new string('a', 64) }, "shape.facts.sheetHash").SetArgDisplayNames("a sheet that paper cannot have");
    }
}
