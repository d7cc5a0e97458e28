using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Api.Tests.Registering;

/// <summary>A draft whose text was written elsewhere, as a browser without script brings it in.</summary>
public sealed class DraftPageTests : PageFixture
{
    private const string Action = "/dispatches/new/text";

    [Test]
    public async Task Of_a_whole_letter_in_Word_the_text_fills_the_body_and_the_rest_its_fields()
    {
        var page = await UploadAsync("thu.docx", Word(
            "BỘ NGOẠI GIAO\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\tĐộc lập - Tự do - Hạnh phúc", "Số:       /BNG-CNV\tHà Nội, ngày     tháng     năm 2025", "V/v tổ chức hội nghị ngoại vụ", "",
            "Kính gửi: Ủy ban nhân dân tỉnh Điện Biên", "", "Bộ Ngoại giao tổ chức hội nghị ngoại vụ vào quý III năm 2025.", "Đề nghị Quý Cơ quan cử đại biểu tham dự./.", "",
            "Nơi nhận:\tKT. BỘ TRƯỞNG", "- Như trên;\tTHỨ TRƯỞNG", "- Lưu: HC, CNV.", "\tNguyễn Minh Hằng"));

        Assert.Multiple(() =>
        {
            Assert.That(FieldOf(page, "body"), Is.EqualTo("Bộ Ngoại giao tổ chức hội nghị ngoại vụ vào quý III năm 2025.\nĐề nghị Quý Cơ quan cử đại biểu tham dự./."));
            Assert.That(FieldOf(page, "subject"), Is.EqualTo("tổ chức hội nghị ngoại vụ"));
            Assert.That(FieldOf(page, "addressees"), Is.EqualTo("Ủy ban nhân dân tỉnh Điện Biên"));
            Assert.That(FieldOf(page, "recipients"), Does.Contain("Lưu: HC, CNV"));
        });
    }

    [Test]
    public async Task A_text_in_Markdown_fills_the_body_and_leaves_what_was_typed()
    {
        var page = await UploadAsync("loi-van.md", Encoding.UTF8.GetBytes("1. Việc **thứ nhất**.\n\n2. Việc thứ hai."), ("subject", "việc đã ghi"));

        Assert.That((FieldOf(page, "body"), FieldOf(page, "subject")), Is.EqualTo(("1. Việc **thứ nhất**.\n2. Việc thứ hai.", "việc đã ghi")));
    }

    [Test]
    public async Task What_Word_holds_and_a_text_cannot_is_said_with_its_place()
    {
        var page = await UploadAsync("thu.docx", Word(new Run(new Text("Lời văn có chú thích"), new FootnoteReference { Id = 2 })));

        Assert.That(page, Does.Contain("Đoạn 1 (“Lời văn có chú thích”): Chú thích cuối trang không được lấy"));
    }

