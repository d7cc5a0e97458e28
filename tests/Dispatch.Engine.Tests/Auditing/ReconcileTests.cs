using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Auditing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReconcileTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Head = "author,number_and_symbol,date,subject,receiver,arrival_number,registered_on,sha256,delivery_id";

    [Test]
    public async Task A_register_of_ours_agrees_with_what_its_sender_sent()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        var theirs = await Office.As("clerk.db").Do(new ExportRegister(Office.Clock.Today, Office.Clock.Today));

        var result = await CompareAsync(Encoding.UTF8.GetString(theirs));

        Assert.That((result.Sent, result.Lines, result.Agreeing, result.Differences.Count), Is.EqualTo((1, 1, 1, 0)));
    }

    [TestCase("", ReconciliationKind.NeverRegistered, "Bộ Nội vụ,9/BNV,2024-12-16,,Ủy ban nhân dân tỉnh Điện Biên,,,,")]
    [TestCase("không ghi số đến", ReconciliationKind.NeverRegistered, "Bộ Ngoại giao,01/BNG-CNV,2024-12-16,,Ủy ban nhân dân tỉnh Điện Biên,,,,")]
    [TestCase("hai số đến", ReconciliationKind.RegisteredTwice, "Bộ Ngoại giao,01/BNG-CNV,2024-12-16,,Ủy ban nhân dân tỉnh Điện Biên,1,2024-12-16,,\nBộ Ngoại giao,01/BNG-CNV,2024-12-16,,H18,8,2024-12-17,,")]
    [TestCase("tệp khác", ReconciliationKind.ContentDiffers, "Bộ Ngoại giao,01/bng-cnv,2024-12-16,,UY BAN NHAN DAN tinh Dien Bien,1,2024-12-16,00ff,")]
    [TestCase("số đến khác", ReconciliationKind.NumberDiffers, "Bộ Ngoại giao,01/BNG-CNV,2024-12-16,,Ủy ban nhân dân tỉnh Điện Biên,5,2024-12-16,,")]
    public async Task A_difference_is_named_with_the_lines_it_stands_in(string what, ReconciliationKind expected, string lines)
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        if (lines.Contains("UY BAN", StringComparison.Ordinal))
        {
            lines = lines.Replace("UY BAN NHAN DAN tinh Dien Bien", "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN", StringComparison.Ordinal);
        }

        var result = await CompareAsync($"{Head}\n{lines}\n");

        Assert.That(result.Differences.Select(item => item.Kind), Does.Contain(expected), what);
        Assert.That(result.Agreeing, Is.Zero);
    }

    [TestCase(';')]
    [TestCase('\t')]
    public async Task A_register_of_another_system_is_read_by_the_headings_of_the_decree(char separator)
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        var csv = "Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Tên loại và trích yếu nội dung;Đơn vị hoặc người nhận\n16/12/2024;01;Bộ Ngoại giao;01/BNG-CNV;16/12/2024;V/v tăng cường;NC\n".Replace(';', separator);

        var result = await Office.As("clerk.bng").Do(new ReconcileRegister(csv, Office.Clock.Today, Office.Clock.Today, "Ủy ban nhân dân tỉnh Điện Biên"));

        Assert.That((result.Agreeing, result.Differences.Count), Is.EqualTo((1, 0)));
    }

    [TestCase("Số đến;Ngày đến;Số/Ký hiệu;Ngày VB;CQ ban hành;Trích yếu nội dung\n1;16/12/2024 08:15;Số 01/BNG-CNV;16/12/2024;Bộ Ngoại giao;\"V/v tăng cường; phối hợp\"\n", "H18")]
    [TestCase("Số đến|Số|Ký hiệu|Ngày ban hành\n001/2024|1|BNG-CNV|2024-12-15T17:00:00Z\n", "UBND tinh Dien Bien")]
    [TestCase("Số VB đến,Ngày nhận,Số hiệu văn bản,Ngày ký\n(1),(2),(3),(4)\n1,2024-12-16T08:15:00,1 /BNG–CNV,16/12/24\n", "h18")]
    public async Task A_register_of_an_offices_program_is_read_as_it_exports_it(string csv, string receiver)
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();

        var result = await Office.As("clerk.bng").Do(new ReconcileRegister(csv, Office.Clock.Today, Office.Clock.Today, receiver));

        Assert.That((result.Lines, result.Agreeing, result.Differences.Count), Is.EqualTo((1, 1, 0)));
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("windows-1258")]
    public async Task A_register_in_the_letters_that_a_spreadsheet_saves_by_itself_is_read(string letters)
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(letters) ?? Encoding.GetEncoding(letters);
        // In that code page a vowel with its hat is one letter and the tone behind it another.
        var csv = "Số đến\tSố, ký hiệu\tNgày tháng\tTên loại và trích yếu nội dung\n1\t01/BNG-CNV\t16/12/2024\tV/v tăng cường phối hợp đẩy mạnh công tác\n";
        var bytes = letters == "windows-1258" ? encoding.GetBytes(Parted(csv)) : [.. encoding.Preamble, .. encoding.GetBytes(csv)];

        var result = await Office.As("clerk.bng").Do(new ReconcileRegister(DocumentWords.OfSheet(bytes), Office.Clock.Today, Office.Clock.Today, "H18"));

        Assert.That((result.Agreeing, result.Differences.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_register_of_a_body_that_the_directory_does_not_know_is_not_compared_with_nothing()
    {
        var refused = await Office.As("clerk.bng").Try(new ReconcileRegister("Số đến,Số ký hiệu,Ngày VB\n1,01/BNG-CNV,16/12/2024\n", Office.Clock.Today, Office.Clock.Today, "UBND xã Vô Danh"));

        Assert.That((refused.Refusal?.Code, refused.Refusal?.Message), Is.EqualTo(("reconciling.unknown-receiver", refused.Refusal?.Message)));
        Assert.That(refused.Refusal!.Message, Does.Contain("“UBND xã Vô Danh”"));
    }

    [Test]
    public async Task What_nobody_here_sent_is_named_too()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();

        var result = await CompareAsync($"{Head}\nBộ Ngoại giao,99/BNG-CNV,2024-12-16,,Ủy ban nhân dân tỉnh Điện Biên,3,2024-12-16,,\n");

        Assert.That(result.Differences.Select(item => (item.Kind, item.NumberAndSymbol)), Is.EqualTo(new[] { (ReconciliationKind.NeverRegistered, "01/BNG-CNV"), (ReconciliationKind.NeverSent, "99/BNG-CNV") }));
    }

    [Test]
    public async Task A_register_as_a_spreadsheet_exports_it_is_compared_and_what_cannot_be_read_is_told_by_line()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        const string Csv =
            "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN;;;;\nNăm 2024;;;;\nNgày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng\n16/12/2024 0:00:00;01;Bộ Ngoại giao;01/BNG-CNV;16/12/2024 0:00:00\n"
            + "16/12/2024;02;Bộ Nội vụ;9/BNV;12/17/2024\n16/12/2024;01;Bộ Y tế;7/BYT;15/12/2024\n;;;;\n;;;;\n";

        var result = await Office.As("clerk.bng").Do(new ReconcileRegister(Csv, Office.Clock.Today, Office.Clock.Today, "Ủy ban nhân dân tỉnh Điện Biên"));

        Assert.That((result.Agreeing, result.Lines), Is.EqualTo((1, 2)), "one wrong day does not stop the others");
        Assert.That(result.Differences.Select(item => (item.Kind, string.Join(' ', item.LinesThere))), Is.EqualTo(new[]
        {
            (ReconciliationKind.NeverSent, "6"), (ReconciliationKind.NumberUsedTwice, "4 6"), (ReconciliationKind.Unreadable, "5"),
        }));
        Assert.That(result.Differences[1].Message, Does.Contain("số đến 1 năm 2024 cho 2 văn bản: 01/BNG-CNV, 7/BYT"));
        Assert.That(result.Differences[2].Message, Does.Contain("“12/17/2024”"));
    }

    [Test]
    public async Task A_register_of_ours_runs_nothing_in_a_spreadsheet_and_is_compared_as_it_was_written()
    {
        await new ADispatch(Office) { Text = ADispatch.Words("=HYPERLINK(\"http://ke-xau.vn\",\"xem\")") }.AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        await Office.DeliverAsync();
        var theirs = Encoding.UTF8.GetString(await Office.As("clerk.db").Do(new ExportRegister(Office.Clock.Today, Office.Clock.Today)));

        Assert.That(theirs, Does.Contain(",\"'=HYPERLINK(\"\"http://ke-xau.vn\"\",\"\"xem\"\")\",").And.Not.Contain(",\"=").And.Not.Contain(",="));
        Assert.That((await CompareAsync(theirs)).Agreeing, Is.EqualTo(1));
    }

    [Test]
    public async Task What_another_register_calls_a_paper_is_run_by_no_spreadsheet()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var result = await CompareAsync($"{Head}\nBộ Ngoại giao,＝1+1,2024-12-16,,=2+2,3,2024-12-16,,\n");

        Assert.That(Encoding.UTF8.GetString(RegisterSheet.Write(result.Differences)), Does.Contain("NeverSent,'＝1+1,'=2+2,"));
    }

    [TestCase("PK\u0003\u0004sheet", "CSV UTF-8")]
    [TestCase("S\uFFFD k\uFFFD hi\uFFFDu;Ng\uFFFDy\n", "CSV UTF-8")]
    [TestCase("author,number\n", "Dòng 1: thiếu cột")]
    [TestCase(Head + "\na,1/B,12/2024,,X,,,,\n", "phải viết dạng 2024-12-17")]
    [TestCase("Tác giả;Số đến\n", "thiếu cột number_and_symbol (Số, ký hiệu)")]
    [TestCase("Số ký hiệu;Ngày tháng\n1/B;17/12/2024\n", "không nói sổ của cơ quan nào")]
    [TestCase(Head + "\na,,2024-12-17,,X,,,,\n", "thiếu số, ký hiệu")]
    [TestCase(Head + "\na,1/B,2024-12-17,,X,một,,,\n", "số đến là số nguyên")]
    [TestCase(Head + "\n\"a,1/B\n", "CSV")]
    public async Task A_register_that_cannot_be_read_is_refused_by_line(string csv, string why)
    {
        var refused = await Office.As("clerk.bng").Try(new ReconcileRegister(csv, Office.Clock.Today, Office.Clock.Today));

        Assert.That((refused.Refusal?.Code, refused.Refusal?.Message), Is.EqualTo(("reconciling.bad-csv", refused.Refusal?.Message)));
        Assert.That(refused.Refusal!.Message, Does.Contain(why));
    }

    /// <summary>Every tone behind its letter, the other marks on it.</summary>
    private static string Parted(string text) => string.Concat(text.Select(letter => letter.ToString().Normalize(NormalizationForm.FormD) is var marks && marks.AsSpan().IndexOfAny("\u0300\u0301\u0303\u0309\u0323") is var tone and >= 0
        ? marks.Remove(tone, 1).Normalize(NormalizationForm.FormC) + marks[tone] : letter.ToString()));

    private Task<Reconciliation> CompareAsync(string csv) => Office.As("clerk.bng").Do(new ReconcileRegister(csv, Office.Clock.Today, Office.Clock.Today));
}
