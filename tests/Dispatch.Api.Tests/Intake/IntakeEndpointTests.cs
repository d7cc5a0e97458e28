using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Tests.Intake;

/// <summary>What a document becomes over HTTP; nothing of it is kept.</summary>
public sealed class IntakeEndpointTests : ApiFixture
{
    private const string Seed = "src/Dispatch.Api/Demo/Seeds/6983-BNG-CNV.txt";

    [Test]
    public async Task A_text_gives_the_registration_in_the_shape_of_the_command()
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(Repository.Read(Seed)), "text/plain");

        Assert.That(((bool)answer.Json["is_dispatch"]!, (string?)answer.Json["number"], (string?)answer.Json["signer_name"]), Is.EqualTo((true, "6983", "Nguyễn Minh Vũ")));
        Assert.That(answer.Json["findings"]!.AsArray().Select(finding => (string?)finding!["code"]), Has.Some.Contains("copy"));
    }

    [Test]
    public async Task A_pdf_is_read_by_what_it_is()
    {
        var numbered = await House.NumberedAsync();
        var clerk = await House.SignInAsync("clerk.bo");
        var pdf = await (await clerk.Http.GetAsync($"/api/dispatches/{numbered}/file")).Content.ReadAsByteArrayAsync();

        var answer = await PostAsync(pdf, "application/pdf");

        Assert.That(((string?)answer.Json["symbol"], (string?)answer.Json["subject"]), Is.EqualTo(("BTN-VCS", "phối hợp thử nghiệm")), answer.Text);
    }

    [Test]
    public async Task An_unsigned_pdf_is_said_to_be_no_original()
    {
        var numbered = await House.NumberedAsync();
        var clerk = await House.SignInAsync("clerk.bo");
        var pdf = await (await clerk.Http.GetAsync($"/api/dispatches/{numbered}/file")).Content.ReadAsByteArrayAsync();

        var answer = await PostAsync(pdf, "application/pdf");

        Assert.That(answer.Json["findings"]!.AsArray().Select(finding => (string?)finding!["code"]), Does.Contain("intake.file-unsigned"));
        Assert.That(answer.Json["signatures"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_pdf_is_checked_before_signing()
    {
        var clerk = await House.SignInAsync("clerk.bo");
        var content = new ByteArrayContent("%PDF-1.7 and nothing"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };

        var answer = await clerk.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/intake/check") { Content = content });

        Assert.That((answer.Status, (bool)answer.Json["isSignable"]!, (string?)answer.Json["obstacles"]![0]!["code"]), Is.EqualTo((HttpStatusCode.OK, false, "file.unsound")));
    }

    [Test]
    public async Task More_words_than_a_dispatch_has_are_not_read()
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes(new string('\n', 1_000_001)), "text/plain");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "intake.text-too-long")));
    }

    [Test]
    public async Task A_heap_of_dear_files_is_refused_in_part_and_the_file_of_another_office_is_read_meanwhile()
    {
        var (heaper, other) = (await House.SignInAsync("clerk.bo"), await House.SignInAsync("clerk.tinh"));
        using var enough = new CancellationTokenSource();
        var heap = Enumerable.Range(0, Environment.ProcessorCount + (2 * WorkLine.WaitingEach)).Select(_ => heaper.Http.SendAsync(Pdf(Dear()), enough.Token)).ToList();
        var refused = await await Task.WhenAny(heap);

        var answer = await other.SendAsync(Pdf(Paged("BT /F1 11 Tf 60 780 Td (So: 12/BNV-VP) Tj ET")));

        Assert.That((refused.StatusCode, JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["code"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.TooManyRequests, "intake.busy")));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Code, Is.Not.EqualTo("intake.busy"), answer.Text);
        Assert.That(heap.Count(file => !file.IsCompleted), Is.GreaterThan(WorkLine.WaitingEach), "the dear ones still go on, or wait");
        await enough.CancelAsync();
        Assert.That(() => Task.WhenAll(heap), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task What_is_no_dispatch_is_said_to_be_none()
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes("Hôm nay trời nắng đẹp."), "text/plain");

        Assert.That((answer.Status, (bool)answer.Json["is_dispatch"]!), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That((string?)answer.Json["reason"], Is.Not.Empty);
    }

    [TestCase("%PDF-1.7 and then nothing", "application/pdf", "intake.pdf-unreadable")]
    [TestCase("\u00ff", "text/plain", "intake.not-utf8")]
    public async Task What_cannot_be_read_is_refused(string latin1, string type, string code)
    {
        var answer = await PostAsync(Encoding.Latin1.GetBytes(latin1), type);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)));
    }

    [Test]
    public async Task Nothing_of_a_document_is_left_in_the_data_folder()
    {
        await PostAsync(Encoding.UTF8.GetBytes("Số: 1/BTN\nKính gửi: Chuyện Không Ai Giữ Lại."), "text/plain");
        await PostAsync(Encoding.UTF8.GetBytes("TUYỆT MẬT\nKế hoạch Không Ai Giữ Lại"), "text/plain");

        var needle = Encoding.UTF8.GetBytes("Không Ai Giữ Lại");
        var files = System.IO.Directory.GetFiles(House.Folder, "*", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => Read(file).AsSpan().IndexOf(needle) >= 0), Is.Empty);
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private async Task<ApiAnswer> PostAsync(byte[] document, string type)
    {
        var clerk = await House.SignInAsync("clerk.bo");
        var content = new ByteArrayContent(document) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await clerk.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/intake") { Content = content });
    }

    private static HttpRequestMessage Pdf(string pdf) =>
        new(HttpMethod.Post, "/api/intake") { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(pdf)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } } };

    /// <summary>A few kilobytes that keep a reader busy for as long as it is let: each form draws the next one four times.</summary>
    private static string Dear()
    {
        var forms = Enumerable.Range(0, 25).Select(depth => $"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {depth + 7} 0 R>>>>/Length 23>>\nstream\n/X Do /X Do /X Do /X Do\nendstream");
        return Paged("/X Do", [.. forms, "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\nq Q\nendstream"]);
    }

    private static string Paged(string content, params string[] more)
    {
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", .. more,
        ];
        // Without a cross-reference table: readers look the objects up by themselves.
        return "%PDF-1.7\n" + string.Concat(objects.Select((text, at) => $"{at + 1} 0 obj\n{text}\nendobj\n")) + $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\n%%EOF";
    }
}
