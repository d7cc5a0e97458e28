using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

public sealed class PaperNumberTests
{
    [TestCase("6983/BNG-CNV", "6983/BNG/CNV")]
    [TestCase("Số: 06983 / BNG–CNV", "6983/BNG/CNV")]
    [TestCase("34-NQ/TW", "34/NQ/TW")]
    [TestCase("161/2025/QĐ-UBND", "161/2025/QD/UBND")]
    [TestCase("161/2025/qđ-ubnd", "161/2025/QD/UBND")]
    [TestCase("267 /SY", "267/SY")]
    [TestCase("267", "267")]
    [TestCase("BNG-CNV", "")]
    [TestCase("không có", "")]
    [TestCase("000", "")]
    [TestCase(null, "")]
    public void One_number_has_one_key_however_it_is_written(string? text, string key) =>
        Assert.That((PaperNumber.Key(text), PaperNumber.Asked(text)), Is.EqualTo((key, key)));

    [TestCase("Công văn số 6983/BNG-CNV ngày 17/12/2024 của Bộ Ngoại giao", "6983/BNG/CNV")]
    [TestCase("Nghị quyết 34-NQ/TW - Bộ Chính trị", "34/NQ/TW")]
    [TestCase("Quyết định số 161/2025/QĐ-UBND, ngày 01 tháng 7 năm 2025", "161/2025/QD/UBND")]
    [TestCase("123/UBND-KT1.2", "123/UBND/KT1/2")]
    [TestCase("6983 / BNG – CNV", "6983/BNG/CNV")]
    [TestCase("6983/BNG-CNV và 1349/BNG-CNV", "6983/BNG/CNV/VA/1349/BNG/CNV")]
    [TestCase("17/12/2024", "17/12/2024")]
    [TestCase("hội nghị ngày 17/12/2024", "")]
    public void What_was_copied_out_of_a_paper_is_asked_for_by_the_number_in_it(string text, string key) => Assert.That(PaperNumber.Asked(text), Is.EqualTo(key));
}

/// <summary>Who follows a paper must be told of everything that is done to one.</summary>
public sealed class TrailWordsTests
{
    private static readonly string[] OfNoPaper = ["workflow", "directory", "numbering.declared", "signing.authority-", "signing.session-opened", "distributing.receipt"];

    [Test]
    [NonParallelizable]
    public async Task Every_word_of_the_audit_log_tells_of_a_paper_or_is_known_not_to()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var (_, incoming) = await new AnIncoming(office).AtAsync(Dispatch.Engine.Lifecycle.IncomingState.Closed);
        await new ACopy(office, incoming).AtAsync(Dispatch.Engine.Lifecycle.CopyState.Issued);
        await new ADispatch(office).AtAsync(Dispatch.Engine.Lifecycle.OutgoingState.Voided);
        await office.DeliverAsync();

        var words = await office.Look(db => Task.FromResult(db.Set<Dispatch.Engine.Auditing.AuditLeaf>().Select(leaf => leaf.Act).Distinct().ToList()));

        Assert.That(words, Has.Count.GreaterThan(15));
        Assert.That(words.Where(word => TrailWords.Of(word) is null && !Array.Exists(OfNoPaper, known => word.StartsWith(known, StringComparison.Ordinal))), Is.Empty);
    }
}
