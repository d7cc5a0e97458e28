using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dispatch.Api.Commands;
using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Commands;

/// <summary>The commands of the one executable: what they print, where, and how they end.</summary>
public sealed class CommandTests
{
    private const string Seed = "src/Dispatch.Api/Demo/Seeds/6983-BNG-CNV.txt";

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = System.IO.Directory.CreateTempSubdirectory("dispatch-commands-").FullName;

    [TearDown]
    public void RemoveFolder() => System.IO.Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Intake_prints_one_document_for_each_file()
    {
        var seed = Path.Combine(Repository.Root, Seed);

        var run = await RunAsync("intake", seed, seed, "--json");

        var documents = run.Out.Split("\n}\n", StringSplitOptions.RemoveEmptyEntries).Select(text => JsonNode.Parse(text + "\n}")!).ToList();
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        Assert.That(documents.Select(document => ((bool)document["is_dispatch"]!, (string?)document["number"], (string?)document["copy"]!["number"])), Is.EqualTo(new[] { (true, "6983", "267"), (true, "6983", "267") }));
    }

    [Test]
    public async Task Intake_refuses_what_is_no_dispatch_and_still_prints_so()
    {
        var run = await RunAsync("intake", Write("news.txt", "Hôm nay trời nắng đẹp.\nNgười dân ra phố đón xuân."), Write("none.txt", "") + "-not-there");

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That((bool)JsonNode.Parse(run.Out)!["is_dispatch"]!, Is.False);
        Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Intake_refuses_a_secret_and_repeats_none_of_its_words()
    {
        var run = await RunAsync("intake", Write("secret.txt", "TUYỆT MẬT\nBỘ THỬ NGHIỆM\nSố: 1/BTN-VP\nV/v kế hoạch hành quân\nKính gửi: Ủy ban nhân dân tỉnh Mẫu."));

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Out + run.Error, Does.Not.Contain("hành quân").And.Contain("TUYỆT MẬT"));
    }

