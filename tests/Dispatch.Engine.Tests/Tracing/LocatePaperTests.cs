using System.Buffers.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

/// <summary>From what a person holds to the paper: its number, its file, the code printed on a copy.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class LocatePaperTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_paper_is_found_by_its_number_its_hash_and_by_what_the_code_on_its_copy_says()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        var code = Code(copy.NumberAndSymbol!, copy.CopiedOn!.Value, copy.SourceHash);

        Assert.That(await FoundAsync("auditor.bng", sent.NumberAndSymbol!), Is.EqualTo(new[] { sent.Id.Value }));
        Assert.That(await FoundAsync("auditor.bng", sent.ContentHash!.ToUpperInvariant()), Is.EqualTo(new[] { sent.Id.Value }));
        Assert.That(await FoundAsync("auditor.db", sent.NumberAndSymbol!), Is.EqualTo(new[] { incoming.Id.Value }));
        Assert.That(await FoundAsync("auditor.db", copy.ContentHash!), Is.EqualTo(new[] { copy.Id.Value }));
        Assert.That(await FoundAsync("auditor.db", code), Is.EqualTo(new[] { copy.Id.Value, incoming.Id.Value }), "the copy first, then what it was made from");
        Assert.That(await FoundAsync("auditor.lc", code), Is.Empty);
    }

    [Test]
    public async Task A_receiver_of_the_copy_finds_it_by_its_code()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();

        Assert.That(await FoundAsync("clerk.snv", copy.NumberAndSymbol!), Has.Length.EqualTo(1));
        Assert.That(await FoundAsync("clerk.snv", copy.ContentHash!), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Who_issued_a_paper_finds_it_by_the_number_and_the_file_of_a_copy_that_another_made()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);
        Assert.That(await FoundAsync("auditor.bng", copy.NumberAndSymbol!), Is.Empty, "what is not issued yet is nobody else's");
        copy = await new ACopy(Office, incoming).WalkAsync(copy, CopyState.Issued);
        await Office.DeliverAsync();

        foreach (var held in new[] { copy.NumberAndSymbol!, copy.ContentHash!, Code(copy.NumberAndSymbol!, copy.CopiedOn!.Value, copy.SourceHash) })
        {
            var hit = (await Office.As("auditor.bng").Do(new LocatePaper(held))).Items.Single();
            Assert.That((hit.PaperId, hit.Title), Is.EqualTo((sent.Id.Value, $"{sent.NumberAndSymbol} (sao y {copy.NumberAndSymbol} của Ủy ban nhân dân tỉnh Điện Biên)")), held);
        }

        Assert.That(await FoundAsync("auditor.lc", copy.NumberAndSymbol!), Is.Empty);
    }

    [TestCase("Công văn số {0} ngày 16/12/2024 của Bộ Ngoại giao")]
    [TestCase("{0} ngày 16 tháng 12 năm 2024")]
    [TestCase("(số {0})")]
    public async Task A_paper_is_found_as_another_cites_it(string text)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var cited = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, sent.NumberAndSymbol);

        Assert.That(await FoundAsync("clerk.bng", cited), Is.EqualTo(new[] { sent.Id.Value }));
        Assert.That((await Office.As("clerk.bng").Do(new SearchPapers(cited))).Items.Select(hit => hit.PaperId), Does.Contain(sent.Id.Value));
    }

    [TestCase("số đến 1")]
    [TestCase("Số đến: 01/2024")]
    [TestCase("den so 1")]
    public async Task A_paper_is_found_by_the_number_it_arrived_under(string text)
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        Assert.That(await FoundAsync("clerk.db", text), Is.EqualTo(new[] { incoming.Id.Value }));
        Assert.That((await Office.As("clerk.db").Do(new SearchPapers(text))).Items.Select(hit => hit.PaperId).First(), Is.EqualTo(incoming.Id.Value));
        Assert.That(await FoundAsync("clerk.db", "số đến 1/2023"), Is.Empty);
        Assert.That(await FoundAsync("clerk.bng", text), Is.Empty, "a number of arrival is the receiver's own");
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("không phải số")]
    [TestCase("https://example.org/verify?so=1/SY&sha256=abc")]
    public async Task What_names_no_paper_is_refused_with_examples(string text) =>
        Assert.That(await Office.As("auditor.bng").RefusalOf(new LocatePaper(text)), Is.EqualTo("shape.text"));

    [Test]
    public async Task Anyone_with_the_code_learns_which_copy_it_is_and_not_what_it_says()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);

        var known = await Office.AsNobody().Do(new IdentifyCopy(copy.NumberAndSymbol!, copy.CopiedOn, Base64Url.EncodeToString(Convert.FromHexString(copy.SourceHash))));

        Assert.That(known, Is.EqualTo(new CopyIdentity(
            Vietnamese.Of(CopyForm.SaoY), copy.NumberAndSymbol!, copy.CopiedOn!.Value, "Ủy ban nhân dân tỉnh Điện Biên", Vietnamese.Of(CopyState.Issued), sent.NumberAndSymbol!, sent.IssuedOn!.Value, "Bộ Ngoại giao", copy.SourceHash)));
    }

    [Test]
    public async Task A_code_that_is_wrong_in_any_part_names_no_copy()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);
        var (number, day, hash) = (copy.NumberAndSymbol!, copy.CopiedOn!.Value, copy.SourceHash);

        Assert.That(await Office.AsNobody().RefusalOf(new IdentifyCopy(number, day, hash)), Is.EqualTo("tracing.no-such-copy"), "not issued yet");
        await Office.As("clerk.db").Do(new Dispatch.Engine.Copying.IssueCopy(copy.Id));
        foreach (var wrong in new[]
        {
            new IdentifyCopy("99/SY-UBND", day, hash), new IdentifyCopy(number, day.AddDays(1), hash), new IdentifyCopy(number, null, hash),
            new IdentifyCopy(number, day, new string('0', 64)), new IdentifyCopy(number, day, "x"), new IdentifyCopy("", day, ""),
        })
        {
            Assert.That(await Office.AsNobody().RefusalOf(wrong), Is.EqualTo("tracing.no-such-copy"), wrong.ToString());
        }

        Assert.That((await Office.AsNobody().Do(new IdentifyCopy(number, day, hash))).NumberAndSymbol, Is.EqualTo(number));
    }

    private static string Code(string number, DateOnly day, string hash) =>
        $"https://congvan.example.vn/verify?so={Uri.EscapeDataString(number)}&ngay={day:yyyy-MM-dd}&sha256={Base64Url.EncodeToString(Convert.FromHexString(hash))}";

    private async Task<Guid[]> FoundAsync(string who, string text) => [.. (await Office.As(who).Do(new LocatePaper(text))).Items.Select(hit => hit.PaperId)];
}