    [TestCase(51, 'k')]
    [TestCase(20, ' ')]
    public async Task A_key_that_no_page_of_ours_makes_is_no_form_of_ours(int length, char letter)
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);

        var answer = await drafter.PostAsync("/dispatches/new", "/dispatches/new", ("key", new string(letter, length)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Biểu mẫu đã hết hạn"));
    }

    [Test]
    public async Task A_file_that_is_all_marks_is_refused_before_it_is_read()
    {
        var page = await UploadAsync("loi-van.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("*a", 5_000_000))));

        Assert.That(page, Does.Contain("nhiều nhất là 100.000"));
    }

    [Test]
    public async Task Where_nobody_may_sign_the_form_says_what_to_do_and_who_can()
    {
        using var clerk = await House.SignInAsync(DemoPeople.HanoiClerk);
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);

        Assert.That(await clerk.ReadAsync("/dispatches/new"), Does.Contain("Cơ quan chưa có người ký").And.Contain("quản trị viên"));
        Assert.That(await drafter.ReadAsync("/dispatches/new"), Does.Not.Contain("Cơ quan chưa có người ký"));
    }

    [Test]
    public async Task A_block_left_blank_is_the_one_its_signer_has_authority_for()
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);
        var offered = await drafter.ReadAsync("/dispatches/new");

        var draft = await DraftedAsync(drafter, capacity: "");

        Assert.That(offered, Does.Contain("Nguyễn Minh Hằng: KT. BỘ TRƯỞNG / THỨ TRƯỞNG"));
        Assert.That(FieldOf(await drafter.ReadAsync(draft + "/edit"), "capacity"), Is.EqualTo("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG"));
        Assert.That(await drafter.ReadAsync(draft), Does.Not.Contain("đến bước ký sẽ bị từ chối"));
    }

    [Test]
    public async Task A_block_nobody_gave_its_signer_is_told_long_before_the_signature()
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);

        var draft = await DraftedAsync(drafter, capacity: "BỘ TRƯỞNG");

        Assert.That(await drafter.ReadAsync(draft), Does.Contain("Chỗ ký “BỘ TRƯỞNG” chưa có trong thẩm quyền ký ghi nhận cho Nguyễn Minh Hằng, nên đến bước ký sẽ bị từ chối"));
    }

    [Test]
    public async Task Who_is_to_be_asked_is_a_colleague_and_stays_chosen_when_the_draft_is_refused()
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);
        var askable = Chosen(await drafter.ReadAsync("/dispatches/new"), "");

        var refused = await drafter.PostAsync(
            "/dispatches/new", "/dispatches/new", ("kind", "quyết định"), ("signer", ""), ("subject", "ban hành quy chế"), ("recipients", "Lưu: VT"), ("body", "Điều 1. Ban hành quy chế."),
            ("opinionFrom", askable[0]), ("opinionFrom", askable[2]), ("legalReviewer", askable[1]));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.That(Chosen(page, " checked"), Is.EqualTo(new[] { askable[0], askable[2] }));
        Assert.That(page, Does.Contain($"<option value=\"{askable[1]}\" selected"));
        Assert.That(await drafter.ReadAsync("/dispatches/new"), Does.Not.Contain("Đỗ Văn Minh, Thanh tra Bộ"), "who does no tasks is not offered");

    }

    [Test]
    public async Task Who_is_asked_and_who_signs_is_changed_where_the_draft_is()
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);
        var edit = await DraftedAsync(drafter, capacity: "") + "/edit";
        var fresh = await drafter.ReadAsync(edit);
        var askable = Chosen(fresh, "");
        (string, string)[] words = [("kind", "công văn"), ("signer", ChosenSigner(fresh)), ("subject", "tổ chức hội nghị"), ("recipients", "Lưu: VT"), ("body", "Đề nghị cử đại biểu."), ("urgency", "Normal")];

        await drafter.PostAsync(edit, edit, [.. words, ("opinionFrom", askable[0]), ("opinionFrom", askable[1]), ("legalReviewer", askable[2])]);
        var asked = await drafter.ReadAsync(edit);
        await drafter.PostAsync(edit, edit, [.. words, ("opinionFrom", askable[1])]);
        var fewer = await drafter.ReadAsync(edit);
        var refused = await (await drafter.PostAsync(edit, edit, [.. words.Where(word => word.Item1 != "body"), ("body", ""), ("opinionFrom", askable[0])])).Content.ReadAsStringAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Chosen(fresh, " checked"), Is.Empty);
            Assert.That(Chosen(asked, " checked"), Is.EqualTo(new[] { askable[0], askable[1] }));
            Assert.That(asked, Does.Contain($"<option value=\"{askable[2]}\" selected"));
            Assert.That(Chosen(fewer, " checked"), Is.EqualTo(new[] { askable[1] }));
            Assert.That(fewer, Does.Not.Contain($"<option value=\"{askable[2]}\" selected"));
            Assert.That(Chosen(refused, " checked"), Is.EqualTo(new[] { askable[0] }), "what was typed stands, not what is kept");
        });

        static string ChosenSigner(string page) => Regex.Match(page, "<option value=\"(?<id>[0-9a-f-]{36})\" selected", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;
    }

    private static List<string> Chosen(string page, string mark) =>
        [.. Regex.Matches(page, $"name=\"opinionFrom\" value=\"(?<id>[0-9a-f-]{{36}})\"{mark}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(found => found.Groups["id"].Value)];

    [TestCase("thu.docx", "no word", "không phải văn bản Word")]
    [TestCase("mat.md", "TUYỆT MẬT\nBỘ NGOẠI GIAO\nSố: 1/BNG-CNV\nKính gửi: Ủy ban nhân dân tỉnh Điện Biên", "bí mật nhà nước")]
    public async Task What_cannot_be_taken_is_refused_and_nothing_typed_is_lost(string name, string content, string words)
    {
        var page = await UploadAsync(name, Encoding.UTF8.GetBytes(content), ("subject", "việc đã ghi"));

        Assert.That(page, Does.Contain(words));
        Assert.That(FieldOf(page, "subject"), Is.EqualTo("việc đã ghi"));
    }

    private static string FieldOf(string page, string name)
    {
        var start = page.IndexOf('>', page.IndexOf($"<textarea class=\"form-control\" id=\"{name}\"", StringComparison.Ordinal)) + 1;
        return page[start..page.IndexOf("</textarea>", start, StringComparison.Ordinal)].ReplaceLineEndings("\n");
    }

    private static byte[] Word(params string[] lines) => Word([.. lines.Select(line => new Run(line.Split('\t').SelectMany((part, i) => i == 0 ? new OpenXmlElement[] { new Text(part) } : [new TabChar(), new Text(part)])))]);

    private static byte[] Word(params Run[] runs)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            word.AddMainDocumentPart().Document = new Document(new Body(runs.Select(run => new Paragraph(run))));
        }

        return stream.ToArray();
    }

    private static async Task<string> DraftedAsync(PageVisitor drafter, string capacity)
    {
        var signer = Regex.Match(await drafter.ReadAsync("/dispatches/new"), "<option value=\"(?<id>[0-9a-f-]{36})\"[^>]*>Nguyễn Minh Hằng", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        var saved = await drafter.PostAsync(
            "/dispatches/new", "/dispatches/new", ("kind", "công văn"), ("signer", signer), ("subject", "tổ chức hội nghị"), ("addressees", "Ủy ban nhân dân tỉnh Điện Biên"), ("recipients", "Như trên\nLưu: VT"),
            ("body", "Đề nghị cử đại biểu tham dự."), ("capacity", capacity));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        return saved.Headers.Location!.OriginalString;
    }

    private async Task<string> UploadAsync(string name, byte[] bytes, params (string Name, string Value)[] typed)
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);
        var hidden = PageVisitor.HiddenOf(await drafter.ReadAsync("/dispatches/new"), "/dispatches/new");
        var answer = await drafter.UploadAsync(Action, hidden.Concat(typed), (name, bytes));
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.Conflict));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