    [Test]
    public async Task Intake_reads_a_folder_with_a_bar_and_writes_one_document_for_each_file()
    {
        var papers = System.IO.Directory.CreateDirectory(Path.Combine(folder, "papers")).FullName;
        File.Copy(Path.Combine(Repository.Root, Seed), Path.Combine(papers, "a.txt"));
        await File.WriteAllTextAsync(Path.Combine(papers, "b.txt"), "Hôm nay trời nắng đẹp.");
        await File.WriteAllTextAsync(Path.Combine(papers, "c.log"), "Không phải loại tệp được đọc.");
        var output = Path.Combine(folder, "read");

        var run = await RunAsync("intake", papers, "--out", output);

        Assert.That((run.Exit, run.Out), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain("] 2/2 b.txt").And.Contain("b.txt: "));
        Assert.That(System.IO.Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(["a.json", "b.json"]));
        Assert.That((string?)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "a.json")))!["number"], Is.EqualTo("6983"));
    }

    [TestCase("verify")]
    [TestCase("intake")]
    [TestCase("workflows", "check")]
    [TestCase("evidence", "check")]
    public async Task A_file_that_cannot_be_read_is_refused_in_words_of_who_named_it(params string[] command)
    {
        var nothing = Path.Combine(folder, "nothing.pdf");
        var run = await RunAsync([.. command, nothing]);

        Assert.That((run.Exit, run.Error.Trim()), Is.EqualTo((1, $"{nothing}: không có tệp này. Hãy kiểm tra lại đường dẫn.")));
    }

    [Test]
    public async Task Evidence_that_is_no_archive_is_named_as_that()
    {
        var run = await RunAsync("evidence", "check", Write("evidence.zip", "Đây là văn bản thường."));

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("đây không phải tệp ZIP."));
    }

    [Test]
    public async Task Evidence_that_fails_says_what_to_do_with_it()
    {
        var run = await RunAsync("evidence", "check", Write("evidence.zip", "PK\u0003\u0004 và chẳng còn gì."));

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("tệp ZIP bị hỏng, hoặc chép chưa trọn.").And.Contain("Hãy tải lại từ trang truy vết rồi kiểm tra lại"));
    }

    [TestCase("evidence", "check")]
    [TestCase("verify")]
    public async Task Keys_are_read_from_a_list_and_one_that_is_none_is_named(params string[] command)
    {
        var bundle = Write("bundle.zip", "PK\u0003\u0004");
        var good = Write("keys.txt", $"\uFEFF{new string('a', 64)} Bộ Ngoại giao\r\n\r\n{new string('B', 64)}\n");
        var bad = Write("bad.txt", $"{new string('a', 64)}\nxyz\n");

        Assert.That((await RunAsync([.. command, bundle, "--key", "@" + good])).Out, Does.Contain("tệp ZIP bị hỏng"), "the keys were read");
        Assert.That(await RunAsync([.. command, bundle, "--key", "@" + bad]), Is.EqualTo((1, "", $"@{bad}: “xyz” không phải mã khóa. Mã khóa có đúng 64 chữ số thập lục phân.\n")));
        Assert.That(await RunAsync([.. command, bundle, "--key", "abc"]), Is.EqualTo((1, "", "abc: “abc” không phải mã khóa. Mã khóa có đúng 64 chữ số thập lục phân.\n")));
        Assert.That((await RunAsync([.. command, bundle, "--key", "@" + good + ".not"])).Error, Does.Contain("không có tệp này."));
    }

    [Test]
    public async Task Intake_never_writes_two_files_into_one()
    {
        var run = await RunAsync("intake", Write("same.txt", "một"), Write("same.md", "hai"), "--out", Path.Combine(folder, "clash"));

        Assert.That((run.Exit, System.IO.Directory.GetFiles(Path.Combine(folder, "clash")).Length), Is.EqualTo((1, 0)));
        Assert.That(run.Error, Does.Contain("same.json"));
    }

    [Test]
    public async Task Intake_reads_a_pdf_that_was_rendered()
    {
        var pdf = Path.Combine(folder, "sheet.pdf");
        var rendered = await RunAsync("render", Write("sheet.json", SheetJson), "-o", pdf);

        var run = await RunAsync("intake", pdf);

        Assert.That((rendered.Exit, rendered.Error), Is.EqualTo((0, "")));
        Assert.That(run.Exit, Is.Zero, run.Error);
        Assert.That(((string?)JsonNode.Parse(run.Out)!["number"], (string?)JsonNode.Parse(run.Out)!["symbol"]), Is.EqualTo(("12", "BTN-VCS")));
    }

    [TestCase("\"subject\"", "\"colour\": 1, \"subject\"", "colour")]
    [TestCase("\"symbol\": \"BTN-VCS\",", "", "symbol")]
    [TestCase("\"Mẫu\"", "7", "place")]
    public async Task Render_refuses_data_it_does_not_understand_on_one_line(string part, string instead, string named)
    {
        var pdf = Path.Combine(folder, "sheet.pdf");

        var run = await RunAsync("render", Write("sheet.json", SheetJson.Replace(part, instead)), "-o", pdf);

        Assert.That((run.Exit, run.Out), Is.EqualTo((1, "")));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(named));
        Assert.That(File.Exists(pdf), Is.False);
    }

    [Test]
    public async Task Every_example_of_the_guide_is_printed()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "render.md"));
        var examples = Regex.Matches(guide, "(?s)```json (?<kind>\\w+)\n(?<data>.*?)```", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        foreach (Match example in examples)
        {
            var pdf = Path.Combine(folder, "example.pdf");
            var run = await RunAsync("render", Write("example.json", example.Groups["data"].Value), "--as", example.Groups["kind"].Value, "-o", pdf);

            Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")), example.Value);
            Assert.That(await File.ReadAllBytesAsync(pdf), Has.Length.GreaterThan(5_000));
            File.Delete(pdf);
        }

        Assert.That(examples.Select(example => example.Groups["kind"].Value).Distinct(StringComparer.Ordinal), Is.EquivalentTo(["dispatch", "book", "slip"]));
    }

    [Test]
    public async Task Render_names_a_character_that_it_cannot_print()
    {
        var run = await RunAsync("render", Write("sheet.json", SheetJson.Replace("\"Mẫu\"", "\"Mẫu ✓\"")), "-o", Path.Combine(folder, "sheet.pdf"));

        Assert.That((run.Exit, run.Error), Is.EqualTo((1, Path.Combine(folder, "sheet.json") + ": Phông chữ của văn bản không có ký tự “✓” (U+2713). Hãy thay ký tự này rồi thực hiện lại.\n")));
    }

    [Test]
    public async Task Render_takes_the_text_from_a_file_and_prints_books_too()
    {
        const string Book = """{ "bodyName": "Bộ Thử nghiệm", "title": "Sổ đăng ký văn bản đi", "columns": [{ "heading": "Số", "share": 1 }], "rows": [["=01"]] }""";
        var (pdf, csv) = (Path.Combine(folder, "sheet.pdf"), Path.Combine(folder, "book.csv"));

        var letter = await RunAsync("render", Write("sheet.json", SheetJson), "--body", Write("draft.md", "# Chương I\n**QUY ĐỊNH CHUNG**\nĐiều 1. Phạm vi"), "-o", pdf);
        var book = await RunAsync("render", Write("book.json", Book), "--as", "book", "-o", csv);
        var noCsv = await RunAsync("render", Write("sheet.json", SheetJson), "-o", csv);
        var noWord = await RunAsync("render", Write("sheet.json", SheetJson), "--body", Write("draft.docx", "không phải Word"), "-o", pdf);

        Assert.Multiple(() =>
        {
            Assert.That((letter.Exit, letter.Error), Is.EqualTo((0, "")));
            Assert.That((book.Exit, File.ReadAllText(csv)), Is.EqualTo((0, "Số\r\n'=01\r\n")));
            Assert.That((noCsv.Exit, noCsv.Error), Is.EqualTo((1, $"{Path.Combine(folder, "sheet.json")}: chỉ sổ và phiếu ghi được ra CSV.\n")));
            Assert.That(noWord.Exit, Is.EqualTo(1));
            Assert.That(noWord.Error, Does.Contain("draft.docx").And.Contain(".docx"));
        });
    }

    [Test]
    public async Task Workflows_check_passes_what_is_shipped_and_refuses_what_is_not_sound()
    {
        var shipped = System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.json");
        var unsound = Write("unsound.json", Repository.Read("workflows/issue-dispatch.json").Replace("Dispatch.Sign\"", "Dispatch.Conjure\""));

        var good = await RunAsync(["workflows", "check", .. shipped]);
        var bad = await RunAsync("workflows", "check", unsound);

        Assert.That((good.Exit, good.Error), Is.EqualTo((0, "")));
        Assert.That(good.Out.Trim().Split('\n'), Has.Length.EqualTo(shipped.Length));
        Assert.That((bad.Exit, bad.Out), Is.EqualTo((1, "")));
        Assert.That(bad.Error, Does.Contain("unsound.json").And.Contain("Dispatch.Conjure"));
    }

    [Test]
    public async Task Workflows_run_prints_lines_and_then_how_it_ended()
    {
        var run = await RunAsync("workflows", "run", Write("hello.json", HelloJson), "--input", "Name=Điện Biên");

        Assert.That((run.Exit, run.Out, run.Error), Is.EqualTo((0, "Xin chào Điện Biên\n", "status: Finished\n")));
    }

    [Test]
    public async Task Workflows_check_tells_the_path_to_what_the_law_forbids()
    {
        var early = Write("early.json", Repository.Read("workflows/issue-dispatch.json").Replace("\"activity\": \"sign\",\n          \"port\": \"In\"", "\"activity\": \"assign-number\",\n          \"port\": \"In\""));

        var run = await RunAsync("workflows", "check", early);

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("early.json").And.Contain("'assign-number' (AssignNumber) khi chưa có Sign").And.Contain("check-form (Văn thư kiểm tra thể thức, kỹ thuật trình bày): Passed → assign-number").And.Contain("[workflow.act-too-early]"));
    }

    [Test]
    public async Task Workflows_run_runs_what_Elsa_would_run_and_check_refuses_but_no_unlawful_procedure()
    {
        var odd = Write("odd.json", """{"root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","text":"a"},{"type":"Elsa.End"},{"type":"Elsa.WriteLine","text":"never"}]}}""");
        var unlawful = Write("unlawful.json", """{"root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","text":"a"},{"id":"i","type":"Dispatch.Issue","role":"Clerk"}]}}""");

        Assert.That(await RunAsync("workflows", "run", odd), Is.EqualTo((0, "a\n", "status: Finished\n")));
        Assert.That((await RunAsync("workflows", "check", odd)).Exit, Is.EqualTo(1));
        var refused = await RunAsync("workflows", "run", unlawful);
        Assert.That((refused.Exit, refused.Out), Is.EqualTo((1, "")));
        Assert.That(refused.Error, Does.Contain("chưa có Sign (Ký ban hành), AssignNumber (Cấp số và ngày)").And.EndsWith("status: Refused\n"));
    }

    [Test]
    public async Task Workflows_run_finds_what_is_called_among_its_files_and_in_the_same_folder()
    {
        Write("child.json", """{"definitionId":"child","name":"Say Hi","inputs":[{"name":"Who","type":"String"}],"root":{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"`hi ${getWho()}`"} } }}""");
        Write("broken.json", "{");
        var parent = Write("parent.json", """{"root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"SayHi","who":"An"},{"type":"Elsa.ExecuteWorkflow","workflowDefinitionId":"child","input":{"Who":"Ba"}},{"type":"Elsa.ExecuteWorkflow","workflowDefinitionId":"other"}]}}""");
        var elsewhere = System.IO.Directory.CreateDirectory(Path.Combine(folder, "sub")).Name;
        var other = Write(Path.Combine(elsewhere, "other.json"), """{"definitionId":"other","name":"Other","root":{"id":"w","type":"Elsa.WriteLine","text":"other"}}""");

        Assert.That((await RunAsync("workflows", "run", parent)).Error, Does.Contain("'other'").And.EndsWith("status: Refused\n"));
        Assert.That((await RunAsync("workflows", "run", parent, Path.Combine(folder, "nowhere.json"))).Error, Does.Contain("nowhere.json").And.EndsWith("status: Refused\n"));
        Assert.That(await RunAsync("workflows", "run", parent, other), Is.EqualTo((0, "hi An\nhi Ba\nother\n", "status: Finished\n")));
    }

    [TestCase("Elsa.Delay", "timeSpan", "00:00:01", "status: Suspended\n", "a\n")]
    [TestCase("Elsa.StartAt", "dateTime", "2999-01-01T00:00:00Z", "status: Suspended\n", "a\n")]
    [TestCase("Elsa.StartAt", "dateTime", "1999-01-01T00:00:00Z", "status: Finished\n", "a\nb\n")]
    public async Task Workflows_run_stops_where_something_must_be_waited_for(string type, string input, string value, string status, string lines)
    {
        var file = Write("wait.json", $$$"""{"root":{"id":"s","type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","text":"a"},{"id":"w","type":"{{{type}}}","{{{input}}}":"{{{value}}}"},{"type":"Elsa.WriteLine","text":"b"}]}}""");

        var run = await RunAsync("workflows", "run", file);

        Assert.That((run.Exit, run.Out), Is.EqualTo((0, lines)));
        Assert.That(run.Error, Does.EndWith(status));
    }

    [Test]
    public async Task Workflows_run_refuses_what_is_no_definition()
    {
        var run = await RunAsync("workflows", "run", Write("bad.json", "{"));

        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.EndWith("status: Refused\n"));
    }

    [TestCase]
    [TestCase("serve")]
    [TestCase("serve", "--Urls=http://127.0.0.1:0")]
    [TestCase("--environment=Production")]
    public void These_arguments_ask_for_the_server(params string[] arguments) => Assert.That(CommandLine.IsServer(arguments), Is.True);

    [TestCase("conjure")]
    [TestCase("intake")]
    [TestCase("intake", "a.txt", "--loud")]
    [TestCase("render", "a.json")]
    [TestCase("workflows", "run", "a.json", "--input", "nothing")]
    [TestCase("serve", "--loud")]
    [TestCase("admin", "create", "--user", "x")]
    [TestCase("admin", "prepare-database")]
    public async Task Wrong_usage_ends_with_two_and_says_why(params string[] arguments)
    {
        Assert.That(CommandLine.IsServer(arguments), Is.False);

        var run = await RunAsync(arguments);

        Assert.That((run.Exit, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1).And.All.StartsWith("dispatch").And.All.EndsWith(" --help"));
    }

    [TestCase("dispatch: không có lệnh “conjure”, chỉ có serve, intake, workflows, render, verify, evidence, check, admin, reconcile. Xem cách dùng: dispatch --help", "conjure")]
    [TestCase("dispatch admin: thiếu lệnh, một trong create, import-directory, export-directory, prepare-database, usage, take-out-files. Xem cách dùng: dispatch admin --help", "admin")]
    [TestCase("dispatch workflows run: thiếu FILE. Xem cách dùng: dispatch workflows run --help", "workflows", "run")]
    [TestCase("dispatch workflows run: không có tùy chọn “--loud”. Xem cách dùng: dispatch workflows run --help", "workflows", "run", "a.json", "--loud")]
    [TestCase("dispatch workflows run: --input thiếu giá trị. Xem cách dùng: dispatch workflows run --help", "workflows", "run", "a.json", "--input")]
    [TestCase("dispatch render: thiếu FILE; thiếu tùy chọn --output. Xem cách dùng: dispatch render --help", "render")]
    [TestCase("dispatch render: --output chỉ ghi một lần. Xem cách dùng: dispatch render --help", "render", "a.json", "-o", "a.pdf", "-o", "b.pdf")]
    [TestCase("dispatch render: --as là một trong dispatch, book, slip, scan-copy, không phải “poem”. Xem cách dùng: dispatch render --help", "render", "a.json", "-o", "a.pdf", "--as", "poem")]
    [TestCase("dispatch serve: thừa “x”. Xem cách dùng: dispatch serve --help", "serve", "x")]
    public async Task Wrong_usage_is_told_on_one_line_in_the_words_of_the_house(string told, params string[] arguments) =>
        Assert.That(await RunAsync(arguments), Is.EqualTo((2, "", told + "\n")));

    [TestCase]
    [TestCase("intake")]
    [TestCase("workflows")]
    [TestCase("workflows", "run")]
    [TestCase("render")]
    [TestCase("verify")]
    [TestCase("evidence", "check")]
    [TestCase("check")]
    [TestCase("admin")]
    [TestCase("admin", "create")]
    [TestCase("reconcile")]
    public async Task Help_is_told_in_the_words_of_the_house(params string[] command)
    {
        var run = await RunAsync([.. command, "--help"]);

        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Out, Does.Contain($"\nCách dùng: {string.Join(' ', command.Prepend("dispatch"))} ").And.Contain("-?, -h, --help").And.Contain("Hiện cách dùng."));
        Assert.That(run.Out, Does.Not.Contain("Usage").And.Not.Contain("REQUIRED").And.Not.Contain("Show "));
    }

    [Test]
    public async Task What_cannot_be_read_or_written_is_named_with_a_way_out()
    {
        var (empty, binary, hollow) = (Write("empty.json", ""), Path.Combine(folder, "binary.json"), System.IO.Directory.CreateDirectory(Path.Combine(folder, "hollow")).FullName);
        await File.WriteAllBytesAsync(binary, [0xFF, 0xFE, 0x7B, 0x00]);

        Assert.Multiple(async () =>
        {
            Assert.That((await RunAsync("workflows", "check", empty)).Error, Is.EqualTo($"{empty}: Quy trình 'empty.json': không đọc được: tệp trống.\n"));
            Assert.That((await RunAsync("workflows", "run", binary)).Error, Does.StartWith($"{binary}: tệp không phải văn bản chữ UTF-8").And.EndsWith("status: Refused\n"));
            Assert.That((await RunAsync("workflows", "check", hollow)).Error, Is.EqualTo($"{hollow}: đây là một thư mục. Hãy ghi tên một tệp.\n"));
            Assert.That((await RunAsync("workflows", "check", "")).Exit, Is.EqualTo(2));
            Assert.That(await RunAsync("workflows", "check", "@nowhere"), Is.EqualTo((1, "", "@nowhere: không có tệp này. Hãy kiểm tra lại đường dẫn.\n")));
            Assert.That(await RunAsync("intake", hollow), Is.EqualTo((1, "", $"{hollow}: thư mục không có tệp nào đọc được. Các loại tệp đọc được: .txt, .pdf, .docx, .png, .jpg, .jpeg, .tif, .tiff.\n")));
            Assert.That((await RunAsync("intake", Write("a.txt", "x"), "--out", empty)).Error, Does.StartWith($"Không ghi được vào thư mục “{empty}”"));
        });
    }

    [Test]
    public async Task Workflows_run_refuses_an_input_that_is_not_of_its_type()
    {
        var counted = Write("counted.json", """{"definitionId":"c","inputs":[{"name":"N","type":"Int32"}],"root":{"id":"w","type":"Elsa.WriteLine","text":"x"}}""");
        var run = await RunAsync("workflows", "run", counted, "--input", "N=ba");

        Assert.That(run, Is.EqualTo((1, "", $"{counted}: Đầu vào 'N' kiểu Int32 không nhận 'ba'. Hãy đưa vào một số nguyên từ -2147483648 đến 2147483647.\nstatus: Refused\n")));
    }

    [Test]
    public async Task Workflows_run_says_which_input_nobody_declared()
    {
        var run = await RunAsync("workflows", "run", Write("hello.json", HelloJson), "--input", "Name=An", "--input", "name=Ba");

        Assert.That(run, Is.EqualTo((0, "Xin chào An\n", "--input name: quy trình không khai báo đầu vào này.\nstatus: Finished\n")));
    }

    private static string SheetJson => """
        {
          "issuerName": "Bộ Thử nghiệm", "number": "12", "symbol": "BTN-VCS", "place": "Mẫu", "date": "2026-03-02",
          "subject": "phối hợp thử nghiệm", "addressees": ["Ủy ban nhân dân tỉnh Mẫu"], "body": ["Đề nghị Quý Cơ quan phối hợp."],
          "recipients": ["Như trên", "Lưu: VT, VCS"], "signing": { "capacityLines": ["BỘ TRƯỞNG"], "name": "Nguyễn Văn Mẫu" }
        }
        """;

    private static string HelloJson => """
        {
          "definitionId": "hello", "version": 1, "name": "Chào", "inputs": [{ "name": "Name", "type": "String" }], "outputs": [], "variables": [],
          "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'Xin chào ' + getInput('Name')" } } }
          ] }
        }
        """;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader("");
        var exit = await CommandLine.InvokeAsync(arguments, new Terminal(input, output, error, new FixedClock()), CancellationToken.None);
        return (exit, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    }
}
