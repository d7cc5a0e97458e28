using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Intake;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class KeepCorrectionsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly CorrectedField Subject = new("subject", "công tác đổi ngoại", 0.97, "công tác đối ngoại");
    private static readonly CorrectedField Issuer = new("issuer", null, 0, "Bộ Nội vụ");

    private Task<IncomingView> RegisterAsync(string clerk = "clerk.db") => Office.As(clerk).Do(new RegisterPaper(new PaperFacts
    {
        Form = PaperForm.Original,
        Medium = Medium.Paper,
        Author = "Bộ Nội vụ",
        Kind = "công văn",
        NumberAndSymbol = "12/BNV-VP",
        Date = new DateOnly(2024, 12, 10),
        Subject = "công tác đối ngoại",
        Signer = "",
    }));

    [Test]
    public async Task What_a_clerk_changed_is_kept_as_evidence_newest_first()
    {
        var paper = await RegisterAsync();

        var kept = await Office.As("clerk.db").Do(new KeepCorrections(paper.Id, [Subject, Issuer]));

        var listed = await Office.As("clerk.db").Do(new ListCorrections());
        Assert.That(kept.Count, Is.EqualTo(2));
        Assert.That(listed.Items.Select(c => (c.IncomingId, c.Field, c.Read, c.Confidence, c.Kept)), Is.EquivalentTo([(paper.Id, "subject", "công tác đổi ngoại", 0.97, "công tác đối ngoại"), (paper.Id, "issuer", (string?)null, 0.0, "Bộ Nội vụ")]));
    }

    [Test]
    public async Task A_field_of_a_dispatch_is_kept_once()
    {
        var paper = await RegisterAsync();
        await Office.As("clerk.db").Do(new KeepCorrections(paper.Id, [Subject]));

        var again = await Office.As("clerk.db").Do(new KeepCorrections(paper.Id, [Subject with { Kept = "khác" }, Issuer]));

        Assert.That(again.Count, Is.EqualTo(1));
        Assert.That((await Office.As("clerk.db").Do(new ListCorrections())).Items.Select(c => c.Kept), Has.None.EqualTo("khác"));
    }

    [Test]
    public async Task Another_house_neither_corrects_nor_sees_it()
    {
        var paper = await RegisterAsync();
        await Office.As("clerk.db").Do(new KeepCorrections(paper.Id, [Subject]));

        Assert.That(await Office.As("clerk.lc").RefusalOf(new KeepCorrections(paper.Id, [Issuer])), Is.EqualTo("kernel.unknown").Or.StartsWith("unknown").Or.Contains("unknown"));
        Assert.That((await Office.As("clerk.lc").Do(new ListCorrections())).Items, Is.Empty);
    }

    [Test]
    public async Task Corrections_page_by_key()
    {
        var paper = await RegisterAsync();
        await Office.As("clerk.db").Do(new KeepCorrections(paper.Id, [Subject, Issuer]));

        var first = await Office.As("clerk.db").Do(new ListCorrections(Take: 1));
        var second = await Office.As("clerk.db").Do(new ListCorrections(first.Items[0].Id, 1));

        Assert.That((first.Next is null, second.Items.Count, second.Next), Is.EqualTo((false, 1, (string?)null)));
        Assert.That(second.Items[0].Id, Is.Not.EqualTo(first.Items[0].Id));
    }

    private static IEnumerable<TestCaseData> Misshapen()
    {
        yield return new TestCaseData(Array.Empty<CorrectedField>(), "shape.fields").SetArgDisplayNames("nothing");
        yield return new TestCaseData(new[] { Subject, Subject }, "shape.fields").SetArgDisplayNames("a field twice");
        yield return new TestCaseData(new[] { Subject with { Field = "" } }, "shape.fields.field").SetArgDisplayNames("no field");
        yield return new TestCaseData(new[] { Subject with { Kept = new string('a', 1001) } }, "shape.fields.kept").SetArgDisplayNames("a long value");
        yield return new TestCaseData(new[] { Subject with { Confidence = 1.1 } }, "shape.fields.confidence").SetArgDisplayNames("surer than sure");
        yield return new TestCaseData(new[] { Subject with { Kept = "TUYỆT MẬT" } }, "secrecy.refused").SetArgDisplayNames("a secret");
    }

    [TestCaseSource(nameof(Misshapen))]
    public async Task A_correction_of_the_wrong_shape_is_refused(CorrectedField[] fields, string code)
    {
        var paper = await RegisterAsync();

        Assert.That(await Office.As("clerk.db").RefusalOf(new KeepCorrections(paper.Id, fields)), Is.EqualTo(code));
    }
}
